"""Deviation, direction, score and grade, on the published figures of 2022 and on the tables of the law."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.account.evaluation.rules import (
    Goal,
    achieved,
    deviation,
    duty_to_explain,
    execution_alert,
    grade,
    publish_by,
    score,
    time_proportion,
    total,
)

D = Decimal
YEAR_END = date(2022, 12, 31)
numbers = st.decimals(min_value=-(10**6), max_value=10**6, places=2)


@pytest.mark.law("suzhou-form")
@pytest.mark.parametrize(
    ("operator", "target", "actual", "unit", "better", "shown", "direction", "met"),
    [
        ("=", 100, "94.78", "%", "higher", "-5.22%", "adverse", False),
        ("<=", 100, "81.88", "%", "lower", "-18.12%", "favourable", True),
        ("=", 0, "-22.21", "%", "lower", "-22.21个百分点", "favourable", True),
        ("=", 0, "36.74", "%", "lower", "36.74个百分点", "adverse", False),
        ("=", 0, "0", "%", "", "0.00个百分点", "on_target", True),
        ("<=", 5, "0", "%", "lower", "-100.00%", "favourable", True),
        (">=", 30, "23", "个", "higher", "-23.33%", "adverse", False),
        ("<=", 15, "12", "件", "lower", "-20.00%", "favourable", True),
        (">=", 220000, "344300", "件", "higher", "56.50%", "favourable", True),
        (">=", 3000, "2483", "个", "higher", "-17.23%", "adverse", False),
        (">=", 24000, "16730", "份", "higher", "-30.29%", "adverse", False),
        (">=", 90, "90", "%", "", "0.00%", "on_target", True),
    ],
)
def test_a_deviation_says_how_far_and_whether_it_is_good(
    operator, target, actual, unit, better, shown, direction, met
):
    goal = Goal(operator, D(target), unit=unit, better=better)

    found = deviation(goal, D(actual))

    assert (found.shown, found.direction, goal.met(D(actual))) == (shown, direction, met)


def test_a_range_is_measured_from_its_nearer_end():
    goal = Goal("range", D(90), upper=D(95), unit="%")

    assert deviation(goal, D(92)).direction == "on_target"
    assert deviation(goal, D(97)).difference == D(2)
    assert deviation(goal, D(85)).difference == D(-5)


@pytest.mark.law("mof-2020-10")
@pytest.mark.parametrize(
    ("operator", "target", "actual", "better", "points"),
    [
        (">=", 30, 23, "", "7.67"),
        (">=", 3000, 2483, "", "8.28"),
        (">=", 24000, 16730, "", "6.97"),
        ("=", 100, "94.78", "", "9.48"),
        ("<=", 5, 10, "", "5.00"),
        ("<=", 15, 12, "", "10.00"),
        ("=", 0, "-22.21", "lower", "10.00"),
        ("=", 0, "15", "lower", "5.00"),
        ("=", 0, "36.74", "lower", "0.00"),
    ],
)
def test_points_are_the_weight_times_the_share_reached(operator, target, actual, better, points):
    goal = Goal(operator, D(target), better=better)

    assert score(D(10), achieved(goal, D(actual), zero_cap=D(30))) == D(points)


@pytest.mark.law("mof-2020-10")
@pytest.mark.parametrize(
    ("points", "name"),
    [
        ("100", "优"),
        ("90", "优"),
        ("89.99", "良"),
        ("80", "良"),
        ("79.99", "中"),
        ("60", "中"),
        ("59.99", "差"),
    ],
)
def test_a_grade_follows_its_bands(points, name):
    assert grade(D(points), YEAR_END) == name


@pytest.mark.law("local-practice")
@pytest.mark.parametrize(
    ("goal", "actual", "duty"),
    [
        (Goal(">=", D(30)), D(23), "cause_and_measure"),
        (Goal("<=", D(15)), D(12), "none"),
        (Goal(">=", D(220000)), D(344300), "explanation"),
        (Goal("=", D(0), unit="%", better="lower"), D("-22.21"), "explanation"),
        (Goal("=", D(100)), D(100), "none"),
    ],
)
def test_what_must_be_explained(goal, actual, duty):
    assert duty_to_explain(deviation(goal, actual), YEAR_END) == duty


def test_no_total_while_a_score_is_missing():
    assert total([D(1), D(2)]) == D(3)
    assert total([D(1), None]) is None
    assert total([]) is None


@pytest.mark.law("budget-law:14")
def test_publication_is_due_twenty_calendar_days_after_acceptance():
    assert publish_by(date(2023, 3, 20)) == date(2023, 4, 9)


@pytest.mark.law("mof-2019-136")
@pytest.mark.parametrize(("rate", "light"), [("50", "green"), ("39", "yellow"), ("29", "red"), ("0", "red")])
def test_a_line_that_lags_behind_the_year_gets_a_light(rate, light):
    half_year = date(2022, 6, 30)

    assert time_proportion(half_year) == D("49.59")
    assert execution_alert(D(rate), half_year) == light


@given(st.sampled_from([">=", "<=", "=", ">", "<"]), numbers, numbers)
def test_a_share_lies_between_nothing_and_all_and_is_all_when_met(operator, target, actual):
    goal = Goal(operator, target)

    share = achieved(goal, actual)

    assert 0 <= share <= 1
    assert not goal.met(actual) or share == 1


@given(st.sampled_from([">=", "<="]), numbers, numbers)
def test_a_goal_that_is_missed_deviates_adversely(operator, target, actual):
    goal = Goal(operator, target)

    assert goal.met(actual) == (deviation(goal, actual).direction != "adverse")
