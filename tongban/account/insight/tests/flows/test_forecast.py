"""Forecasts of missed promises: what they rest on, and how they fare on a history made for it."""

from datetime import date, timedelta

import pytest

from tongban.account.insight import flows
from tongban.account.insight.flows.forecast import PastCases, calibrated
from tongban.account.insight.tests.flows.conftest import FIRE, FOOD

UNTIL = date(2022, 12, 27)
"""A Tuesday: the forecasts are checked on the Tuesdays before."""


def standing(spent=2, left=3, item="X", division=FOOD):
    return flows.CaseProgress(item, division, 5, 0, spent, left)


def past(days, decided, item="X", division=FOOD, still_open=0):
    return PastCases(standing(days, 0, item, division), decided, still_open)


def test_a_forecast_is_the_part_of_like_cases_that_took_longer():
    history = flows.PastOutcomes([past(1, 50), past(4, 600), past(7, 400)])

    found = history.forecast(standing(spent=2, left=3))

    assert (found.like, found.missed) == (1000, 400)
    assert found.probability == pytest.approx(0.4, abs=0.001)
    assert found.days_late == 2
    assert found.weight == pytest.approx(0.8, abs=0.002)


def test_with_few_like_cases_the_forecast_is_drawn_towards_the_wider_group():
    history = flows.PastOutcomes([past(7, 2), past(4, 998, item="Y")])

    found = history.forecast(standing())

    assert (found.like, found.missed, found.wider[0]) == (2, 2, (1000, 2))
    assert 0.05 < found.probability < 0.15


def test_an_item_never_seen_rests_on_its_division_and_one_of_another_promise_on_nothing():
    history = flows.PastOutcomes([past(4, 90), past(7, 10)])

    unseen = history.forecast(standing(item="new"))

    assert (unseen.like, unseen.wider[0]) == (0, (100, 10))
    assert history.forecast(flows.CaseProgress("new", FIRE, 20, 0, 2, 3)) is None


def test_a_case_still_open_counts_once_it_has_surely_taken_longer():
    history = flows.PastOutcomes([past(4, 10), past(9, 0, still_open=4), past(3, 0, still_open=7)])

    found = history.forecast(standing())

    assert (found.like, found.missed) == (14, 4)


def test_a_case_past_its_day_misses_for_sure():
    assert flows.PastOutcomes([past(4, 100)]).forecast(standing(left=-2)).probability == 1
    assert flows.PastOutcomes([]).forecast(standing(left=-2)).days_late == 3


def test_the_brier_score_and_the_bins_are_those_counted_by_hand():
    found = calibrated([(0.0, False, 3), (0.3, True, 1), (0.3, False, 1), (0.9, True, 1)])

    assert (found.count, found.missed) == (6, 2)
    assert found.brier == pytest.approx((0.49 + 0.09 + 0.01) / 6)
    assert found.brier_of_base == pytest.approx(2 / 9)
    assert [(each.count, each.said, each.happened) for each in found.bins] == [
        (3, 0, 0),
        (2, 0.3, 0.5),
        (1, 0.9, 1),
    ]


@pytest.fixture
def year(tiny):
    """Four cases a week, accepted on Monday with five working days: X is always in time, every other Y two days late."""
    tiny.days(date(2021, 12, 1), date(2022, 12, 31))
    for week in range(40):
        monday = date(2022, 12, 19) - timedelta(weeks=week)
        for number in range(4):
            is_late = number == 3
            decided = monday + timedelta(days=9 if is_late else 3)
            tiny.case(
                f"{week:02d}-{number}", filed_on=monday, accepted_on=monday, due_on=monday + timedelta(days=7),
                decided_on=decided, promised_days=5, status="granted", item_code="Y" if number > 1 else "X",
            )  # fmt: skip
    return tiny


def test_forecasts_of_a_regular_history_come_true(year, engine_name):
    found = flows.calibration_until(year.on(engine_name), UNTIL)

    low, high = found.bins[0], found.bins[-1]
    assert (found.count, found.missed) == (13 * 4, 13)
    assert low.happened == 0
    assert high.happened == 0.5
    assert high.said == pytest.approx(0.5, abs=0.1)
    assert found.is_better


def test_the_history_of_an_engine_gives_the_forecast_of_an_open_case(year, engine_name):
    history = flows.history_until(year.on(engine_name), date(2022, 12, 20))

    found = history.forecast(flows.CaseProgress("Y", FOOD, 5, 0, 1, 4))

    assert (found.like, found.missed) == (39 * 2, 39)
    assert found.days_late == 2


def test_without_a_history_there_is_no_forecast_and_nothing_to_check(tiny, engine_name):
    engine = tiny.on(engine_name)

    assert flows.history_until(engine, UNTIL).forecast(standing()) is None
    assert flows.calibration_until(engine, UNTIL) is None
