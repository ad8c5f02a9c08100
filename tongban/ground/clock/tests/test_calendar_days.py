from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.ground.clock import days_after, explain


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


def test_a_period_is_explained_day_by_day():
    days = explain(date(2022, 2, 27), 3)

    assert [(day.on.isoformat(), day.number) for day in days] == [
        ("2022-02-27", 0),
        ("2022-02-28", 1),
        ("2022-03-01", 2),
        ("2022-03-02", 3),
    ]


def test_a_period_is_never_negative():
    with pytest.raises(ValueError, match="-1"):
        days_after(date(2022, 1, 1), -1)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 400))
def test_the_explanation_ends_on_the_last_day(start, days):
    explained = explain(start, days)

    assert explained[-1].on == days_after(start, days)
    assert len(explained) == days + 1
    assert [day.on - start for day in explained] == [timedelta(days=day.number) for day in explained]
