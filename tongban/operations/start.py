"""Before every command that needs the product: the database is up, Django is set up, errors are plain words."""

import os
import signal
import sys
from collections.abc import Callable
from functools import wraps
from typing import Any, NoReturn, ParamSpec, TypeVar

import typer

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


class OperationError(Exception):
    """A command cannot do its work; the message says why and what to do."""

    code = 1


class InputError(OperationError):
    """The file that a command is to read cannot be read; not a finding about what it says."""

    code = 2


def plain_errors(command: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """End a command with a message instead of a traceback when the reason is known."""

    @wraps(command)
    def told(*args: Given.args, **kwargs: Given.kwargs) -> Answer:
        from psycopg import OperationalError

        from config.database import DatabaseUnavailable

        try:
            return command(*args, **kwargs)
        except OperationError as error:
            _end(str(error), error.code)
        except DatabaseUnavailable as error:
            _end(str(error))
        except OperationalError as error:
            _end(f"连不上数据库：{error}")
        except _key_missing() as error:
            _end(str(error))

    return told


def start_django(*, as_owner: bool = False) -> None:
    """Start or meet the database and set Django up; a SIGTERM from now on ends in good order.

    What is written from now on is its owner's alone. Only who migrates or restores connects as the tables' owner.
    """
    signal.signal(signal.SIGTERM, _end_in_order)
    os.umask(0o077)
    from config.database import connect_as_owner, ensure_database

    ensure_database()
    if as_owner:
        connect_as_owner()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from django.db.backends.signals import connection_created

    connection_created.connect(_refuse_old_server)


def server_version() -> int:
    """Return the database server's version as PostgreSQL counts it (150004 is 15.4)."""
    from django.db import connection

    connection.ensure_connection()
    version: int = connection.pg_version  # type: ignore[attr-defined]
    return version


def say(text: str) -> None:
    """Write one line to the administrator."""
    typer.echo(text)


def _key_missing() -> type[Exception]:
    from tongban.ground.ledger.keys import KeyMissing

    return KeyMissing


def _refuse_old_server(connection: Any, **_: Any) -> None:
    if connection.pg_version < 150000:
        raise OperationError(f"数据库版本过低：PostgreSQL {connection.pg_version // 10000}，需要 15 或更高。")


def _end_in_order(*_: Any) -> NoReturn:
    sys.exit(143)


def _end(message: str, code: int = OperationError.code) -> NoReturn:
    typer.secho(f"✗ {message}", fg=typer.colors.RED, err=True)
    raise typer.Exit(code)
