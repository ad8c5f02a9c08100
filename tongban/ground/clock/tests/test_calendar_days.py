from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.ground.clock import days_after


@pytest.mark.parametrize(
    ("start", "days", "last"),
    [
        (date(2023, 8, 31), 20, date(2023, 9, 20)),
        (date(2022, 2, 15), 15, date(2022, 3, 2)),
        (date(2024, 2, 15), 15, date(2024, 3, 1)),
        (date(2022, 12, 31), 20, date(2023, 1, 20)),
        (date(2022, 9, 28), 0, date(2022, 9, 28)),
    ],
)
def test_the_first_day_is_not_counted_and_days_off_are(start, days, last):
    assert days_after(start, days) == last


def test_a_period_is_never_negative():
    with pytest.raises(ValueError, match="-1"):
        days_after(date(2022, 1, 1), -1)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 400))
def test_as_many_days_lie_between_the_start_and_the_last_day(start, days):
    assert days_after(start, days) - start == timedelta(days=days)
