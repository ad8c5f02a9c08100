"""How many will come is learnt from the days before: weekdays, the day after a holiday, the shape of the day."""

from collections import Counter
from datetime import date

import pytest

from tests.hall_replay import boosted
from tests.simulated_hall import HALF_HOUR, SimulatedHall
from tongban.ground.clock.shipped_calendar import SHIPPED
from tongban.work.hall.staffing.forecast import AFTER_A_HOLIDAY, MAKE_UP, Arrivals, learnt_arrivals

YEAR = SHIPPED.working_days(2022)


def steady(days, per_weekday=(300, 200, 200, 200, 100, 60, 60)):
    """Return days with the same people every week, twice as many after a holiday; a third of them at nine."""
    kinds = Arrivals(SHIPPED)
    for day in days:
        total = 400 if kinds.kind(day) == AFTER_A_HOLIDAY else per_weekday[day.weekday()]
        yield day, {("tax", 540): total / 3, ("house", 600): total * 2 / 3}


def test_weekdays_and_the_day_after_a_holiday_are_expected():
    arrivals = learnt_arrivals(steady(YEAR), SHIPPED)

    monday, friday, after = date(2022, 12, 19), date(2022, 12, 23), date(2022, 10, 8)

    assert sum(arrivals.expected(monday).values()) == pytest.approx(300, rel=0.12)
    assert sum(arrivals.expected(friday).values()) == pytest.approx(100, rel=0.15)
    assert sum(arrivals.expected(after).values()) == pytest.approx(400, rel=0.3)
    assert arrivals.expected(monday)["tax", 540] == pytest.approx(100, rel=0.12)


def test_a_day_is_of_its_weekday_made_up_or_after_a_holiday():
    kind = Arrivals(SHIPPED).kind

    assert kind(date(2022, 9, 28)) == "2"
    assert kind(date(2022, 10, 8)) == AFTER_A_HOLIDAY
    assert kind(date(2022, 10, 9)) == MAKE_UP
    assert kind(date(2022, 9, 26)) == "0"


def test_nothing_is_expected_where_nothing_was_seen():
    assert Arrivals(SHIPPED).expected(YEAR[0]) == {}


def test_days_are_learnt_in_their_order_whatever_order_they_are_told_in():
    days = list(steady(YEAR[:40]))

    assert learnt_arrivals(days[::-1], SHIPPED) == learnt_arrivals(days, SHIPPED)


def test_a_simulated_year_is_forecast_better_than_by_the_mean_of_the_last_month():
    hall, arrivals, seen = SimulatedHall(windows=6, seed=8), Arrivals(SHIPPED), []
    ours, means = [], []
    for day, boost in boosted(YEAR[:150]):
        happenings = hall.day(day.timetuple().tm_yday, day.weekday(), boost)
        taken = (each for each in happenings if each.what == "taken")
        counts = Counter((each.group, int(each.at // HALF_HOUR) * HALF_HOUR) for each in taken)
        total = counts.total()
        if len(seen) > 40:
            ours.append(abs(sum(arrivals.expected(day).values()) - total))
            means.append(abs(sum(seen[-20:]) / 20 - total))
        seen.append(total)
        arrivals.learn(day, counts)

    assert sum(ours) < 0.85 * sum(means)
