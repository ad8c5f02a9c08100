"""The clocks of an order. They run from its dispatch, not from signing for it. No database, no current time."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from tongban.ground.clock.calendar import Calendar
from tongban.ground.clock.deadline import Deadline, DeadlineExtension, DeadlinePause
from tongban.ground.clock.due_dates import last_day
from tongban.ground.clock.moments import day_of
from tongban.ground.law import basis, term

TERMS_OF_KINDS = {"consult": "hotline_consult", "report": "hotline_report"}


class Held(NamedTuple):
    """How long a unit held an order."""

    unit: int
    since: datetime
    until: datetime

    @property
    def time(self) -> timedelta:
        """Return the time between the two moments, to the microsecond."""
        return self.until - self.since


@basis("local-practice")
def dispatch_due_at(registered_at: datetime, *, is_urgent: bool) -> datetime:
    """Return by when the centre passes an order on."""
    name = "hotline_dispatch_urgent" if is_urgent else "hotline_dispatch"
    return registered_at + timedelta(minutes=int(term(name, on=day_of(registered_at))))


@basis("anyang-services-regulation:50")
def sign_due_at(assigned_at: datetime) -> datetime:
    """Return by when a unit signs for an order or returns it: hours from its dispatch, round the clock."""
    return assigned_at + timedelta(hours=int(term("hotline_return", on=day_of(assigned_at))))


@basis("anyang-services-regulation:50", "weifang-hotline-regulation:22")
def may_return(assigned_at: datetime, at: datetime, *, is_decided: bool) -> bool:
    """Return whether a unit may still return an order: in time, and never after the centre has decided."""
    return not is_decided and at <= sign_due_at(assigned_at)


@basis("weifang-hotline-regulation:20")
def usual_days(kind: str, on: date) -> int:
    """Return the working days to handle an order of a kind, where the office has set none of its own."""
    return int(term(TERMS_OF_KINDS.get(kind, "hotline_handling"), on=on))


@basis("anyang-services-regulation:50")
def longest_extension(on: date) -> int:
    """Return by how many working days an order may be extended, once."""
    return int(term("hotline_extension", on=on))


@basis("weifang-hotline-regulation:20")
def handling_due_on(
    counted_from: date,
    length: int,
    calendar: Calendar,
    *,
    pauses: Sequence[DeadlinePause] = (),
    more: int = 0,
) -> date:
    """Return the last day to handle an order: working days after the day of its dispatch, past suspensions."""
    extension = DeadlineExtension(more, "extended", "unit's head") if more else None
    return last_day(Deadline(counted_from, length, pauses=tuple(pauses), extension=extension), calendar)


def held_times(holdings: Sequence[tuple[int, datetime]], until: datetime) -> list[Held]:
    """Return who held an order from when to when; each ends where the next begins, so that they add up to its age."""
    ends = [since for _, since in holdings[1:]] + [until]
    return [Held(unit, since, end) for (unit, since), end in zip(holdings, ends, strict=True)]


def time_by_unit(held: Iterable[Held]) -> dict[int, timedelta]:
    """Return how long each unit held an order in all."""
    found: dict[int, timedelta] = {}
    for each in held:
        found[each.unit] = found.get(each.unit, timedelta()) + each.time
    return found
