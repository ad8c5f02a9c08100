from datetime import UTC, date, datetime, timedelta

import pytest

from tongban.ground.clock import (
    SHIPPED,
    BadDeadline,
    Deadline,
    DeadlineExtension,
    DeadlinePause,
    Due,
    NoCalendar,
    due,
    provisional_due,
)
from tongban.ground.clock.tests.cases import counted_by_hand, day, extension, moment, pause


def due_on(start, length, unit="working", *pauses, more=None, **options):
    return due(Deadline(day(start), length, unit, pauses, more), SHIPPED, **options).on


@pytest.mark.law("licensing-law:82")
@pytest.mark.parametrize("length", [1, 5, 10, 20, 45])
def test_working_days_agree_with_a_finger_on_the_wall_calendar(length):
    start = date(2018, 1, 1)
    while start < date(2026, 10, 20):
        assert due(Deadline(start, length), SHIPPED).on == counted_by_hand(start, length), start
        start += timedelta(days=1)


def test_calendar_days_agree_with_a_finger_on_the_wall_calendar():
    start = date(2018, 1, 1)
    while start < date(2026, 12, 1):
        end = start + timedelta(days=20)
        while not SHIPPED.is_working(end):
            end += timedelta(days=1)
        assert due(Deadline(start, 20, "calendar"), SHIPPED).on == end
        start += timedelta(days=1)


@pytest.mark.parametrize(
    ("start", "length", "end"),
    [
        ("2022-09-15", 15, "2022-09-30"),
        ("2022-09-15", 16, "2022-10-08"),
        ("2022-09-15", 20, "2022-10-08"),
        ("2022-09-15", 24, "2022-10-09"),
        ("2022-09-15", 30, "2022-10-17"),
    ],
)
def test_a_period_of_days_that_ends_on_a_day_off_moves_on(start, length, end):
    assert due_on(start, length, "calendar") == day(end)


@pytest.mark.law("licensing-law:45")
@pytest.mark.parametrize(
    ("pauses", "end"),
    [
        ([], "2022-02-09"),
        ([pause("2022-02-08", "2022-02-10")], "2022-02-14"),
        ([pause("2022-01-29", "2022-01-30")], "2022-02-11"),
        ([pause("2022-01-31", "2022-02-06")], "2022-02-09"),
        ([pause("2022-02-09", "2022-02-09")], "2022-02-10"),
        ([pause("2022-02-10", "2022-02-20")], "2022-02-09"),
        ([pause("2022-01-10", "2022-01-28")], "2022-02-09"),
        ([pause("2022-01-10", "2022-01-29")], "2022-02-10"),
        ([pause("2022-02-08", "2022-02-10"), pause("2022-02-09", "2022-02-11")], "2022-02-15"),
        ([pause("2022-02-08", "2022-02-08"), pause("2022-02-10", "2022-02-10")], "2022-02-11"),
    ],
)
def test_a_review_does_not_count(pauses, end):
    assert due_on("2022-01-28", 5, "working", *pauses) == day(end)
    assert due_on("2022-01-28", 5, "working", *reversed(pauses)) == day(end)


@pytest.mark.parametrize(
    ("pauses", "end"),
    [
        ([pause("2022-03-03", "2022-03-05")], "2022-03-14"),
        ([pause("2022-02-20", "2022-03-02")], "2022-03-14"),
        ([pause("2022-03-12", "2022-03-14")], "2022-03-11"),
        ([pause("2022-03-04", "2022-03-05"), pause("2022-03-05", "2022-03-06")], "2022-03-14"),
    ],
)
def test_a_review_does_not_count_in_a_period_of_days(pauses, end):
    assert due_on("2022-03-01", 10, "calendar", *pauses) == day(end)


def test_the_last_day_does_not_move_into_a_review():
    assert due_on("2022-03-01", 11, "calendar", pause("2022-03-13", "2022-03-14")) == day("2022-03-15")


def test_an_extension_is_counted_on():
    assert due_on("2022-01-20", 20, more=extension(10)) == day("2022-03-08")
    assert due_on("2022-03-01", 10, "calendar", more=extension(5)) == day("2022-03-16")


def test_under_an_open_pause_there_is_no_day():
    found = due(Deadline(day("2022-01-28"), 5, pauses=(pause("2022-02-08"),)), SHIPPED)

    assert found == Due(None, paused_since=day("2022-02-08"))
    assert found.is_provisional


def test_under_an_open_pause_the_earliest_day_may_be_asked_for():
    deadline = Deadline(day("2022-01-28"), 5, pauses=(pause("2022-02-08"),))

    found = due(deadline, SHIPPED, as_of=day("2022-02-10"))

    assert (found.on, found.is_provisional) == (day("2022-02-14"), True)


def test_a_pause_that_begins_after_the_last_day_changes_nothing():
    assert due_on("2022-01-28", 5, "working", pause("2022-02-10")) == day("2022-02-09")


def test_hours_run_day_and_night():
    start = moment("2022-01-28 09:30")

    assert due(Deadline(start, 24, "hours"), SHIPPED).at == start + timedelta(hours=24)
    assert due(Deadline(start, 2, "hours", extension=extension(3)), SHIPPED).at == start + timedelta(hours=5)


@pytest.mark.parametrize(
    ("pauses", "hours"),
    [
        ([pause("2022-01-29", "2022-01-29")], 48),
        ([pause("2022-01-28", "2022-01-28")], 24 + 14.5),
        ([pause("2022-01-20", "2022-01-27")], 24),
        ([pause("2022-01-30", "2022-01-31")], 24),
        ([pause("2022-01-28", "2022-01-29"), pause("2022-01-29", "2022-01-30")], 24 + 48 + 14.5),
    ],
)
def test_a_paused_day_is_left_out_of_the_hours_from_midnight_to_midnight(pauses, hours):
    start = moment("2022-01-28 09:30")

    found = due(Deadline(start, 24, "hours", tuple(pauses)), SHIPPED)

    assert found.at == start + timedelta(hours=hours)
    assert found.on == found.at.date()


def test_what_is_done_at_once_is_due_the_same_day():
    assert due(Deadline(day("2022-02-01"), 0, "at_once"), SHIPPED).on == day("2022-02-01")


def test_a_moment_starts_a_period_of_days_on_its_day():
    assert due(Deadline(moment("2022-01-28 23:59"), 5), SHIPPED).on == day("2022-02-09")


def test_a_moment_told_in_another_zone_is_taken_to_chinas_clocks():
    """16:30 in London's winter is half past midnight of the next day here."""
    told = datetime(2022, 1, 27, 16, 30, tzinfo=UTC)

    found = due(Deadline(told, 24, "hours", (pause("2022-01-29", "2022-01-29"),)), SHIPPED)

    assert due(Deadline(told, 5), SHIPPED).on == day("2022-02-09")
    assert found.at == moment("2022-01-30 00:30")


def test_the_year_end_without_a_calendar_is_refused_and_may_be_assumed():
    deadline = Deadline(day("2026-12-28"), 5)

    with pytest.raises(NoCalendar, match="2027"):
        due(deadline, SHIPPED)
    found = provisional_due(deadline, SHIPPED)

    assert (found.on, found.is_provisional, found.assumed_years) == (day("2027-01-04"), True, (2027,))
    assert not provisional_due(Deadline(day("2026-12-24"), 5), SHIPPED).is_provisional


def test_a_period_of_days_needs_a_calendar_only_for_its_end():
    assert due_on("2003-12-01", 40, "calendar") == day("2004-01-12")
    with pytest.raises(NoCalendar, match="2027"):
        due_on("2026-12-20", 20, "calendar")
    assert provisional_due(Deadline(day("2026-12-20"), 20, "calendar"), SHIPPED).assumed_years == (2027,)


def test_a_long_pause_reaches_past_the_calendar():
    with pytest.raises(NoCalendar, match="2027"):
        due_on("2026-12-01", 5, "working", pause("2026-12-02", "2027-03-01"))


def test_nobody_assumes_decades():
    with pytest.raises(BadDeadline):
        provisional_due(Deadline(day("2026-12-01"), 10_000), SHIPPED)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Deadline(day("2022-01-01"), 0),
        lambda: Deadline(day("2022-01-01"), -3, "calendar"),
        lambda: Deadline(day("2022-01-01"), 3, "weeks"),  # type: ignore[arg-type]
        lambda: Deadline(day("2022-01-01"), 3, "hours"),
        lambda: Deadline(day("2022-01-01"), 3, "at_once"),
        lambda: Deadline(day("2022-01-01"), 0, "at_once", extension=extension(1)),
        lambda: pause("2022-02-10", "2022-02-08"),
        lambda: pause("2022-02-08", "2022-02-10", kind="holiday"),
        lambda: DeadlinePause(day("2022-02-08"), None, "hearing", " "),
        lambda: extension(0),
        lambda: DeadlineExtension(5, "", "分管负责人"),
        lambda: DeadlineExtension(5, "延期告知书", ""),
    ],
)
def test_what_the_law_does_not_know_is_refused(wrong):
    with pytest.raises(BadDeadline) as refused:
        wrong()

    assert refused.value.words.zh
    assert refused.value.words.en.isascii()
