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
    assert {read_time(f"2022/9/5 {half}12:30").hour for half in ("上午", "早上", "清晨", "AM ")} == {0}
    assert read_time("2022/9/5 12:30 AM").hour == 0
    assert {read_time(f"2022/9/5 {half}12:30").hour for half in ("下午", "中午", "PM ")} == {12}
    assert read_time("2022/9/5 中午1:30").hour == 13


@pytest.mark.parametrize(
    ("serial", "said"),
    [
        ("44928", "2023-01-02 00:00:00"),
        ("44928.38", "2023-01-02 09:07:12"),
        ("44928.375", "2023-01-02 09:00:00"),
        ("44809.4236111111", "2022-09-05 10:10:00"),
        ("44928.9999999", "2023-01-03 00:00:00"),
    ],
)
def test_a_serial_date_of_excel_is_read(serial, said):
    assert f"{read_time(serial):%Y-%m-%d %H:%M:%S}" == said


@pytest.mark.parametrize(
    "text",
    [
        "",
        "昨天",
        "2022-13-05",
        "2022年2月30日",
        "0022-09-05",
        "5/9/2022",
        "4400",
        "10000.5",
        "99999",
        "2022-09-05 25:00",
        "2022-09-05 上午13:00",
        "2022-09-05 晚上12:30",
    ],
)
def test_what_is_no_point_of_time_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011
        read_time(text)
