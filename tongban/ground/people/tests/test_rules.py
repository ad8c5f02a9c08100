from datetime import timedelta

import pytest

from tongban.ground.people.rules import session_is_over, wait_until
from tongban.ground.people.tests.cast import MORNING


def minutes(*ago):
    return [MORNING - timedelta(minutes=number) for number in ago]


@pytest.mark.parametrize(
    ("failed_minutes_ago", "waits_minutes"),
    [
        ((), None),
        ((1, 2, 3, 4), None),
        ((1, 2, 3, 4, 5), 10),
        ((0, 0, 0, 0, 0), 15),
        ((1, 2, 3, 4, 5, 6, 7), 10),
        ((1, 2, 3, 4, 15), None),
        ((1, 2, 3, 4, 14), 1),
    ],
)
def test_five_failures_in_a_quarter_of_an_hour_make_a_name_wait(failed_minutes_ago, waits_minutes):
    until = wait_until(minutes(*failed_minutes_ago), MORNING)

    assert until == (None if waits_minutes is None else MORNING + timedelta(minutes=waits_minutes))


@pytest.mark.parametrize(
    ("started_minutes_ago", "seen_minutes_ago", "is_over"),
    [(1, 1, False), (400, 29, False), (400, 30, True), (479, 0, False), (480, 0, True)],
)
def test_a_session_ends_after_half_an_hour_of_rest_or_eight_hours(
    started_minutes_ago, seen_minutes_ago, is_over
):
    started, seen = minutes(started_minutes_ago, seen_minutes_ago)

    assert session_is_over(started, seen, MORNING) is is_over
