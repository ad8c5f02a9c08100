"""How a deadline stands on a day: what has run, what is left, and its traffic light."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import cast

from tongban.ground.clock.calendar import Calendar
from tongban.ground.clock.deadline import Deadline, Due
from tongban.ground.clock.due_dates import due, spans_of
from tongban.ground.clock.moments import day_of, local
from tongban.ground.clock.words import BadDeadline, ClockText

HOUR = timedelta(hours=1)


class Light(StrEnum):
    """The colour of a deadline in a work list."""

    green = "green"
    yellow = "yellow"
    red = "red"
    black = "black"

    @property
    def words(self) -> ClockText:
        """Return what the colour means."""
        return MEANINGS[self]


MEANINGS = {
    Light.green: ClockText("正常", "on time"),
    Light.yellow: ClockText("临期", "soon due"),
    Light.red: ClockText("今日到期", "last day"),
    Light.black: ClockText("逾期", "overdue"),
}


@dataclass(frozen=True, slots=True)
class LightRule:
    """When a light changes: common practice, for each office to set.

    Yellow: at most so many percent or so many days are left. Red: on the last day; for hours, in the last so many.
    """

    yellow_percent: int = 50
    yellow_days: int = 2
    red_hours: int = 1

    def light_on(self, on: date, due_on: date | None, *, total: int, left: int) -> Light:
        """Return the light on a day of a period with so many of its days left; no due day is never over."""
        if due_on is not None and on >= due_on:
            return Light.black if on > due_on else Light.red
        is_near = left * 100 <= total * self.yellow_percent or left <= self.yellow_days
        return Light.yellow if is_near else Light.green


@dataclass(frozen=True, slots=True)
class DeadlineStatus:
    """A deadline on a day, in its unit: run so far, left out by pauses, left to run (0 when over), and the light."""

    due: Due
    light: Light
    total: int
    elapsed: int
    excluded: int

    @property
    def left(self) -> int:
        """Return what is left to run; a begun hour is left."""
        return self.total - self.elapsed


def light(
    deadline: Deadline, calendar: Calendar, at: date | datetime, rule: LightRule | None = None
) -> Light:
    """Return the traffic light of a deadline on a day (for hours: at a moment)."""
    return deadline_status(deadline, calendar, at, rule).light


def deadline_status(
    deadline: Deadline, calendar: Calendar, at: date | datetime, rule: LightRule | None = None
) -> DeadlineStatus:
    """Return how a deadline stands on a day (for hours: at a moment); under an open pause as if it ended then."""
    found = due(deadline, calendar, as_of=at)
    if deadline.unit == "hours":
        return _in_hours(deadline, found, at, rule or LightRule())
    on = day_of(at)
    until = min(on, found.on or on)
    run, excluded = _run(deadline, calendar, until)
    elapsed = min(run, deadline.total)
    left = deadline.total - elapsed
    shown = (rule or LightRule()).light_on(on, found.on, total=deadline.total, left=left)
    return DeadlineStatus(found, shown, deadline.total, elapsed, excluded)


def _run(deadline: Deadline, calendar: Calendar, until: date) -> tuple[int, int]:
    """Return the days that ran and those that pauses left out, up to and including a day."""
    start = deadline.starts_on
    between = _days_between if deadline.unit != "working" else calendar.working_between
    excluded = 0
    for first, last in spans_of(deadline, until):
        begins = max(date.fromordinal(first - 1), start)
        excluded += between(begins, min(date.fromordinal(last), until))
    return between(start, until) - excluded, excluded


def _days_between(after: date, until: date) -> int:
    return max(0, (until - after).days)


def _in_hours(deadline: Deadline, found: Due, at: date | datetime, rule: LightRule) -> DeadlineStatus:
    if not isinstance(at, datetime) or found.at is None:
        raise BadDeadline(
            "按小时的期限须按时刻查看", "a period of hours is looked at at a moment, not on a day"
        )
    return _standing_in_hours(deadline, found, found.at, local(at), rule)


def _standing_in_hours(
    deadline: Deadline, found: Due, end: datetime, at: datetime, rule: LightRule
) -> DeadlineStatus:
    paused = _paused_between(deadline, at, end)
    left = max(timedelta(0), end - at - paused)
    hours = -(-left // HOUR)
    excluded = _paused_between(deadline, local(cast(datetime, deadline.starts)), min(at, end))
    if at > end:
        shown = Light.black
    elif left <= HOUR * rule.red_hours:
        shown = Light.red
    else:
        is_near = left * 100 <= HOUR * deadline.total * rule.yellow_percent
        shown = Light.yellow if is_near else Light.green
    return DeadlineStatus(found, shown, deadline.total, deadline.total - hours, excluded // HOUR)


def _paused_between(deadline: Deadline, begin: datetime, end: datetime) -> timedelta:
    """Return how much of a time lies in pauses, from midnight to midnight."""
    total = timedelta(0)
    for first, last in spans_of(deadline, end):
        begins = datetime.combine(date.fromordinal(first), datetime.min.time(), begin.tzinfo)
        ends = datetime.combine(date.fromordinal(last + 1), datetime.min.time(), begin.tzinfo)
        total += max(timedelta(0), min(ends, end) - max(begins, begin))
    return total


@dataclass(frozen=True, slots=True)
class DueStatus:
    """How a day that is stored stands: how many working days are left (below 0: how many too late), and the light."""

    light: Light
    days_left: int


def due_status(
    due_on: date, *, total: int, on: date, calendar: Calendar, rule: LightRule | None = None
) -> DueStatus:
    """Return the status of a limit of so many working days on a day."""
    known = calendar.provisional(*range(min(on, due_on).year, max(on, due_on).year + 1))
    left = known.working_between(on, due_on)
    light_on = (rule or LightRule()).light_on(on, due_on, total=total, left=left)
    return DueStatus(light_on, -max(known.working_between(due_on, on), 1) if on > due_on else left)
