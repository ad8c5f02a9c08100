"""Locks of a name for as long as a connection lives: who is killed lets go, whatever any clock says."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

TRY = "SELECT pg_try_advisory_lock(hashtextextended(%s, 5123))"
TRY_UNTIL_COMMIT = "SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 5123))"
LET_GO = "SELECT pg_advisory_unlock(hashtextextended(%s, 5123))"


@contextmanager
def try_lock(name: str) -> Iterator[bool]:
    """Say whether the name is ours until the end of the block; nobody waits."""
    with connection.cursor() as cursor:
        cursor.execute(TRY, [name])
        (is_ours,) = cursor.fetchone()
    try:
        yield is_ours
    finally:
        if is_ours and connection.connection is not None and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute(LET_GO, [name])


def try_lock_until_commit(name: str) -> bool:
    """Say whether the name is ours until the transaction ends; nobody waits."""
    with connection.cursor() as cursor:
        cursor.execute(TRY_UNTIL_COMMIT, [name])
        (is_ours,) = cursor.fetchone()
    return bool(is_ours)
