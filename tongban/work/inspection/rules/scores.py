"""The score of an inspection: points by criteria, nothing at all after a fatal error. Pure functions of values."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

FULL = Decimal(100)
CENT = Decimal("0.01")
FULLY, PARTLY, NOT, LEFT_OUT, HIT, FREE = "full", "part", "none", "left_out", "hit", "free"


@dataclass(frozen=True, slots=True)
class GivenPoints:
    """What an inspector gave for a criterion: points of so many, or nothing where it does not apply; a fatal error or none."""

    most: Decimal
    points: Decimal | None = None
    is_fatal: bool = False
    is_hit: bool = False

    @property
    def level(self) -> str:
        """Return the mark as a category, which two inspectors can agree on."""
        if self.is_fatal:
            return HIT if self.is_hit else FREE
        if self.points is None:
            return LEFT_OUT
        return FULLY if self.points >= self.most else NOT if self.points <= 0 else PARTLY


def score_of(marks: Iterable[GivenPoints]) -> tuple[Decimal | None, bool]:
    """Return the score of 100, and whether a fatal error makes it 0. What does not apply counts on neither side."""
    found = list(marks)
    if any(mark.is_fatal and mark.is_hit for mark in found):
        return Decimal(0), True
    counted = [mark for mark in found if not mark.is_fatal and mark.points is not None]
    most = sum((mark.most for mark in counted), Decimal(0))
    if not most:
        return None, False
    given = sum((mark.points or Decimal(0) for mark in counted), Decimal(0))
    return (given / most * FULL).quantize(CENT, ROUND_HALF_UP), False


def weight_fault(weights: Iterable[Decimal]) -> Decimal:
    """Return by how much weights miss 100: nothing where they add up."""
    return sum(weights, Decimal(0)) - FULL
