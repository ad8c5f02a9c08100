"""Ports: whatever speaks with somebody outside the house, and never inside a transaction.

A rollback cannot call a parcel or a message back, and a slow answer would keep locked whatever the act has locked.
What is to be sent is therefore put into the outbox by the act and sent after its commit; what is to be read is read
before the transaction begins. The house keeps this rule itself: a port called inside a transaction raises an error.
"""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.db import connections
from django.utils.module_loading import import_string

LOG = logging.getLogger(__name__)

Port = TypeVar("Port")


class CalledInTransaction(RuntimeError):
    """Something outside the house was asked while a transaction was open: a fault of the program."""


def in_transaction() -> bool:
    """Return whether any database connection of this thread is in a transaction (that of a test case aside)."""
    return any(
        not getattr(block, "_from_testcase", False)
        for connection in connections.all(initialized_only=True)
        for block in connection.atomic_blocks
    )


def require_no_transaction(what: str) -> None:
    """Refuse to go on inside a transaction."""
    if in_transaction():
        raise CalledInTransaction(
            f"{what} was called inside a transaction. Put it into the outbox, or ask before the transaction begins."
        )


class GuardedPort:
    """A port whose every method refuses to be called inside a transaction."""

    def __init__(self, port: object) -> None:
        self._port = port

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._port, name)
        return _guarded(found, f"{type(self._port).__name__}.{name}") if callable(found) else found


def _guarded(call: Callable[..., Any], what: str) -> Callable[..., Any]:
    @wraps(call)
    def asked(*given: Any, **named: Any) -> Any:
        require_no_transaction(what)
        try:
            return call(*given, **named)
        except Exception as error:
            LOG.info("a port failed", extra={"kind": what, "error": type(error).__name__})
            raise

    return asked


def guard_port(port: Port) -> Port:
    """Return a port that keeps the rule; to its users it is what it was."""
    return cast(Port, GuardedPort(port))


def port_at(path: str) -> Any:
    """Return the port that a setting names, made and keeping the rule."""
    return guard_port(import_string(path)())
