"""What people are told of their wait, from real tickets; kept, compared with what came true, learnt from again."""

from datetime import timedelta

import pytest

from tongban.ground.ledger.memo import clear_all
from tongban.work.hall.actions import service, tickets, windows
from tongban.work.hall.models import GivenPromise
from tongban.work.hall.queries.promise_quality import promise_quality
from tongban.work.hall.queries.wait_words import wait_in_words
from tongban.work.hall.queries.waits import estimate_of, estimates_in, hall_now, ticket_events, waiting_model
from tongban.work.hall.tests.cast import TUESDAY, at, fresh, opened, taken


@pytest.fixture(autouse=True)
def _nothing_known():
    clear_all()


def served(hall, hour, minute, minutes=10, group=None):
    """Take a number, call and serve it at once at window 1."""
    taken(hall, group, hour, minute)
    ticket = service.call_next(fresh(hall.one), by=hall.wang, at=at(hour, minute))
    service.serve(ticket, by=hall.wang, at=at(hour, minute))
    return service.finish(fresh(ticket), by=hall.wang, at=at(hour, minute) + timedelta(minutes=minutes))


def test_the_estimate_sees_windows_lines_and_who_is_served(hall):
    opened(hall)
    first, second = taken(hall, minute=1), taken(hall, hall.b, minute=2)
    ticket = service.call_next(fresh(hall.one), by=hall.wang, at=at(9, 3))
    service.serve(ticket, by=hall.wang, at=at(9, 4))

    now = hall_now(hall.place, at(9, 5))

    (window,) = now.windows
    assert (window.code, window.serving, window.since) == ("1", "A", 9 * 60 + 4)
    assert window.groups == {"A", "B", "window 1"}
    assert window.openings == ((545, 720), (780, 1020 + 120))
    assert [(each.code, each.group, each.since) for each in now.people] == [(second.reference, "B", 542)]
    assert first.reference == ticket.reference


def test_a_promise_is_kept_with_the_ticket_and_given_anew_to_who_waits(hall):
    opened(hall)
    taken(hall)
    service.call_next(fresh(hall.one), by=hall.wang, at=at(9))

    waits = taken(hall, minute=5)
    taken(hall, minute=15)

    told = list(GivenPromise.objects.filter(ticket=waits))
    assert [each.at for each in told] == [at(9, 5), at(9, 15)]
    assert told[0].low <= told[0].point <= told[0].high
    assert told[0].rests_on == 0


def test_nothing_is_promised_while_no_window_is_open(hall):
    ticket = taken(hall)

    told = estimate_of(ticket, at(9, 1))
    assert told.promise is None
    assert "officer" in " ".join(wait_in_words(told).reasons) or wait_in_words(told).reasons
    assert not GivenPromise.objects.exists()


def test_entries_say_line_and_window(hall):
    opened(hall)
    served(hall, 9, 0)

    events = list(ticket_events(hall.place, TUESDAY, TUESDAY))

    assert [(each.status, each.group, each.window) for each in events] == [
        ("waiting", "A", ""),
        ("called", "A", "1"),
        ("serving", "A", "1"),
        ("finished", "A", "1"),
    ]


def test_services_are_learnt_from_entries(hall):
    opened(hall)
    for minute in range(0, 60, 20):
        served(hall, 9, minute, minutes=18)

    model = waiting_model(hall.place, at(10, 5))

    assert model.experience.minutes["A"].weight == 3
    assert model.experience.mean_minutes("A") > 12


def test_who_was_sent_to_a_window_waits_for_that_window(hall):
    opened(hall)
    opened(hall, hall.two, hall.zhao)
    ticket = taken(hall)
    called = service.call_next(fresh(hall.one), by=hall.wang, at=at(9, 1))
    service.transfer(called, by=hall.wang, at=at(9, 2), window=hall.two)

    (person,) = hall_now(hall.place, at(9, 3)).people

    assert (person.code, person.group) == (ticket.reference, "window 2")
    assert estimates_in(hall.place, at(9, 3))[ticket.reference].promise


def test_a_paused_window_is_counted_on_a_little_later(hall):
    opened(hall)
    windows.pause(fresh(hall.one), by=hall.wang, at=at(9, 30))

    (window,) = hall_now(hall.place, at(9, 31)).windows

    assert window.openings[0] == (9 * 60 + 41, 720)


def test_the_quality_of_promises_counts_what_came_true(hall):
    ticket = taken(hall)
    for minute, high in ((0, 12), (3, 5)):
        GivenPromise.objects.create(
            ticket=ticket, at=at(9, minute), forecast=8.0, low=4, point=8, high=high, rests_on=100
        )
    opened(hall)
    service.call_next(fresh(hall.one), by=hall.wang, at=at(9, 10))

    rows = promise_quality(hall.place, at(12))

    first, later = rows["all"]
    assert (first.name, first.kept.number, first.kept.of, first.error, first.width) == ("first", 1, 1, 2, 8)
    assert (later.name, later.kept.number) == ("later", 0)
    assert [row.name for row in rows["lengths"]] == ["05–10"]


def test_a_number_handed_in_late_was_promised_nothing(hall):
    opened(hall)

    tickets.take(hall.a, [], source="kiosk", at=at(9), slip="C01-A-20261124-0900")

    assert not GivenPromise.objects.exists()
