from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.account.insight.rules import (
    Period,
    interval,
    month_of,
    months_of,
    read_period,
    share,
    year_of,
)

days = st.dates(date(2004, 1, 1), date(2030, 12, 31))
periods = st.tuples(days, days).map(sorted).map(lambda ends: Period(*ends))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022", "2022-01-01", "2022-12-31"),
        ("2022-02", "2022-02-01", "2022-02-28"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2022-07-14", "2022-07-14", "2022-07-14"),
        ("2022-01-01..2022-06-30", "2022-01-01", "2022-06-30"),
    ],
)
def test_a_period_is_named_by_its_text(text, first, last):
    assert read_period(text) == Period(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("text", ["", "22-13", "2022-13", "2022-02-30", "spring", "2022-06-30..2022-01-01"])
def test_what_is_no_period_is_said_to_be_none(text):
    with pytest.raises(ValueError, match=r"period|ends"):
        read_period(text)


@given(periods)
def test_the_name_of_a_period_reads_back(period):
    assert read_period(period.name) == period


@given(periods)
def test_the_months_of_a_period_are_the_period(period):
    months = months_of(period)

    assert (months[0].first, months[-1].last) == (period.first, period.last)
    assert sum(month.days for month in months) == period.days


def test_the_part_of_a_year_that_has_passed():
    assert year_of(2022).until(date(2022, 7, 14)) == Period(date(2022, 1, 1), date(2022, 7, 14))
    assert year_of(2022).until(date(2023, 2, 1)) == year_of(2022)


def test_the_same_period_a_year_before_keeps_the_end_of_a_month():
    assert month_of(2024, 2).a_year_before() == month_of(2023, 2)
    assert year_of(2022).a_year_before() == year_of(2021)


@pytest.mark.parametrize(
    ("numerator", "denominator", "percent"),
    [(1, 3, "33.33"), (2, 3, "66.67"), (1, 800, "0.13"), (0, 7, "0.00")],
)
def test_a_share_has_two_places_half_up(numerator, denominator, percent):
    assert share(Decimal(numerator), Decimal(denominator)) == Decimal(percent)


def test_of_nothing_there_is_no_share_and_no_interval():
    assert share(Decimal(0), Decimal(0)) is None
    assert interval(Decimal(0), Decimal(0)) is None


def test_the_interval_is_wilsons():
    # Newcombe 1998, table I: 81 of 263 and 0 of 20, Wilson without correction
    assert interval(Decimal(81), Decimal(263)) == (Decimal("25.53"), Decimal("36.62"))
    assert interval(Decimal(0), Decimal(20)) == (Decimal("0.00"), Decimal("16.11"))


@given(st.integers(0, 500), st.integers(1, 500))
def test_the_share_lies_in_its_interval(numerator, denominator):
    counted = min(numerator, denominator)
    low, high = interval(Decimal(counted), Decimal(denominator))

    assert 0 <= low <= share(Decimal(counted), Decimal(denominator)) <= high <= 100
