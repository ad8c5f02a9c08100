"""A year drawn as twelve months: each day worked or not, and why."""

from calendar import Calendar as Weeks
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from tongban.ground.clock.arrangement import ENGLISH, Arrangement
from tongban.ground.clock.calendar import Calendar, DayReason

MONDAY = 0


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day of a month, with why it is worked or not; no reason: it belongs to another month."""

    on: date
    reason: DayReason | None

    @property
    def kind(self) -> str:
        """Return working, weekend, holiday or make_up, or nothing outside the month."""
        return self.reason.kind if self.reason else ""

    @property
    def title(self) -> str:
        """Return why, in the page's language."""
        return self.reason.words.said_in(get_language() or "zh-hans") if self.reason else ""


@dataclass(frozen=True, slots=True)
class CalendarMonth:
    """A month in weeks from Monday to Sunday."""

    first: date
    weeks: Sequence[Sequence[CalendarDay]]


@dataclass(frozen=True, slots=True)
class DayChange:
    """A day that a notice would change: from what to what."""

    on: date
    before: str
    after: str


def months_of(year: int, days: Calendar) -> list[CalendarMonth]:
    """Return the months of a year; a year without a notice is counted Monday to Friday."""
    known, weeks = days.provisional(year), Weeks(MONDAY)
    return [
        CalendarMonth(
            date(year, month, 1),
            [
                [CalendarDay(on, known.why(on) if on.month == month else None) for on in week]
                for week in weeks.monthdatescalendar(year, month)
            ],
        )
        for month in range(1, 13)
    ]


def notices_of(year: int, days: Calendar) -> list[Arrangement]:
    """Return the notices that arrange a year."""
    return [each for each in days.arrangements if each.year == year]


def changes(arrangement: Arrangement, days: Calendar) -> list[DayChange]:
    """Return which days a notice changes against what the house counts by now."""
    language = get_language() or "zh-hans"
    years = (arrangement.year - 1, arrangement.year)
    before, after = days.provisional(*years), days.amended_by(arrangement).provisional(*years)
    return [
        DayChange(on, before.why(on).words.said_in(language), after.why(on).words.said_in(language))
        for on, _name in sorted((*arrangement.off, *arrangement.make_up))
        if before.why(on).words != after.why(on).words
    ]


def holiday(name: str) -> str:
    """Return a holiday's name in the page's language."""
    is_english = (get_language() or "").startswith("en")
    return ENGLISH.get(name, name) if is_english else name
