"""What is usual: how many demands of a class an area files on a day, learnt day by day and slowly forgotten.

Expected = level of the class in the city × its weekday × the area's share. The level is quick (half of it is of the
last ten days), so that seasons are followed; weekdays and shares are slow, so that they are sure. The scatter κ beyond
Poisson is measured on the own forecasts of the past, hence holds what the forecast errs by: variance = μ + κ μ²
(negative binomial). After Farrington et al., "A statistical algorithm for the early detection of outbreaks" (1996), and
Noufaily et al. (2013); exponential forgetting instead of windows of past years, which a young office does not have.
"""

from collections import defaultdict
from dataclasses import dataclass, field

LEVEL_DAYS, WEEKDAY_DAYS, SHARE_DAYS, SCATTER_DAYS = 10.0, 180.0, 365.0, 365.0
"""In how many days half of what was learnt is forgotten."""
WEEKDAYS = 7
SHRUNK_COUNTS = 60.0
"""So many demands of a class weigh as much as the weekdays of all classes."""
SHRUNK_SCATTER = 20.0
PRIOR_COUNT = 0.5


def kept(days: float) -> float:
    """Return the share of what was learnt that is kept for the next day."""
    return 0.5 ** (1 / days)


@dataclass
class Weekdays:
    """How many were counted on each weekday, and how many would have been were all days alike."""

    counted: list[float] = field(default_factory=lambda: [0.0] * WEEKDAYS)
    even: list[float] = field(default_factory=lambda: [0.0] * WEEKDAYS)

    def learn(self, weekday: int, counted: float, even: float) -> None:
        """Add a day."""
        keep = kept(WEEKDAY_DAYS / WEEKDAYS)
        self.counted[weekday] = self.counted[weekday] * keep + counted
        self.even[weekday] = self.even[weekday] * keep + even

    def factor(self, weekday: int, usual: float, weight: float) -> float:
        """Return how a weekday differs, drawn towards what is usual by a weight in demands."""
        return (self.counted[weekday] + weight * usual) / (self.even[weekday] + weight)


@dataclass
class Scatter:
    """Squared errors of forecasts beyond Poisson, and the squares of the forecasts."""

    beyond: float = 0.0
    squares: float = 0.0

    def learn(self, beyond: float, squares: float) -> None:
        """Add a day."""
        keep = kept(SCATTER_DAYS)
        self.beyond = self.beyond * keep + beyond
        self.squares = self.squares * keep + squares

    def kappa(self, usual: float, weight: float) -> float:
        """Return κ, drawn towards what is usual; never negative."""
        return max(0.0, (self.beyond + weight * usual) / (self.squares + weight))


@dataclass
class ClassBaseline:
    """One class: its level in the city, its weekdays, the areas' shares, its scatter."""

    level_sum: float = 0.0
    level_days: float = 0.0
    weekdays: Weekdays = field(default_factory=Weekdays)
    areas: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    total: float = 0.0
    scatter: Scatter = field(default_factory=Scatter)

    @property
    def level(self) -> float:
        """Return how many demands the city files on an average day."""
        return self.level_sum / self.level_days if self.level_days else 0.0

    def share(self, area: str, areas: int) -> float:
        """Return the area's part of the class."""
        return (self.areas[area] + PRIOR_COUNT) / (self.total + PRIOR_COUNT * areas)

    def unsure(self, area: str) -> float:
        """Return by how much of itself (squared) the share may be off."""
        return 1 / (self.areas[area] + 1)

    def learn(self, weekday: int, factor: float, counts: dict[str, float]) -> None:
        """Add the counts of a day, one for each area."""
        counted = sum(counts.values())
        self.weekdays.learn(weekday, counted, self.level or counted)
        keep = kept(LEVEL_DAYS)
        self.level_sum = self.level_sum * keep + counted
        self.level_days = self.level_days * keep + factor
        keep = kept(SHARE_DAYS)
        self.total = self.total * keep + counted
        for area, count in counts.items():
            self.areas[area] = self.areas[area] * keep + count
