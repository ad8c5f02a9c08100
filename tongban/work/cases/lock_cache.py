"""Answers kept while a case is locked: its rows cannot change under whoever holds the lock."""

from collections.abc import Callable
from typing import Any, TypeVar

from tongban.ground.clock.calendar import Calendar
from tongban.ground.kit.calendars import calendar
from tongban.ground.ledger import is_locked
from tongban.ground.ledger.memo import RowMemo
from tongban.work.cases.models import Case

Found = TypeVar("Found")
WHILE_LOCKED: RowMemo[dict[str, Any]] = RowMemo("cases.while_locked")


def cached_while_locked(case: Case, name: str, ask: Callable[[], Found]) -> Found:
    """Return an answer, kept while the case is locked; for a case that is only read it is computed anew."""
    if not is_locked(case):
        return ask()
    kept = WHILE_LOCKED.get(case, dict)
    if name not in kept:
        kept[name] = ask()
    found: Found = kept[name]
    return found


def calendar_of(case: Case) -> Calendar:
    """Return the working days that a case is counted by."""
    return cached_while_locked(case, "days", calendar)
