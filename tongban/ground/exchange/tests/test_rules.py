"""Waits double, are spread, and never grow longer than six hours."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as some

from tongban.ground.exchange.rules import FURTHEST_WAIT, LONGEST_WAIT, wait_after

CHANCE = some.floats(0, 1, exclude_max=True)


def test_waits_double_up_to_six_hours():
    waits = [wait_after(failures, 0.5) for failures in range(1, 13)]

    assert waits[:4] == [timedelta(seconds=seconds) for seconds in (30, 60, 120, 240)]
    assert waits[-1] == LONGEST_WAIT


def test_ten_attempts_take_some_four_hours():
    whole = sum((wait_after(failures, 0.5) for failures in range(1, 10)), timedelta())

    assert timedelta(hours=4) < whole < timedelta(hours=5)


@given(some.integers(1, 40_000), CHANCE)
def test_no_wait_is_none_and_none_is_endless(failures, chance):
    assert timedelta(seconds=20) < wait_after(failures, chance) < FURTHEST_WAIT


@given(some.integers(1, 30), CHANCE, CHANCE)
def test_what_failed_together_does_not_come_back_together(failures, one, other):
    difference = abs(wait_after(failures, one) - wait_after(failures, other))

    assert difference <= wait_after(failures, 0.5) * 0.4
    assert (difference == timedelta()) == (one == other) or abs(one - other) < 1e-4
