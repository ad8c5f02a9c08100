from datetime import UTC, datetime

import pytest

from tongban.work.logs.parsers.times import SHANGHAI, read_time


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("2022-09-05T14:05:00+08:00", 14),
        ("2022-09-05T06:05:00Z", 14),
        ("2022-09-05 14:05", 14),
        ("2022-09-05T14:05:00.000", 14),
        ("2022/9/5 14:05", 14),
        ("2022/09/05 14:05:00", 14),
        ("2022.9.5 14:05:00", 14),
        ("2022年9月5日 14时05分", 14),
        ("2022年9月5日14时05分00秒", 14),
        ("2022年9月5日 14:05", 14),
        ("2022年09月05日 下午2:05", 14),
        ("2022/9/5 下午 2:05:00", 14),
        ("2022/9/5 2:05 PM", 14),
        ("20220905140500", 14),
        ("202209051405", 14),
    ],
)
def test_a_time_is_read_in_the_ways_offices_write_it(text, hour):
    assert read_time(text) == datetime(2022, 9, 5, hour, 5, tzinfo=SHANGHAI)


def test_a_day_alone_begins_at_midnight_in_shanghai():
    midnight = datetime(2022, 9, 4, 16, tzinfo=UTC)

    assert {read_time(text) for text in ("2022-09-05", "2022年9月5日", "2022/9/5", "20220905")} == {midnight}


def test_noon_and_the_hour_after_midnight_are_told_apart():
    assert read_time("2022/9/5 中午12:30").hour == 12
    assert read_time("2022/9/5 凌晨12:30").hour == 0
    assert read_time("2022/9/5 上午9:30").hour == 9


@pytest.mark.parametrize(
    "text", ["", "昨天", "2022-13-05", "2022年2月30日", "0022-09-05", "5/9/2022", "44000", "2022-09-05 25:00"]
)
def test_what_is_no_point_of_time_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011
        read_time(text)
