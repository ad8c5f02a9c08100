"""Forecasts of a year's value: exact where the year is even, honest where it scatters, silent where little is known."""

from decimal import Decimal
from random import Random

import pytest

from tongban.account.insight.year_forecast import MonthSoFar, profile_of, share, student_t, total

EVEN = 1 / 12
YEARS = 600


def even(*values):
    return [MonthSoFar(EVEN, value, int(value)) for value in values]


def test_an_even_year_comes_to_twice_its_half():
    found = total(even(100, 100, 100, 100, 100, 100), [EVEN] * 6, is_count=True)

    assert found.value == 1200
    assert 1100 < found.low < 1200 < found.high < 1300


def test_a_year_that_is_over_is_its_own_forecast():
    found = total(even(*[100] * 12), [], is_count=True)

    assert (found.value, found.low, found.high, found.method) == (1200, 1200, 1200, "reached")


def test_a_year_before_says_which_months_are_strong():
    before = profile_of([50, 50, 50, 50, 50, 50, 150, 150, 150, 150, 150, 150], rows=1200)

    found = total(
        [MonthSoFar(part, 50, 50) for part in before[:6]], before[6:], is_count=True, is_profile=True
    )

    assert found.value == 1200
    assert found.method == "profile"


@pytest.mark.parametrize(("values", "rows"), [([10] * 11, 110), ([1] * 12, 12), ([0, *[10] * 11], 110)])
def test_a_thin_year_before_is_no_profile(values, rows):
    assert profile_of(values, rows) is None


def test_after_two_months_nothing_is_said_of_the_interval():
    assert not total(even(100, 90), [EVEN] * 10, is_count=True).is_known_within
    assert not share(even(90, 95), [EVEN] * 10, Decimal("92.50"), is_of_rows=True).is_known_within


def test_what_was_reached_can_no_longer_be_lost():
    found = total(even(900, 0, 0, 0, 0, 0), [EVEN] * 6, is_count=True)

    assert found.low == 900


def test_nothing_so_far_is_no_promise_of_nothing():
    found = total(even(0, 0, 0, 0, 0, 0), [EVEN] * 6, is_count=True)

    assert found.value == 0
    assert found.high >= 1


def test_a_full_share_stays_possible_to_lose():
    found = share([MonthSoFar(EVEN, 100.0, 50) for _ in range(6)], [EVEN] * 6, Decimal(100), is_of_rows=True)

    assert found.value == found.high == 100
    assert Decimal(98) < found.low < Decimal(100)


def test_students_quantiles_are_those_of_the_tables():
    known = {2: 4.303, 3: 3.182, 5: 2.571, 10: 2.228, 30: 2.042}

    assert all(abs(student_t(freedom) - quantile) < 0.05 * quantile for freedom, quantile in known.items())


@pytest.mark.parametrize("scatter", [0.0, 0.08, 0.2])
@pytest.mark.parametrize("rate", [1.0, 20.0, 2000.0])
@pytest.mark.parametrize("months", [3, 6, 9])
def test_the_interval_of_a_count_covers_what_came_to_pass(rate, scatter, months):
    random, covered = Random(f"{rate} {scatter} {months}"), 0
    for _ in range(YEARS):
        year = [_poisson(random, rate * max(0.0, random.gauss(1, scatter))) for _ in range(12)]
        found = total(even(*year[:months]), [EVEN] * (12 - months), is_count=True)
        covered += found.low <= sum(year) <= found.high

    assert 0.90 <= covered / YEARS <= 1.0


@pytest.mark.parametrize("truth", [0.5, 0.9, 0.992])
@pytest.mark.parametrize("scatter", [0.0, 0.02])
def test_the_interval_of_a_share_covers_what_came_to_pass(truth, scatter):
    random, covered = Random(f"{truth} {scatter}"), 0
    for _ in range(YEARS):
        year = [_month(random, truth, scatter, 300) for _ in range(12)]
        sofar = Decimal(repr(100 * sum(hit for hit, _ in year[:6]) / 1800))
        whole = Decimal(repr(100 * sum(hit for hit, _ in year) / 3600))
        parts = [MonthSoFar(EVEN, 100 * hit / rows, rows) for hit, rows in year[:6]]
        found = share(parts, [EVEN] * 6, sofar, is_of_rows=True)
        covered += found.low <= whole <= found.high

    assert 0.90 <= covered / YEARS <= 1.0


def _month(random, truth, scatter, rows):
    chance = min(1.0, max(0.0, random.gauss(truth, scatter)))
    return sum(random.random() < chance for _ in range(rows)), rows


def _poisson(random, mean):
    if mean > 50:
        return max(0, round(random.gauss(mean, mean**0.5)))
    count, left = 0, random.expovariate(1.0)
    while left < mean:
        count, left = count + 1, left + random.expovariate(1.0)
    return count
