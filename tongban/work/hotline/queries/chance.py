"""How improbable a number of orders is, against the numbers of as long a time before."""

from collections.abc import Sequence

from tongban.work.hotline.bursts.tails import tail


def as_many_or_more(seen: int, before: Sequence[int]) -> float:
    """Return the probability of so many or more by chance: negative binomial with the mean and scatter of before."""
    mean = sum(before) / len(before)
    if not mean:
        return 1.0 if not seen else 0.0
    spread = sum((number - mean) ** 2 for number in before) / max(len(before) - 1, 1)
    scatter = max(0.0, (spread - mean) / mean**2)
    return tail(seen, mean, scatter)
