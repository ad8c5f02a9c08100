"""How improbable a count is: the upper tail of the negative binomial, which is Poisson where nothing scatters more."""

from collections.abc import Iterator
from math import exp, inf, log1p

LEAST = 1e-12
MOST_COUNT = 1_000_000


def tail(count: int, mean: float, scatter: float) -> float:
    """Return the probability of so many or more; ``scatter`` is κ in variance = mean + κ · mean².

    Absolute error below 1e-12 (a sum of at most ``count`` terms in double precision); a mean of 0 gives 0 for any
    count above 0. What is left below 1e-12 counts as 0.
    """
    for reached, probability in tails(mean, scatter):
        if reached == count:
            return probability
    return 0.0


def limit(bar: float, mean: float, scatter: float) -> float:
    """Return the least count that is as improbable as the bar or more; infinite where none is in reach."""
    return next((count for count, probability in tails(mean, scatter) if probability <= bar), inf)


def tails(mean: float, scatter: float) -> Iterator[tuple[int, float]]:
    """Yield each count from 0 with the probability of so many or more, down to 1e-12."""
    left, exact = 1.0, exp(-log1p(scatter * mean) / scatter) if scatter > 0 else exp(-mean)
    ratio = mean / (1 + scatter * mean)
    for count in range(MOST_COUNT):
        if left < LEAST:
            return
        yield count, left
        left -= exact
        exact *= ratio * (1 + scatter * count) / (count + 1)
