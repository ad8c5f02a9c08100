"""A visit, an appointment and a window's day, done act by act and loaded in bulk, leave the same rows and entries."""

from datetime import timedelta

import pytest

from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.verification import verify
from tongban.ground.matters.bulk import BulkLoader
from tongban.ground.people.actors import Actor
from tongban.work.hall.actions import appointments, service, tickets, windows
from tongban.work.hall.actions.tickets import Wish
from tongban.work.hall.bulk import (
    MODELS,
    Booked,
    HallMove,
    Visit,
    load_appointment,
    load_visit,
    load_window,
)
from tongban.work.hall.models import Appointment, Errand, Slot, Ticket, Window, WindowPeriod
from tongban.work.hall.tests import cast
from tongban.work.hall.tests.cast import TUESDAY, at, fresh, slot_at

pytestmark = pytest.mark.django_db
OWN = {"id", "reference", "slip", "number", "code", "ticket_id", "window_id", "is_example", "slot_id"}


def actor(user, *roles):
    """Return somebody as a load knows them."""
    return Actor(user.pk, str(user), roles)


def told(subject):
    """Return the chain of a matter without what only it has."""
    rows = Entry.objects.filter(subject=subject).order_by("number")
    names = ("move", "kind", "by_id", "by_role", "at", "basis", "before", "after", "note")
    return [tuple(getattr(row, name) for name in names) for row in rows]


def values(row):
    return {name: value for name, value in vars(row).items() if name not in OWN and not name.startswith("_")}


def loaded(load, *given, **more):
    loader = BulkLoader(*MODELS)
    row = load(loader, *given, **more)
    loader.load()
    return fresh(row)


def served(hall, item):
    """Let somebody be called twice, served and done with by the acts of a window."""
    ticket = tickets.take(hall.a, [Wish(item)], source="kiosk", at=at(9, 5))
    service.call_next(hall.one, by=hall.wang, at=at(9, 6))
    for minute, act in ((7, service.recall), (8, service.serve), (15, service.finish)):
        act(fresh(ticket), by=hall.wang, at=at(9, minute))
    return fresh(ticket)


def test_a_visit_is_the_same_either_way(hall):
    wang = actor(hall.wang, "window_clerk")
    item = cast.item(hall)
    cast.opened(hall)
    by_act = served(hall, item)
    moves = [
        HallMove(name, wang, at(9, minute))
        for name, minute in (("call", 6), ("recall", 7), ("serve", 8), ("finish", 15))
    ]
    visit = Visit(
        hall.a,
        "TICKET-2026-900001",
        "X-2026-901",
        "C" * 16,
        at(9, 5),
        by_act.turn_at,
        "kiosk",
        item.pk,
        hall.one,
        moves,
    )

    in_bulk = loaded(load_visit, visit)

    assert told(in_bulk.reference) == told(by_act.reference)
    assert values(in_bulk) == values(by_act)
    first, second = (values(Errand.objects.get(ticket=each)) for each in (in_bulk, by_act))
    assert first == second
    assert verify().is_whole


def test_who_does_not_come_is_skipped_and_leaves_the_same_either_way(hall):
    wang = actor(hall.wang, "window_clerk")
    cast.opened(hall)
    by_act = cast.taken(hall, minute=5)
    service.call_next(hall.one, by=hall.wang, at=at(9, 6))
    for minute, act in ((7, service.recall), (8, service.recall), (9, service.skip)):
        act(fresh(by_act), by=hall.wang, at=at(9, minute))
    tickets.leave(fresh(by_act), at=at(20))
    names = (("call", 6), ("recall", 7), ("recall", 8), ("skip", 9))
    moves = [HallMove(name, wang, at(9, minute)) for name, minute in names]
    moves.append(HallMove("leave", None, at(20)))
    turn = fresh(by_act).turn_at
    visit = Visit(
        hall.a, "TICKET-2026-900001", "X-2026-901", "C" * 16, at(9, 5), turn, "kiosk", None, hall.one, moves
    )

    in_bulk = loaded(load_visit, visit)

    assert told(in_bulk.reference) == told(by_act.reference)
    assert values(in_bulk) == values(fresh(by_act))


def test_an_appointment_is_the_same_either_way_and_counted_by_its_slot(hall):
    wang = actor(hall.wang, "window_clerk")
    cast.planned(hall)
    slot, other, li = slot_at(hall, 10), slot_at(hall, 11), cast.citizen()
    by_act = appointments.book(slot, li, by=hall.wang, at=at(8))
    appointments.note_missed(at=at(11))
    said = {"applicant_id": li.pk}
    missed = [HallMove("miss", None, at(11))]

    in_bulk = loaded(
        load_appointment, Booked(other, "APPT-2026-900001", "C" * 16, TUESDAY, at(8), wang, missed, said)
    )

    assert told(in_bulk.reference) == told(by_act.reference)
    assert values(in_bulk) == values(Appointment.objects.get(pk=by_act.pk))
    assert Slot.objects.get(pk=other.pk).taken == 1


def test_a_day_of_a_window_is_the_same_either_way(hall):
    wang = actor(hall.wang, "window_clerk")
    cast.opened(hall, hall.one, hall.wang)
    windows.close_window(fresh(hall.one), by=hall.wang, at=at(17))
    began, ended = at(9), at(17)
    moves = [HallMove("open", wang, began), HallMove("close", wang, ended)]

    in_bulk = loaded(
        load_window,
        hall.place,
        "9",
        moves,
        by=actor(hall.head, "hall_head"),
        at=at(8),
        until=TUESDAY + timedelta(days=1),
    )

    assert told(in_bulk.reference) == told(hall.one.reference)
    assert isinstance(in_bulk, Window)
    periods = [values(WindowPeriod.objects.get(window=each)) for each in (in_bulk, hall.one)]
    assert periods[0] == periods[1]
    assert not Ticket.objects.exists()
