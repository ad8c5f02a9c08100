"""So many of so many, with the interval of the share behind it. No Django."""

from dataclasses import dataclass
from math import sqrt

Z_95 = 1.959963984540054


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
        low, high = score_interval(self.number / self.of, self.of)
        return max(0.0, low), min(1.0, high)


def score_interval(p: float, n: float) -> tuple[float, float]:
    """Return between which shares the one behind a share p of n lies in 95 of 100 cases (Wilson 1927); not cut to 0–1."""
    z = Z_95
    centre, spread = p + z * z / (2 * n), z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return (centre - spread) / (1 + z * z / n), (centre + spread) / (1 + z * z / n)
