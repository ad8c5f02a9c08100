"""A deadline day by day: which day counts, which does not, and why."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Literal, NamedTuple, cast

from tongban.ground.clock.calendar import Calendar, DayReason
from tongban.ground.clock.deadline import PAUSES, UNITS, Deadline, DeadlinePause, Due
from tongban.ground.clock.due_dates import due, nominal_end, spans_of
from tongban.ground.clock.moments import day_of, local
from tongban.ground.clock.words import NOTHING, ClockText, weekday

Step = Literal["start", "counted", "off", "paused", "moved"]
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
START = ClockText("起算日，不计入", "the day it starts, not counted")
ENDS = ClockText("，期限届满", "; the period ends")


class DeadlineLine(NamedTuple):
    """One day of a deadline: what it is to the count, and the running count after it (for hours: whole hours).

    Steps: ``start`` (not counted), ``counted``, ``off`` (not a working day), ``paused``, ``moved`` (the last day fell
    on a day off). `is_last` marks the day the period ends on.
    """

    deadline: Deadline
    on: date
    step: Step
    number: int
    reason: DayReason | None = None
    pause: DeadlinePause | None = None
    is_last: bool = False
    minutes: int = 0

    @property
    def words(self) -> ClockText:
        """Return the line as a sentence."""
        on, day, told = self.on.isoformat(), weekday(self.on), self._told()
        ends = ENDS if self.is_last else NOTHING
        return ClockText(f"{on}（{day.zh}）{told.zh}{ends.zh}", f"{on} ({day.en}) {told.en}{ends.en}")

    def _told(self) -> ClockText:
        if self.step == "counted":
            return self._counted()
        if self.step == "start":
            return START
        if self.step == "paused" and self.pause is not None:
            kind, document = PAUSES[self.pause.kind], self.pause.document
            return ClockText(f"不计：{kind.zh}（{document}）", f"not counted: {kind.en} ({document})")
        why = self.reason.words if self.reason else NOTHING
        if self.step == "off":
            return ClockText(f"不计：{why.zh}", f"not counted: {why.en}")
        return ClockText(f"末日遇休息日顺延：{why.zh}", f"the last day moves on: {why.en}")

    def _counted(self) -> ClockText:
        unit, over = self.deadline.unit, self.number - self.deadline.length
        if unit == "at_once":
            return UNITS[unit]
        if unit == "hours":
            run = f"{self.number}:{self.minutes:02}"
            return ClockText(f"累计 {run} 小时", f"{run} hours so far")
        zh, en = UNITS[unit].zh, UNITS[unit].en.removesuffix("s")
        counted = ClockText(f"第 {self.number} {zh}", f"{en} {self.number}")
        if over > 0:
            counted = ClockText(
                f"{counted.zh}（延长期第 {over} 日）", f"{counted.en} (day {over} of the extension)"
            )
        if self.reason is None or (self.reason.kind == "working" and not self.reason.is_provisional):
            return counted
        why = self.reason.words
        return ClockText(f"{counted.zh}：{why.zh}", f"{counted.en}: {why.en}")


def explain(deadline: Deadline, calendar: Calendar, *, as_of: date | None = None) -> tuple[DeadlineLine, ...]:
    """Return every day from the start to the end of a deadline, with the running count; raises NoCalendar.

    Under an open pause the days end where it begins, or as if it ended on `as_of`.
    """
    as_of = None if as_of is None else day_of(as_of)
    found = due(deadline, calendar, as_of=as_of)
    if deadline.unit == "at_once":
        return (DeadlineLine(deadline, deadline.starts_on, "counted", 0, is_last=True),)
    if deadline.unit == "hours":
        return tuple(_hours(deadline, found, as_of))
    return tuple(_days(deadline, calendar, found, as_of))


def _days(deadline: Deadline, calendar: Calendar, found: Due, as_of: date | None) -> Iterator[DeadlineLine]:
    start = deadline.starts_on
    yield DeadlineLine(deadline, start, "start", 0)
    until = found.on or max(found.paused_since or start, start + timedelta(days=1))
    is_working_days = deadline.unit == "working"
    counted_until = (
        date.max.toordinal() if is_working_days else nominal_end(deadline, spans_of(deadline, as_of))
    )
    pauses = _by_day(deadline, as_of, until)
    number = 0
    for ordinal in range(start.toordinal() + 1, until.toordinal() + 1):
        on = date.fromordinal(ordinal)
        pause = pauses.get(ordinal)
        reason = calendar.why(on) if is_working_days or ordinal >= counted_until else None
        step = _step(reason, pause, is_off=is_working_days, is_past=ordinal > counted_until)
        number += step == "counted"
        yield DeadlineLine(deadline, on, step, number, reason, pause, is_last=on == found.on)


def _step(reason: DayReason | None, pause: DeadlinePause | None, *, is_off: bool, is_past: bool) -> Step:
    """Return what a day is to the count: a pause outweighs a day off, as both do not count."""
    if pause is not None:
        return "paused"
    if is_off and reason is not None and not reason.is_working:
        return "off"
    return "moved" if is_past else "counted"


def _hours(deadline: Deadline, found: Due, as_of: date | None) -> Iterator[DeadlineLine]:
    now = local(cast(datetime, deadline.starts))
    end = found.at or datetime.combine(found.paused_since or now.date(), time.min, now.tzinfo)
    pauses = _by_day(deadline, as_of, end.date())
    run = timedelta(0)
    for ordinal in range(now.toordinal(), end.toordinal() + 1):
        on = date.fromordinal(ordinal)
        pause = pauses.get(ordinal)
        midnight = datetime.combine(on + timedelta(days=1), time.min, now.tzinfo)
        if pause is None:
            run += max(timedelta(0), min(midnight, end) - now)
        now = midnight
        step: Step = "paused" if pause else "counted"
        minutes = run % HOUR // MINUTE
        yield DeadlineLine(
            deadline, on, step, run // HOUR, None, pause, is_last=on == found.on, minutes=minutes
        )


def _by_day(deadline: Deadline, as_of: date | None, until: date) -> dict[int, DeadlinePause]:
    """Return the pause of every paused day up to a day, by its ordinal."""
    days: dict[int, DeadlinePause] = {}
    for pause in sorted(deadline.pauses, key=lambda each: each.begins_on, reverse=True):
        last = min(pause.ends_on or as_of or until, until)
        days |= dict.fromkeys(range(pause.begins_on.toordinal(), last.toordinal() + 1), pause)
    return days
