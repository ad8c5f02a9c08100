"""How units are ranked: a weighted mean of shares with its interval. Pure functions of values."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import sqrt

from tongban.account.insight.rules import HUNDRED, interval, rounded


@dataclass(frozen=True, slots=True)
class RankedShare:
    """A share that counts for the ranking: its parts, its weight, and whether more of it is better."""

    code: str
    numerator: Decimal
    denominator: Decimal
    weight: int
    is_good: bool

    @property
    def points(self) -> Decimal | None:
        """Return what it is worth, 0 to 100; of a bad share the rest. Of nothing there is none."""
        if not self.denominator:
            return None
        share = self.numerator * HUNDRED / self.denominator
        return share if self.is_good else HUNDRED - share

    @property
    def half_width(self) -> float:
        """Return half the width of its 95 % interval (Wilson)."""
        bounds = interval(self.numerator, self.denominator)
        return float(bounds[1] - bounds[0]) / 2 if bounds else 0.0


@dataclass(frozen=True, slots=True)
class Score:
    """A unit's score, and between which values it lies in 95 of 100 cases."""

    value: Decimal
    low: Decimal
    high: Decimal

    def is_apart_from(self, other: "Score") -> bool:
        """Return whether two scores differ by more than chance: their intervals do not meet."""
        return self.low > other.high or other.low > self.high


def score_of(measures: Iterable[RankedShare]) -> Score | None:
    """Return the weighted mean of the points; None where a measure that weighs has no cases.

    The interval takes the measures for independent: its half is √Σ(weight × half width)² ÷ Σ weights, cut to 0–100.
    """
    weighed = [each for each in measures if each.weight]
    points = [each.points for each in weighed]
    whole = sum(each.weight for each in weighed)
    if not whole or any(each is None for each in points):
        return None
    weights = [each.weight for each in weighed]
    value = sum((w * p for w, p in zip(weights, points, strict=True) if p is not None), Decimal(0)) / whole
    half = Decimal(sqrt(sum((each.weight * each.half_width) ** 2 for each in weighed)) / whole)
    return Score(rounded(value), rounded(max(value - half, Decimal(0))), rounded(min(value + half, HUNDRED)))


def places(scores: Sequence[Decimal]) -> list[int]:
    """Return the place of each score, best first; equals share a place and the next one is left out: 1, 2, 2, 4."""
    return [1 + sum(other > score for other in scores) for score in scores]
