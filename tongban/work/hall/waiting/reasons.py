"""Why somebody waits so long: what the estimate rests on, as data that a page puts into words."""

from collections import Counter
from typing import NamedTuple

from tongban.work.hall.waiting.course import ExpectedCall, next_open
from tongban.work.hall.waiting.experience import Experience
from tongban.work.hall.waiting.hall_now import HallNow, PersonNow

UNUSUAL = 0.1
"""A day is called quick or slow when everything takes so much less or more."""


class Reason(NamedTuple):
    """One reason: a key of ``KEYS`` and its number."""

    key: str
    number: int


KEYS = {
    "ahead": "people who are called before, at windows that take the same",
    "expected": "of them people with an appointment who are still to come",
    "windows": "windows open now that take what the person comes for",
    "breaks": "of these windows, how many close for a while before the person is called",
    "minutes": "minutes that such a matter takes at this time",
    "slow": "per cent that everything takes longer than usual today",
    "quick": "per cent that everything takes less than usual today",
    "closed": "minutes until a window that takes it opens; none is open now",
    "not_today": "people with the same matter who are here; the windows close before this person is called",
}


class Grounds:
    """Finds the reasons for everybody in a hall; what holds for all of a group is worked out once."""

    def __init__(self, hall: HallNow, calls: dict[str, ExpectedCall], experience: Experience) -> None:
        self.hall, self.calls, self.experience = hall, calls, experience
        self.windows: dict[str, tuple[list[float], float]] = {}
        self.ahead: dict[str, tuple[int, int]] = {}
        self._count()

    def reasons(self, person: PersonNow) -> tuple[Reason, ...]:
        """Return the reasons for a person's estimate, the weightiest first."""
        call = self.calls.get(person.code)
        if call is None:
            same = sum(
                1 for other in self.hall.people if other.group == person.group and other.since <= self.hall.at
            )
            return (Reason("not_today", same),)
        ahead, expected = self.ahead[person.code]
        found = [Reason("ahead", ahead)]
        if expected:
            found.append(Reason("expected", expected))
        return (*found, *self._of_windows(person.group, call.at), *self._of_pace(person.group))

    def _count(self) -> None:
        """Count for each person those who are called before at windows that take the same, and of them the expected."""
        people = {person.code: person for person in self.hall.people}
        all_before, expected_before = Counter[str](), Counter[str]()
        for code, call in self.calls.items():
            person, groups = people[code], self.hall.windows[call.place].groups
            self.ahead[code] = all_before[person.group], expected_before[person.group]
            all_before.update(groups)
            if person.since > self.hall.at:
                expected_before.update(groups)

    def _of_windows(self, group: str, called_at: float) -> list[Reason]:
        now_open, opens = self._open_windows(group)
        if not now_open:
            return [Reason("closed", round(opens - self.hall.at))]
        breaks = sum(1 for closes in now_open if closes <= called_at)
        found = [Reason("windows", len(now_open))]
        return [*found, Reason("breaks", breaks)] if breaks else found

    def _open_windows(self, group: str) -> tuple[list[float], float]:
        """Return when the windows close that are open now and take a group, and when the first of all opens."""
        if group not in self.windows:
            at, openings = self.hall.at, [each.openings for each in self.hall.windows if group in each.groups]
            closes = [ends for each in openings for begins, ends in each if begins <= at < ends]
            self.windows[group] = closes, min((next_open(each, at) for each in openings), default=at)
        return self.windows[group]

    def _of_pace(self, group: str) -> list[Reason]:
        found = [Reason("minutes", max(1, round(self.experience.usual(group, self.hall.at))))]
        today = self.experience.pace_today() - 1
        if abs(today) >= UNUSUAL:
            found.append(Reason("slow" if today > 0 else "quick", round(abs(today) * 100)))
        return found
