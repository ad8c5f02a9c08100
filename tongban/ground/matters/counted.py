"""So many of so many, with the interval of the share behind it. No Django."""

from dataclasses import dataclass
from math import sqrt

Z_95 = 1.959964


@dataclass(frozen=True)
class Counted:
    """So many of so many, and the interval in which the share behind it lies in 95 of 100 cases."""

    number: int
    of: int

    @property
    def share(self) -> float | None:
        """Return the share, or nothing of nothing."""
        return self.number / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float]:
        """Return the score interval (Wilson 1927); 0 to 1 of nothing."""
        if not self.of:
            return 0.0, 1.0
        share, weight = self.number / self.of, Z_95**2 / self.of
        middle = (share + weight / 2) / (1 + weight)
        reach = Z_95 * sqrt(share * (1 - share) / self.of + weight / self.of / 4) / (1 + weight)
        return max(0.0, middle - reach), min(1.0, middle + reach)
