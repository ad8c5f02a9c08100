"""Execution arithmetic, on the published figures of 2022 and on any figures."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.account.budget.rules import Execution, share
from tongban.ground.kit.figures import in_wan, in_yuan

D = Decimal
amounts = st.decimals(min_value=0, max_value=10**10, places=2)


@pytest.mark.law("mof-2013-53:annex-2")
@pytest.mark.parametrize(
    ("initial", "change", "spent", "rate", "adjustment_rate"),
    [
        ("3695.80", "1357.67", "4789.79", "94.78", "36.74"),
        ("2269.33", "665.79", "2849.93", "97.10", "29.34"),
        ("1426.47", "691.88", "1939.86", "91.57", "48.50"),
        ("45.00", "-20.00", "16.73", "66.92", "-44.44"),
        ("18.00", "-10.00", "0", "0.00", "-55.56"),
    ],
)
def test_the_published_rates_of_2022_come_out(initial, change, spent, rate, adjustment_rate):
    year = Execution(initial=in_yuan(D(initial)), merged=in_yuan(D(change)), spent=in_yuan(D(spent)))

    assert (year.rate, year.adjustment_rate) == (D(rate), D(adjustment_rate))


def test_a_budget_of_nothing_has_no_rate():
    assert Execution(spent=D(5)).rate is None
    assert share(D(0), D(0)) is None


def test_gross_counts_cuts_and_additions_alike():
    year = Execution(initial=D(100), in_year=D(-10) + D(30), moved=D(40))

    assert (year.adjustment_rate, year.gross_adjustment_rate) == (D("20.00"), D("40.00"))


def test_more_spent_than_initially_planned_is_shown_against_the_initial_budget():
    year = Execution(initial=in_yuan(D("3695.80")), merged=in_yuan(D("1357.67")), spent=in_yuan(D("4789.79")))

    assert year.rate_to_initial == D("129.60")
    assert in_wan(year.unspent) == D("263.68")
    assert year.unspent_rate == D("5.22")


@given(st.lists(st.builds(Execution, initial=amounts, carry_over=amounts, spent=amounts), max_size=20))
def test_a_total_is_the_sum_of_its_parts(parts):
    whole = Execution.total(parts)

    assert whole.adjusted == sum((part.adjusted for part in parts), D(0))
    assert whole.unspent == whole.adjusted - whole.spent


@given(amounts)
def test_an_amount_in_ten_thousands_rounds_half_up(wan):
    assert in_wan(in_yuan(wan)) == wan
