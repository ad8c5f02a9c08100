from datetime import UTC, date, datetime

import pytest

from tongban.ground.clock import SHIPPED, BadDeadline, Deadline, Light, LightRule, deadline_status, light
from tongban.ground.clock.tests.cases import day, moment, pause


def colour(deadline, at, rule=None):
    return light(deadline, SHIPPED, at, rule).value


@pytest.mark.parametrize(
    ("on", "shown", "left"),
    [
        ("2022-01-20", "green", 20),
        ("2022-02-07", "green", 11),
        ("2022-02-08", "yellow", 10),
        ("2022-02-21", "yellow", 1),
        ("2022-02-22", "red", 0),
        ("2022-02-23", "black", 0),
    ],
)
def test_a_decision_of_20_days_has_a_light(on, shown, left):
    """20 January to 22 February 2022."""
    found = deadline_status(Deadline(day("2022-01-20"), 20), SHIPPED, day(on))

    assert (found.light.value, found.left) == (shown, left)


@pytest.mark.parametrize(
    ("length", "on", "shown"),
    [
        (5, "2022-03-02", "green"),
        (5, "2022-03-03", "green"),
        (5, "2022-03-04", "yellow"),
        (5, "2022-03-05", "yellow"),
        (5, "2022-03-08", "red"),
        (5, "2022-03-09", "black"),
        (2, "2022-03-01", "yellow"),
        (1, "2022-03-02", "red"),
    ],
)
def test_half_of_the_time_or_two_days_left_is_yellow(length, on, shown):
    assert colour(Deadline(day("2022-03-01"), length), day(on)) == shown


def test_the_weekend_after_the_last_day_is_overdue():
    assert colour(Deadline(day("2022-03-03"), 1), day("2022-03-05")) == "black"


def test_an_office_sets_its_own_lights():
    rule = LightRule(yellow_percent=20, yellow_days=0)

    assert colour(Deadline(day("2022-03-01"), 5), day("2022-03-04"), rule) == "green"
    assert colour(Deadline(day("2022-03-01"), 5), day("2022-03-07"), rule) == "yellow"


def test_while_a_case_is_paused_its_light_stays():
    deadline = Deadline(day("2022-03-01"), 5, pauses=(pause("2022-03-03"),))

    found = deadline_status(deadline, SHIPPED, day("2022-03-31"))

    assert (found.light, found.left, found.elapsed, found.excluded) == (Light.green, 4, 1, 21)
    assert found.due.is_provisional


def test_a_period_of_days_that_moved_is_not_red_before_its_last_day():
    deadline = Deadline(day("2022-03-01"), 4, "calendar", (pause("2022-03-02", "2022-03-02"),))

    assert deadline_status(deadline, SHIPPED, day("2022-03-06")).light == Light.yellow
    assert deadline_status(deadline, SHIPPED, day("2022-03-07")).light == Light.red
    assert deadline_status(deadline, SHIPPED, day("2022-03-07")).excluded == 1


@pytest.mark.parametrize(
    ("at", "shown", "left"),
    [
        (moment("2022-03-01 09:00"), "green", 24),
        (moment("2022-03-01 09:30"), "green", 24),
        (moment("2022-03-01 21:00"), "yellow", 12),
        (moment("2022-03-03 08:30"), "red", 1),
        (moment("2022-03-03 09:00"), "red", 0),
        (moment("2022-03-03 09:01"), "black", 0),
    ],
)
def test_hours_have_a_light(at, shown, left):
    deadline = Deadline(moment("2022-03-01 09:00"), 24, "hours", (pause("2022-03-02", "2022-03-02"),))

    found = deadline_status(deadline, SHIPPED, at)

    assert (found.light.value, found.left) == (shown, left)
    assert found.excluded == (24 if at.day == 3 else 0)


def test_hours_are_looked_at_at_a_moment():
    with pytest.raises(BadDeadline):
        light(Deadline(moment("2022-03-01 09:00"), 24, "hours"), SHIPPED, date(2022, 3, 1))


def test_the_light_is_that_of_the_day_in_china():
    late = datetime(2022, 3, 2, 16, tzinfo=UTC)

    assert colour(Deadline(day("2022-03-01"), 1), late) == "black"
    assert colour(Deadline(day("2022-03-01"), 1), late.replace(hour=15)) == "red"


def test_what_is_due_at_once_is_red_then_black():
    deadline = Deadline(day("2022-03-01"), 0, "at_once")

    assert [colour(deadline, day(on)) for on in ("2022-03-01", "2022-03-02")] == ["red", "black"]


def test_a_light_has_a_meaning_in_both_languages():
    assert [each.words.zh for each in Light] == ["正常", "临期", "今日到期", "逾期"]
    assert Light.black.words.said_in("en") == "overdue"
