from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.ground.clock.shipped import SHIPPED
from tongban.work.ratings import rules
from tongban.work.ratings.rules import Share, Tally


@pytest.mark.law("state-council-office-2019-51")
def test_a_bad_rating_before_the_spring_festival_is_answered_in_working_days():
    rated_on = date(2022, 1, 30)

    assert rules.contact_due_on(rated_on, SHIPPED) == date(2022, 2, 7)
    assert rules.remedy_due_on(rated_on, SHIPPED) == date(2022, 2, 25)


def test_who_did_not_rate_is_not_satisfied():
    tally = Tally(asked=100, by_level=(1, 1, 0, 4, 4))

    assert tally.good.value == 0.8
    assert tally.response.value == 0.1
    assert (tally.bad.part, tally.bad.whole) == (2, 10)


def test_an_excluded_rating_leaves_both_numbers():
    assert Tally(asked=10, by_level=(0, 0, 0, 0, 4), excluded=1).response == Share(4, 9)


def test_nothing_counted_is_no_value():
    assert Share(0, 0).value is None
    assert Share(0, 0).interval is None


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [(8, 10, 0.4902, 0.9433), (99, 100, 0.9455, 0.9982), (0, 5, 0.0, 0.4345)],
)
def test_the_interval_is_wilsons(part, whole, low, high):
    assert Share(part, whole).interval == pytest.approx((low, high), abs=5e-5)


@given(st.integers(0, 500), st.integers(1, 500))
def test_the_interval_holds_the_share_and_stays_a_share(part, more):
    share = Share(part, part + more)
    low, high = share.interval

    assert 0 <= low <= share.value <= high <= 1
