"""What live services share: which of the things that somebody watches are read anew, and the connection of a thread."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from django.db import close_old_connections


class MayBeStale(Protocol):
    """Something that somebody watches."""

    is_stale: bool


def mark_stale(watched: Mapping[str, MayBeStale], reference: str) -> None:
    """Have one thing read anew at the next tick, or all where no reference says which."""
    for each in [watched.get(reference)] if reference else list(watched.values()):
        if each is not None:
            each.is_stale = True


def with_connection(act: Callable[..., Any], *given: Any) -> Any:
    """Act with this thread's connection, a new one where the last was lost."""
    close_old_connections()
    try:
        return act(*given)
    finally:
        close_old_connections()
