"""Statistics come from entries only; worked out anew, in whatever order, they are the same bytes."""

from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from tongban.work.hall.waiting.figures import MONTH, AppointmentEnd, OpenTime, as_bytes, figures
from tongban.work.hall.waiting.stretches import TicketEvent

CHINA = ZoneInfo("Asia/Shanghai")
NINE = datetime(2022, 3, 1, 9, tzinfo=CHINA)


def ticket(code, *steps, group="tax"):
    """Return a ticket's entries from (status, minute[, window])."""
    return [
        TicketEvent(code, number, step[0], NINE + timedelta(minutes=step[1]), group, *step[2:])
        for number, step in enumerate(steps)
    ]


SERVED = ticket("A", ("waiting", 0), ("called", 10, "1"), ("serving", 11, "1"), ("finished", 21, "1"))
HANDED_ON = ticket(
    "B", ("waiting", 5), ("called", 25, "1"), ("called", 26, "1"), ("serving", 27, "1"), ("on_hold", 30, "1"),
    ("serving", 40, "1"), ("transferred", 42), ("called", 52, "2"), ("serving", 52, "2"), ("finished", 60, "2"),
)  # fmt: skip
GONE = ticket("C", ("waiting", 31), ("left", 61), group="house")
MISSED = ticket("D", ("waiting", 32), ("called", 40, "1"), ("missed", 43, "1"))
EVENTS = [*SERVED, *HANDED_ON, *GONE, *MISSED]
OPEN = [OpenTime("1", NINE, NINE + timedelta(hours=1)), OpenTime("2", NINE, NINE + timedelta(minutes=30))]


def row(cut, name=""):
    return next(each for each in figures(EVENTS, OPEN) if (each.cut, each.name) == (cut, name))


def test_the_hall_counts_tickets_waits_and_services():
    hall = row("hall")

    assert (hall.tickets, hall.served, hall.left) == (4, 2, 1)
    assert (hall.waiting_seconds, hall.waiting_p90) == ((10 + 20 + 10) * 60, 30 * 60)
    assert (hall.service_seconds, hall.service_p90) == ((10 + 13) * 60, 13 * 60)
    assert (hall.mean_waiting, hall.abandonment, hall.load) == (20 * 60, 0.25, 23 / 90)


def test_groups_half_hours_and_windows_have_their_own():
    assert row("group", "house").abandonment == 1
    assert row("group", "house").mean_waiting is None
    assert (row("half_hour", "09:00").tickets, row("half_hour", "09:30").tickets) == (2, 2)
    assert (row("window", "1").served, row("window", "1").service_seconds) == (2, 15 * 60)
    assert row("window", "2").load == 8 / 30


def test_dropped_and_worked_out_anew_they_are_the_same_bytes():
    shuffled = Random(1).sample(EVENTS, len(EVENTS))

    assert as_bytes(figures(shuffled, reversed(OPEN))) == as_bytes(figures(EVENTS, OPEN))


def test_one_more_entry_changes_the_bytes():
    assert as_bytes(figures(EVENTS)) != as_bytes(figures([*EVENTS, *ticket("E", ("waiting", 1))]))


def test_a_month_is_counted_from_its_entries_not_from_its_days():
    later = [
        event._replace(ticket=f"{event.ticket}2", at=event.at + timedelta(days=1)) for event in HANDED_ON
    ]

    (hall,) = [row for row in figures([*EVENTS, *later], OPEN, span=MONTH) if row.cut == "hall"]

    assert (hall.span, hall.tickets, hall.served, hall.waiting_p90) == ("2022-03", 5, 3, 30 * 60)


def test_appointments_count_for_the_hall_and_their_group():
    ends = [AppointmentEnd(NINE.date(), "tax", is_kept) for is_kept in (True, True, False)]

    rows = {(row.cut, row.name): row.kept_share for row in figures((), (), ends)}

    assert rows == {("group", "tax"): 2 / 3, ("hall", ""): 2 / 3}
