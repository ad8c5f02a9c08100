from itertools import islice
from math import exp, factorial, inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.work.hotline.bursts.tails import limit, tail, tails


@pytest.mark.parametrize("mean", [0.1, 1.0, 7.5])
@pytest.mark.parametrize("count", [0, 1, 3, 12])
def test_without_scatter_the_tail_is_that_of_poisson(mean, count):
    below = sum(exp(-mean) * mean**place / factorial(place) for place in range(count))

    assert tail(count, mean, 0) == pytest.approx(1 - below, abs=1e-12)


@pytest.mark.parametrize(("count", "known"), [(1, 0.75), (2, 0.5), (3, 0.3125), (5, 0.109375)])
def test_the_tail_of_the_negative_binomial_is_that_of_the_tables(count, known):
    """Two successes at one half each (κ = 1/2, mean 2): P(X ≥ k) = (k + 2) / 2^(k + 1)."""
    assert tail(count, 2.0, 0.5) == pytest.approx((count + 2) / 2 ** (count + 1))
    assert tail(count, 2.0, 0.5) == pytest.approx(known)


@given(st.floats(0, 500), st.floats(0, 3))
def test_tails_fall_from_one(mean, scatter):
    found = [probability for _, probability in islice(tails(mean, scatter), 2_000)]

    assert found[0] == 1
    assert found == sorted(found, reverse=True)
    assert found[-1] > 0


@given(st.floats(0.01, 50), st.floats(0, 2), st.floats(1e-9, 0.5))
def test_the_limit_is_the_least_count_so_improbable(mean, scatter, bar):
    least = limit(bar, mean, scatter)

    if least != inf:
        assert tail(int(least), mean, scatter) <= bar < tail(int(least) - 1, mean, scatter)


def test_nothing_expected_makes_one_impossible():
    assert (tail(0, 0, 0.3), tail(1, 0, 0.3)) == (1, 0)
