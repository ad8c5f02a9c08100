"""How ratings are counted and by when a bad one must be answered. No database, no current time."""

from dataclasses import dataclass
from datetime import date
from math import sqrt
from typing import Protocol

from tongban.ground.law import basis, term

Z_95 = 1.959963984540054
"""Two-sided 95 % quantile of the normal distribution."""


class WorkingDays(Protocol):
    """A calendar, as far as needed here."""

    def after(self, day: date, days: int) -> date:
        """Return the working day that many working days after a day."""
        ...


@basis("state-council-office-2019-51")
def contact_due_on(rated_on: date, calendar: WorkingDays) -> date:
    """Return the last day to contact somebody who rated badly."""
    return calendar.after(rated_on, int(term("bad_rating_contact", on=rated_on)))


@basis("state-council-office-2019-51")
def remedy_due_on(rated_on: date, calendar: WorkingDays) -> date:
    """Return the last day to remedy what was rated badly."""
    return calendar.after(rated_on, int(term("bad_rating_remedy", on=rated_on)))


@dataclass(frozen=True)
class Share:
    """A share with what it was counted from and its 95 % interval (Wilson 1927); none of none is no value."""

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        """Return the share, or None when nothing was counted."""
        return self.part / self.whole if self.whole else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Return the lower and upper bound of the share in the long run."""
        if not self.whole:
            return None
        n, p, square = self.whole, self.part / self.whole, Z_95**2
        middle = (p + square / (2 * n)) / (1 + square / n)
        half = Z_95 * sqrt(p * (1 - p) / n + square / (4 * n * n)) / (1 + square / n)
        return max(0.0, min(p, middle - half)), min(1.0, max(p, middle + half))


@dataclass(frozen=True)
class Tally:
    """How a group of services was rated; who did not rate is counted as asked and as nothing else."""

    asked: int
    by_level: tuple[int, int, int, int, int]
    excluded: int = 0

    @property
    def rated(self) -> int:
        """Return how many ratings count."""
        return sum(self.by_level)

    @property
    def good(self) -> Share:
        """Return the share of the three upper levels among the ratings that count."""
        return Share(sum(self.by_level[2:]), self.rated)

    @property
    def bad(self) -> Share:
        """Return the share of the two lower levels among the ratings that count."""
        return Share(sum(self.by_level[:2]), self.rated)

    @property
    def response(self) -> Share:
        """Return how many of those asked have rated; an excluded rating leaves both numbers."""
        return Share(self.rated, self.asked - self.excluded)
