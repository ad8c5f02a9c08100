"""When a deadline is due: counted on the calendar's working days, past pauses, with its extension."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import cast

from tongban.ground.clock.calendar import Calendar, Span
from tongban.ground.clock.deadline import Deadline, Due
from tongban.ground.clock.moments import day_of, local
from tongban.ground.clock.words import BadDeadline, NoCalendar

YEARS_ASSUMED = 20


def due(deadline: Deadline, calendar: Calendar, *, as_of: date | None = None) -> Due:
    """Return when a deadline ends.

    While a pause is open there is no day, unless `as_of` is given: then as if the pause ended on that day. Raises
    NoCalendar where a year that is counted has no notice.
    """
    paused = deadline.open_pause
    if paused is None:
        return _counted(deadline, calendar, spans_of(deadline), None)
    closed = _before(deadline, calendar, paused.begins_on)
    if closed is not None:
        return closed
    if as_of is None:
        return Due(None, paused_since=paused.begins_on)
    return _counted(deadline, calendar, spans_of(deadline, day_of(as_of)), paused.begins_on)


def provisional_due(deadline: Deadline, calendar: Calendar, *, as_of: date | None = None) -> Due:
    """Return when a deadline ends, counting Monday to Friday in years without a notice; the answer says which."""
    for _ in range(YEARS_ASSUMED):
        try:
            return due(deadline, calendar, as_of=as_of)
        except NoCalendar as missing:
            calendar = calendar.provisional(missing.year)
    raise BadDeadline(
        f"期限超出已发布的放假安排 {YEARS_ASSUMED} 年以上",
        f"the period reaches more than {YEARS_ASSUMED} years past the published calendar",
    )


def spans_of(deadline: Deadline, as_of: date | None = None) -> tuple[Span, ...]:
    """Return the paused days as disjoint spans of ordinals, in order; an open pause ends `as_of`, or is left out."""
    if not deadline.pauses:
        return ()
    ends = ((pause.begins_on, pause.ends_on or as_of) for pause in deadline.pauses)
    return merge_spans((begins.toordinal(), end.toordinal()) for begins, end in ends if end is not None)


def merge_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return spans in order, those that overlap or touch made one, those that end before they begin left out."""
    found: list[Span] = []
    for first, last in sorted(span for span in spans if span[0] <= span[1]):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return tuple(found)


def last_day(deadline: Deadline, calendar: Calendar) -> date:
    """Return the last day of a period that nothing stops; a year without a notice is counted Monday to Friday."""
    found = provisional_due(deadline, calendar).on
    if found is None:
        raise ValueError("a limit under an open pause has no last day")
    return found


def nominal_end(deadline: Deadline, spans: tuple[Span, ...]) -> int:
    """Return the ordinal of the last counted day of a calendar-day period, before it moves off a day off."""
    start = deadline.starts_on.toordinal()
    end = start + deadline.total
    for first, last in spans:
        first = max(first, start + 1)
        if first > end:
            break
        end += max(0, last - first + 1)
    return end


def _before(deadline: Deadline, calendar: Calendar, paused_on: date) -> Due | None:
    """Return when a deadline ended, if that was before its open pause began."""
    try:
        found = _counted(deadline, calendar, spans_of(deadline), None)
    except NoCalendar:
        return None
    return found if found.on is not None and found.on < paused_on else None


def _counted(deadline: Deadline, calendar: Calendar, spans: tuple[Span, ...], paused: date | None) -> Due:
    if deadline.unit == "hours":
        at = _moment(deadline, spans)
        return Due(at.date(), at, paused)
    if deadline.unit == "at_once":
        return Due(deadline.starts_on)
    if deadline.unit == "working":
        start = deadline.starts_on.toordinal()
        end = calendar.ordinal_after(start, deadline.total, spans)
        first = start + 1
    else:
        first = nominal_end(deadline, spans)
        end = calendar.ordinal_after(first - 1, 1, spans)
    on = date.fromordinal(end)
    return Due(on, None, paused, _assumed(calendar, first, on))


def _assumed(calendar: Calendar, first: int, until: date) -> tuple[int, ...]:
    """Return the years between two days whose notice is not out."""
    if not calendar.provisional_years:
        return ()
    years = range(date.fromordinal(first).year, until.year + 1)
    return tuple(year for year in years if year in calendar.provisional_years)


def _moment(deadline: Deadline, spans: tuple[Span, ...]) -> datetime:
    """Return when the hours are over; paused days are left out from midnight to midnight."""
    now = local(cast(datetime, deadline.starts))
    left = timedelta(hours=deadline.total)
    for first, last in spans:
        begins = datetime.combine(date.fromordinal(first), time.min, now.tzinfo)
        ends = datetime.combine(date.fromordinal(last + 1), time.min, now.tzinfo)
        if begins >= now + left:
            break
        left -= max(begins - now, timedelta(0))
        now = max(now, ends)
    return now + left
