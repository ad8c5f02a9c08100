"""Answers kept while a case is locked: its rows cannot change under whoever holds the lock."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from django.db.models import Model

from tongban.ground.clock.calendar import Calendar
from tongban.ground.kit.calendars import calendar
from tongban.ground.ledger import is_locked
from tongban.ground.ledger.memo import RowMemo
from tongban.work.cases.models import Case

Found = TypeVar("Found")
Row = TypeVar("Row", bound=Model)
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


def rows_at_hand(case: Case, model: type[Row], ask: Callable[[], Iterable[Row]]) -> list[Row]:
    """Return the rows of a kind beside a case, asked once while it is locked."""
    return cached_while_locked(case, model.__name__, lambda: list(ask()))


def add_at_hand(case: Case, rows: Iterable[Any]) -> None:
    """Put new rows beside a locked case to those of their kind that were asked for."""
    kept = WHILE_LOCKED.get(case, dict)
    for row in rows:
        kept.get(type(row).__name__, []).append(row)


def calendar_of(case: Case) -> Calendar:
    """Return the working days that a case is counted by."""
    return cached_while_locked(case, "days", calendar)


def keep_at_hand(case: Case, known: Mapping[str, Any]) -> None:
    """Keep answers that are known without asking: of a case that is led along its course in memory."""
    WHILE_LOCKED.get(case, dict).update(known)
