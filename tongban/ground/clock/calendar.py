"""The working days of the years whose notices are known."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Literal, NamedTuple

from tongban.ground.clock.arrangement import ENGLISH, SATURDAY, Arrangement
from tongban.ground.clock.words import ClockText, NoCalendar

Kind = Literal["working", "weekend", "holiday", "make_up"]
Span = tuple[int, int]
"""The first and the last day of a pause, as ordinals, both included."""


class DayReason(NamedTuple):
    """Why a day is worked or not: an ordinary day, a weekend, a holiday or a make-up day with its notice."""

    on: date
    kind: Kind
    name: str = ""
    arrangement: Arrangement | None = None
    is_provisional: bool = False

    @property
    def is_working(self) -> bool:
        """Tell whether the day is a working day."""
        return self.kind in ("working", "make_up")

    @property
    def words(self) -> ClockText:
        """Return the reason as a sentence, with the number of the notice."""
        guess = ("（该年安排未发布，暂按周一至周五）", " (no notice yet: weekdays assumed)")
        zh, en = guess if self.is_provisional else ("", "")
        if self.arrangement is None:
            told = ("周末", "weekend") if self.kind == "weekend" else ("工作日", "working day")
            return ClockText(told[0] + zh, told[1] + en)
        source, name = self.arrangement.source, ENGLISH.get(self.name, self.name)
        if self.kind == "holiday":
            return ClockText(f"{self.name}放假（{source}）", f"day off for {name} ({source})")
        return ClockText(f"{self.name}调休上班（{source}）", f"worked, made up for {name} ({source})")


@dataclass(frozen=True)
class Calendar:
    """Working days from notices; a later notice of the list changes single days of an earlier one.

    A year without a notice raises NoCalendar. `provisional_years` count Monday to Friday until their notice comes; a
    date that rests on them is marked.
    """

    arrangements: tuple[Arrangement, ...] = ()
    provisional_years: frozenset[int] = frozenset()

    def with_year(self, *arrangements: Arrangement) -> "Calendar":
        """Return the calendar with these notices in place of whatever it knew of their years."""
        years = {each.year for each in arrangements}
        kept = tuple(each for each in self.arrangements if each.year not in years)
        return replace(
            self, arrangements=(*kept, *arrangements), provisional_years=self.provisional_years - years
        )

    def amended_by(self, arrangement: Arrangement) -> "Calendar":
        """Return the calendar with single days changed by a later notice, as on 22 March 2019."""
        return replace(self, arrangements=(*self.arrangements, arrangement))

    def provisional(self, *years: int) -> "Calendar":
        """Return the calendar with years assumed to be worked Monday to Friday; known years stay."""
        guessed = self.provisional_years | (set(years) - self.published_years)
        return self if guessed == self.provisional_years else replace(self, provisional_years=guessed)

    @cached_property
    def published_years(self) -> frozenset[int]:
        """Return the years that a notice arranges."""
        return frozenset(each.year for each in self.arrangements)

    def is_working(self, day: date) -> bool:
        """Tell whether a day is worked."""
        return self.why(day).is_working

    def why(self, day: date) -> DayReason:
        """Return why a day is worked or not."""
        self._need(day.year)
        found = self._arranged.get(day.toordinal())
        if found is not None:
            return found
        kind: Kind = "weekend" if day.weekday() >= SATURDAY else "working"
        return DayReason(day, kind, is_provisional=day.year in self.provisional_years)

    def after(self, day: date, days: int) -> date:
        """Return the last of so many working days after a day; the day itself is not counted."""
        if days < 0:
            raise ValueError(f"a period has no negative number of days: {days}")
        return date.fromordinal(self.ordinal_after(day.toordinal(), days)) if days else day

    def before(self, day: date, days: int) -> date:
        """Return the working day that lies so many working days before a day; the day itself is not counted."""
        if days < 1:
            raise ValueError(f"a day before lies at least one day before, not {days}")
        eve = (day - timedelta(days=1)).year
        self._need(eve)
        first = min(year for year, last in self._last_of.items() if last == self._last_of[eve])
        place = bisect_left(self._working, day.toordinal()) - days
        if place < bisect_left(self._working, date(first, 1, 1).toordinal()):
            raise NoCalendar(first - 1)
        return date.fromordinal(self._working[place])

    def on_or_after(self, day: date) -> date:
        """Return the day itself if it is worked, otherwise the next working day."""
        self._need(day.year)
        return self.after(day - timedelta(days=1), 1) if not self.is_working(day) else day

    def ordinal_after(self, start: int, days: int, paused: Sequence[Span] = ()) -> int:
        """Return the ordinal of the last of so many (≥ 1) working days after a day, outside disjoint ordered pauses."""
        working = self._working
        place = bisect_right(working, start) + days - 1
        for first, last in paused:
            begin = bisect_left(working, max(first, start + 1))
            if begin > place:
                break
            place += max(0, bisect_right(working, last) - begin)
        first_year = date.fromordinal(start + 1).year
        until = self._last_of.get(first_year)
        if until is None:
            raise NoCalendar(first_year)
        if place >= len(working) or working[place] > date(until, 12, 31).toordinal():
            raise NoCalendar(until + 1)
        return working[place]

    def working_between(self, after: date, until: date) -> int:
        """Return how many working days follow a day up to and including another; 0 if it is not later."""
        if until <= after:
            return 0
        for year in range((after + timedelta(days=1)).year, until.year + 1):
            self._need(year)
        return bisect_right(self._working, until.toordinal()) - bisect_right(self._working, after.toordinal())

    def working_days(self, year: int) -> tuple[date, ...]:
        """Return the working days of a year."""
        self._need(year)
        first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
        begin, end = bisect_left(self._working, first), bisect_right(self._working, last)
        return tuple(date.fromordinal(each) for each in self._working[begin:end])

    def _need(self, year: int) -> None:
        if year not in self._last_of:
            raise NoCalendar(year)

    @cached_property
    def _arranged(self) -> dict[int, DayReason]:
        """Return every day a notice names, by its ordinal; later notices replace earlier ones."""
        days: dict[int, DayReason] = {}
        for each in sorted(self.arrangements, key=lambda arrangement: arrangement.year):
            days |= {day.toordinal(): DayReason(day, "holiday", name, each) for day, name in each.off}
            days |= {day.toordinal(): DayReason(day, "make_up", name, each) for day, name in each.make_up}
        return days

    @cached_property
    def _last_of(self) -> dict[int, int]:
        """Return for each known year the last year that is known without a gap from it."""
        last: dict[int, int] = {}
        for year in sorted(self.published_years | self.provisional_years, reverse=True):
            last[year] = last.get(year + 1, year)
        return last

    @cached_property
    def _working(self) -> tuple[int, ...]:
        """Return the ordinals of all working days, in order."""
        return tuple(ordinal for year in sorted(self._last_of) for ordinal in self._working_in(year))

    def _working_in(self, year: int) -> Iterator[int]:
        arranged = self._arranged
        for ordinal in range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal()):
            found = arranged.get(ordinal)
            if found.is_working if found else (ordinal - 1) % 7 < SATURDAY:
                yield ordinal
