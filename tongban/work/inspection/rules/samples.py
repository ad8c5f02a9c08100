"""How large a sample is, and how it is spread over groups. Pure functions of values.

Size by n = z²·p(1−p)/e², less for a finite number N: n / (1 + (n−1)/N) (Cochran, Sampling Techniques, 1977, 4.4 and 4.1).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, floor
from statistics import NormalDist


@dataclass(frozen=True, slots=True)
class SampleSize:
    """How a size was found: z, the size for any number of matters, the size for this one, and the size taken."""

    z: float
    unlimited: float
    corrected: float
    size: int


def sample_size(
    population: int, *, confidence: float = 0.95, error: float = 0.05, share: float = 0.5
) -> SampleSize:
    """Return how many of so many are looked at, so that the share found errs by at most ``error`` at this confidence."""
    if not (0 < confidence < 1 and 0 < error < 1 and 0 < share < 1):
        raise ValueError("confidence, error and expected share lie between 0 and 1")
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    unlimited = z * z * share * (1 - share) / (error * error)
    corrected = unlimited / (1 + (unlimited - 1) / population) if population else 0.0
    return SampleSize(
        z, unlimited, corrected, min(population, max(ceil(corrected - 1e-9), min(population, 1)))
    )


def allotted(sizes: Mapping[str, int], total: int, *, least: int = 0) -> dict[str, int]:
    """Spread a sample over groups in proportion to their sizes by the largest remainder; each group gets ``least``.

    No group gives more than it has; what ``least`` asks for comes on top of the total where the total is smaller.
    """
    population = sum(sizes.values())
    if not population:
        return dict.fromkeys(sizes, 0)
    total = min(total, population)
    quotas = {name: total * number / population for name, number in sizes.items()}
    given = {name: floor(quota) for name, quota in quotas.items()}
    rest = sorted(sizes, key=lambda name: (given[name] - quotas[name], name))
    for name in rest[: total - sum(given.values())]:
        given[name] += 1
    return {name: min(max(given[name], least), number) for name, number in sizes.items()}
