"""What is asked once while a case is held: its rows cannot change under whoever holds it."""

from collections.abc import Callable
from typing import TypeVar

from tongban.ground.clock.calendar import Calendar
from tongban.ground.kit.calendars import calendar
from tongban.ground.ledger import is_held
from tongban.work.cases.models import Case

Found = TypeVar("Found")


def at_hand(case: Case, name: str, ask: Callable[[], Found]) -> Found:
    """Return an answer given before while the case is held; a case that is only read is asked about anew."""
    if not is_held(case):
        return ask()
    kept = vars(case).setdefault("_at_hand", {})
    if name not in kept:
        kept[name] = ask()
    found: Found = kept[name]
    return found


def days_of(case: Case) -> Calendar:
    """Return the working days that a case is counted by."""
    return at_hand(case, "days", calendar)
