"""The charts walked: every status, every move, everybody. What is not declared is refused and changes nothing."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from tongban.ground.ledger import SYSTEM, Refused
from tongban.ground.ledger.models import Entry
from tongban.work.hall.actions import appointments, service, tickets, windows
from tongban.work.hall.models import (
    Appointment,
    AppointmentStatus,
    Ticket,
    TicketStatus,
    WindowPeriod,
    WindowStatus,
)
from tongban.work.hall.states import APPOINTMENT_CHART, TICKET_CHART, WINDOW_CHART
from tongban.work.hall.tests import cast
from tongban.work.hall.tests.cast import at, fresh

LATER = at(9, 40)
CAST = ("wang", "zhao", "sun", "head", "outsider", "lisi")


def recalled_out(ticket, by):
    """Skip a number that was called as often as set."""
    while fresh(ticket).status == "called" and fresh(ticket).calls < 3:
        service.recall(ticket, by=by, at=LATER)
    return service.skip(ticket, by=by, at=LATER)


def end_waiting(wanted, by):
    return appointments._end("lapse", wanted, LATER) and fresh(wanted)


TICKET_CALLS = {
    "call": lambda o, it, by: service.call(it, window_of(o, by), by=by, at=LATER),
    "recall": lambda o, it, by: service.recall(it, by=by, at=LATER),
    "skip": lambda o, it, by: recalled_out(it, by),
    "let_back": lambda o, it, by: tickets.let_back(it, by=by, at=LATER),
    "serve": lambda o, it, by: service.serve(it, by=by, at=LATER),
    "hold": lambda o, it, by: service.hold(it, by=by, at=LATER),
    "resume": lambda o, it, by: service.resume(it, by=by, at=LATER),
    "transfer": lambda o, it, by: service.transfer(it, by=by, at=LATER, back_office=o.other),
    "send_back": lambda o, it, by: tickets.send_back(it, by=by, at=LATER),
    "release": lambda o, it, by: service.release(it, by=by, at=LATER),
    "finish": lambda o, it, by: service.finish(it, by=by, at=LATER),
    "note_left": lambda o, it, by: tickets.leave(it, by=by, at=LATER),
    "leave": lambda o, it, by: tickets.leave(it, at=LATER),
}
TICKET_WAY = {
    "waiting": (),
    "called": ("call",),
    "serving": ("call", "serve"),
    "on_hold": ("call", "serve", "hold"),
    "missed": ("call", "skip"),
    "transferred": ("call", "serve", "transfer"),
    "finished": ("call", "serve", "finish"),
    "left": ("leave",),
}
BEGINS_A_TICKET = {"take", "hand_out"}
OF_THE_WINDOW = {"recall", "skip", "serve", "hold", "resume", "transfer", "release", "finish"}


def window_of(o, by):
    return {"wang": o.one, "zhao": o.two}.get(by.username, o.one)


def snapshot(row):
    counts = [model.objects.count() for model in (Ticket, Appointment, Entry, WindowPeriod)]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {row._meta.db_table} WHERE id = %s", [row.pk])  # noqa: S608
        return cursor.fetchone(), counts


def outcome(act, hall, row, person):
    """Return the status a move leads to, or None when it was refused; nothing stays."""
    before = snapshot(row)
    with transaction.atomic():
        try:
            made = act(hall, fresh(row), person)
        except (Refused, PermissionDenied):
            assert snapshot(row) == before
            return None
        transaction.set_rollback(True)
        return made.status if made else None


def walked(chart, calls, beginning, hall, row, is_right):
    """Return what the chart declares of each move and person, and what came of it."""
    declared, made = {}, {}
    for name, move in chart.moves.items():
        if name in beginning:
            continue
        people = {"system": None} if move.permission == SYSTEM else {who: getattr(hall, who) for who in CAST}
        for who, person in people.items():
            right = person is None or (person.may(move.permission) and is_right(name, who, row))
            declared[name, who] = str(move.to) if right and row.status in move.from_ else None
            made[name, who] = outcome(calls[name], hall, row, person)
    return declared, made


@pytest.fixture
def hall(hall):
    hall.li = cast.citizen()
    hall.lisi = hall.li.account
    cast.opened(hall, hall.one, hall.wang)
    cast.opened(hall, hall.two, hall.zhao)
    return hall


@pytest.mark.parametrize("status", TICKET_WAY)
@pytest.mark.law("gbt-36112")
def test_at_every_status_of_a_ticket_everybody_makes_their_moves_and_no_others(hall, status):
    ticket = cast.taken(hall)
    for name in TICKET_WAY[status]:
        TICKET_CALLS[name](hall, fresh(ticket), hall.wang)
    ticket = fresh(ticket)
    assert ticket.status == status

    def is_right(name, who, row):
        if name == "call":
            return who in ("wang", "zhao") and row.back_office_id is None
        if name == "send_back":
            return who == "sun"
        return name not in OF_THE_WINDOW or who in ("wang", "head")

    declared, made = walked(TICKET_CHART, TICKET_CALLS, BEGINS_A_TICKET, hall, ticket, is_right)

    assert made == declared


APPOINTMENT_CALLS = {
    "fill": lambda o, it, by: filled(o, it),
    "change": lambda o, it, by: appointments.change(it, cast.slot_at(o, 15), by=by, at=at(8)),
    "cancel": lambda o, it, by: appointments.cancel(it, by=by, at=at(8)),
    "call_off": lambda o, it, by: appointments.call_off(it, by=by, at=at(8), reason="系统升级"),
    "lapse": lambda o, it, by: end_waiting(it, by),
    "arrive": lambda o, it, by: appointments.arrive(it, at=at(14)) and fresh(it),
    "miss": lambda o, it, by: appointments._end("miss", it, at(16)) and fresh(it),
}
BEGINS_AN_APPOINTMENT = {"book", "note", "join"}


def filled(o, wanted):
    """Free a place for whoever waits."""
    appointments._fill(cast.slot_at(o, 16), at(8))
    found = fresh(wanted)
    if found.status != "booked" or wanted.status == "booked":
        raise Refused("nothing was filled")
    return found


def brought_to(hall, status):
    if status == "listed":
        booked = appointments._new(hall.li, hall.a, cast.TUESDAY, at(8), None, "", False, False)
        with transaction.atomic():
            APPOINTMENT_CHART.make("join", booked, by=hall.lisi, at=at(8))
            booked.save(force_insert=True)
        return booked
    booked = appointments.book(cast.slot_at(hall, 14), hall.li, by=hall.lisi, at=at(8))
    if status == "arrived":
        appointments.arrive(booked, at=at(14))
    elif status == "no_show":
        appointments.note_missed(at=at(16))
    elif status == "cancelled":
        appointments.cancel(booked, by=hall.lisi, at=at(8))
    return fresh(booked)


@pytest.mark.parametrize("status", AppointmentStatus.values)
def test_at_every_status_of_an_appointment_everybody_makes_their_moves_and_no_others(hall, status):
    cast.planned(hall)
    booked = brought_to(hall, status)
    assert booked.status == status

    def is_right(name, who, row):
        return who == "lisi" or name == "call_off"

    declared, made = walked(
        APPOINTMENT_CHART, APPOINTMENT_CALLS, BEGINS_AN_APPOINTMENT, hall, booked, is_right
    )

    assert made == declared


WINDOW_CALLS = {
    "open": lambda o, it, by: windows.open_window(it, by=by, at=LATER),
    "pause": lambda o, it, by: windows.pause(it, by=by, at=LATER),
    "resume": lambda o, it, by: windows.resume(it, by=by, at=LATER),
    "close": lambda o, it, by: windows.close_window(it, by=by, at=LATER),
    "end_day": lambda o, it, by: windows._end_day(it.pk, LATER) and fresh(it),
}


@pytest.mark.parametrize("status", WindowStatus.values)
def test_at_every_status_of_a_window_everybody_makes_their_moves_and_no_others(hall, status):
    windows.close_window(hall.two, by=hall.zhao, at=at(9, 10))
    for name in {"closed": ("close",), "paused": ("pause",), "open": ()}[status]:
        WINDOW_CALLS[name](hall, hall.one, hall.wang)
    window = fresh(hall.one)

    def is_right(name, who, row):
        return row.status == "closed" or who in ("wang", "head")

    declared, made = walked(WINDOW_CHART, WINDOW_CALLS, {"set_up"}, hall, window, is_right)

    assert window.status == status
    assert made == declared


def test_every_move_of_the_charts_is_walked():
    assert set(TICKET_CALLS) | BEGINS_A_TICKET == set(TICKET_CHART.moves)
    assert set(TICKET_WAY) == set(TicketStatus.values) == set(TICKET_CHART.states) - {""}
    assert set(APPOINTMENT_CALLS) | BEGINS_AN_APPOINTMENT == set(APPOINTMENT_CHART.moves)
    assert set(AppointmentStatus.values) == set(APPOINTMENT_CHART.states) - {""}
    assert set(WINDOW_CALLS) | {"set_up"} == set(WINDOW_CHART.moves)
