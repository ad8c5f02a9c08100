"""When a place is open, and in which order people come: tables that an officer can check."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.ground.clock.shipped_calendar import SHIPPED
from tongban.work.hall import rules
from tongban.work.hall.rules import ExceptionalHours, PlaceHours, Settings, Span, WeekHours

DAY = rules.read_spans("09:00-12:00 13:00-17:00")
SATURDAY = rules.read_spans("09:00-12:00")
WEEK = WeekHours(date(2026, 1, 1), (*[DAY] * 5, SATURDAY, (), (), DAY))
HOURS = PlaceHours((WEEK,))
NEW_YEAR, MAKE_UP = date(2026, 1, 1), date(2026, 1, 4)
ZONE = ZoneInfo("Asia/Shanghai")
TAKEN = datetime(2026, 11, 24, 10, tzinfo=ZONE)
SET = Settings(head_start_minutes=30, grace_minutes=15)


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 11, 24), "09:00-12:00 13:00-17:00"),
        (date(2026, 11, 28), "09:00-12:00"),
        (date(2026, 11, 29), ""),
        (NEW_YEAR, ""),
        (MAKE_UP, "09:00-12:00 13:00-17:00"),
        (date(2025, 12, 31), ""),
    ],
)
def test_a_place_is_open_as_its_week_the_holidays_and_the_make_up_days_say(day, text):
    assert rules.spans_text(rules.openings(HOURS, day, SHIPPED)) == text


@pytest.mark.parametrize(
    ("clock", "is_open"), [("08:59", False), ("09:00", True), ("12:00", False), ("16:59", True)]
)
def test_the_end_of_a_span_is_no_longer_open(clock, is_open):
    moment = datetime.fromisoformat(f"2026-11-24T{clock}")

    assert rules.is_open(HOURS, moment, SHIPPED) is is_open


def test_a_later_exception_overrules_an_earlier_one_and_may_say_as_usual():
    day = date(2026, 11, 24)
    closed = ExceptionalHours(day, day, (), "停电")
    usual = ExceptionalHours(day, day, None, "已来电")

    assert rules.openings(PlaceHours((WEEK,), (closed,)), day, SHIPPED) == ()
    assert rules.reason_for(PlaceHours((WEEK,), (closed,)), day) == "停电"
    assert rules.openings(PlaceHours((WEEK,), (closed, usual)), day, SHIPPED) == DAY
    assert rules.reason_for(PlaceHours((WEEK,), (closed, usual)), day) == ""


def test_a_new_week_counts_from_its_day_and_of_two_for_a_day_the_one_entered_last():
    first = WeekHours(date(2026, 12, 1), (SATURDAY,) * 9)
    second = WeekHours(date(2026, 12, 1), (DAY,) * 9)

    assert rules.openings(PlaceHours((WEEK, first)), date(2026, 11, 30), SHIPPED) == DAY
    assert rules.openings(PlaceHours((WEEK, first)), date(2026, 12, 1), SHIPPED) == SATURDAY
    assert rules.openings(PlaceHours((WEEK, first, second)), date(2026, 12, 1), SHIPPED) == DAY


def test_a_place_without_hours_is_never_open():
    assert rules.openings(PlaceHours(), date(2026, 11, 24), SHIPPED) == ()
    assert rules.next_opening(PlaceHours(), TAKEN, SHIPPED) is None


def test_the_next_opening_is_after_lunch_or_on_monday():
    assert rules.next_opening(HOURS, datetime(2026, 11, 24, 12, 30, tzinfo=ZONE), SHIPPED) == datetime(
        2026, 11, 24, 13, tzinfo=ZONE
    )
    assert rules.next_opening(HOURS, datetime(2026, 11, 28, 12, tzinfo=ZONE), SHIPPED) == datetime(
        2026, 11, 30, 9, tzinfo=ZONE
    )


@pytest.mark.parametrize(
    "text", ["9", "09:00-", "10:00-09:00", "09:00-12:00 11:00-13:00", "09:60-10:00", "23:00-24:01"]
)
def test_what_is_no_opening_time_is_refused(text):
    with pytest.raises(ValueError, match=r"\d"):
        rules.read_spans(text)


def test_a_terminal_may_be_open_all_day():
    assert rules.read_spans("00:00-24:00") == (Span(0, 1440),)


@given(st.lists(st.integers(0, 1440), min_size=2, max_size=8, unique=True))
def test_written_hours_are_read_as_they_were(minutes):
    marks = sorted(minutes[: len(minutes) // 2 * 2])
    spans = tuple(Span(*pair) for pair in zip(marks[::2], marks[1::2], strict=True))

    assert rules.read_spans(rules.spans_text(spans)) == spans


def test_slots_fill_each_span_and_leave_the_rest():
    spans = rules.read_spans("09:00-10:10 13:00-13:30")

    assert [rules.clock_text(each) for each in rules.starts_in(spans, 30)] == ["09:00", "09:30", "13:00"]


@pytest.mark.parametrize(
    ("more", "minutes"),
    [
        ({}, 0),
        ({"has_priority": True}, -30),
        ({"appointed_at": TAKEN + timedelta(minutes=5)}, -25),
        ({"appointed_at": TAKEN - timedelta(minutes=15)}, -45),
        ({"appointed_at": TAKEN - timedelta(minutes=16)}, 0),
        ({"appointed_at": TAKEN + timedelta(minutes=90)}, 0),
    ],
)
def test_priority_and_appointments_have_a_head_start_and_who_is_late_has_none(more, minutes):
    assert rules.turn_at(TAKEN, SET, **more) == TAKEN + timedelta(minutes=minutes)
