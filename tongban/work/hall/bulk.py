"""Visits by the ten thousand, each with its whole course: the same rows and entries as the windows' acts.

Left out on purpose: promises of waiting time, which only a living hall gives, and invitations to rate, which are counted
with the cases.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any, NamedTuple

from tongban.ground.matters.bulk import BulkLoader, BulkMatter
from tongban.ground.matters.effects import Effect
from tongban.ground.matters.rows import new_row
from tongban.work.hall import effects
from tongban.work.hall.models import (
    Appointment,
    Errand,
    Place,
    ServiceGroup,
    Slot,
    Ticket,
    Window,
    WindowPeriod,
)
from tongban.work.hall.states import APPOINTMENT_CHART, TICKET_CHART, WINDOW_CHART

MODELS = (Window, WindowPeriod, Appointment, Ticket, Errand)
"""In this order a BulkLoader copies them."""
NOTHING_SAID: Mapping[str, Any] = {}


class HallMove(NamedTuple):
    """A move of a course: what, by whom (None: the system), and when."""

    name: str
    by: Any
    at: datetime


class Visit(NamedTuple):
    """A visit from the number to the leaving, at one window; without moves it was only taken."""

    group: ServiceGroup
    reference: str
    slip: str
    code: str
    at: datetime
    turn_at: datetime
    source: str
    item: int | None
    window: Window | None
    moves: Sequence[HallMove]
    said: Mapping[str, Any] = NOTHING_SAID
    case: tuple[str, list[str]] | None = None
    """The case it was for, and what that lacked when the number was taken."""


class Booked(NamedTuple):
    """An appointment and what became of it."""

    slot: Slot
    reference: str
    code: str
    day: date
    at: datetime
    by: Any
    moves: Sequence[HallMove]
    said: Mapping[str, Any] = NOTHING_SAID


def load_visit(loader: BulkLoader, visit: Visit) -> Ticket:
    """Lead a visit through its course in memory and hand it to the load; refused where the chart stands against it."""
    ticket = effects.new_ticket(
        visit.group,
        visit.slip,
        reference=visit.reference,
        code=visit.code,
        at=visit.at,
        turn_at=visit.turn_at,
        source=visit.source,
        is_example=True,
        **visit.said,
    )
    ticket.pk = loader.next_key(Ticket)
    led = BulkMatter(loader, ticket, TICKET_CHART)
    led.take("take", lambda: effects.take(ticket), by=None, at=visit.at)
    reference, missing = visit.case or ("", [])
    errand = new_row(
        Errand, ticket_id=ticket.pk, item_id=visit.item, case_reference=reference, missing=missing
    )
    led.add_row(errand)
    for move in visit.moves:
        work_out = partial(_effect, ticket, errand, visit.window, move)
        led.take(move.name, work_out, by=move.by, at=move.at)
    led.finish()
    return ticket


def _effect(ticket: Ticket, errand: Errand, window: Window | None, move: HallMove) -> Effect:
    if move.name == "call" and window is not None:
        return effects.call(ticket, window, by=move.by, at=move.at)
    if move.name == "recall":
        return effects.recall(ticket, at=move.at)
    if move.name == "skip":
        return effects.skip(at=move.at)
    if move.name == "serve":
        return effects.serve(ticket, by=move.by, at=move.at)
    if move.name == "finish":
        return effects.finish([errand], at=move.at)
    return effects.leave(at=move.at)


def load_appointment(loader: BulkLoader, booked: Booked) -> Appointment:
    """Lead an appointment to its end; the trigger of its slot counts it as any other."""
    row = effects.new_appointment(
        booked.slot.group,
        booked.slot,
        reference=booked.reference,
        code=booked.code,
        at=booked.at,
        day=booked.day,
        is_example=True,
        **booked.said,
    )
    row.pk = loader.next_key(Appointment)
    led = BulkMatter(loader, row, APPOINTMENT_CHART)
    move = "note" if booked.by.may("hall.serve") else "book"
    led.take(move, lambda: effects.book(booked.slot), by=booked.by, at=booked.at)
    for made in booked.moves:
        led.take(made.name, Effect, by=made.by, at=made.at)
    led.finish()
    return row


def load_window(
    loader: BulkLoader,
    place: Place,
    number: str,
    moves: Sequence[HallMove],
    *,
    by: Any,
    at: datetime,
    until: date,
) -> Window:
    """Set a comprehensive window up and lead it through its days, each opened and closed."""
    kind = Window.Kind.COMPREHENSIVE
    said: dict[str, Any] = {"reference": f"WINDOW-{place.code}-{number}", "place": place, "number": number}
    window = new_row(Window, kind=kind, until=until, **said)
    window.pk = loader.next_key(Window)
    led = BulkMatter(loader, window, WINDOW_CHART)
    led.take("set_up", lambda: effects.set_up(kind, []), by=by, at=at)
    for made in moves:
        led.take(made.name, partial(_of_window, led, made), by=made.by, at=made.at)
    led.finish()
    return window


def _of_window(led: BulkMatter, move: HallMove) -> Effect:
    if move.name == "open":
        return effects.open_window(led.matter, by=move.by, at=move.at)
    running = [row for row in led.rows[-1:] if row.ended_at is None]
    return effects.close_window(running, at=move.at)
