"""What moves make of tickets, appointments and windows: values that the actions save and the bulk load copies."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

from tongban.ground.clock.moments import day_of
from tongban.ground.matters.effects import Effect
from tongban.ground.matters.rows import new_row
from tongban.work.hall.models import Appointment, Errand, ServiceGroup, Slot, Ticket, Window, WindowPeriod
from tongban.work.hall.numbers import shown_number


def new_ticket(
    group: ServiceGroup, slip: str, *, reference: str, code: str, at: datetime, turn_at: datetime, **said: Any
) -> Ticket:
    """Return a ticket before its first move; ``said``: how it was taken, by whom, with which priority."""
    return new_row(
        Ticket,
        reference=reference,
        slip=slip,
        number=shown_number(group.prefix, slip),
        place=group.place,
        day=day_of(at),
        group=group,
        code=code,
        taken_at=at,
        waits_since=at,
        turn_at=turn_at,
        **said,
    )


def take(ticket: Ticket) -> Effect:
    """A number is taken."""
    return Effect(payload={"number": ticket.number})


def call(ticket: Ticket, window: Window, *, by: Any, at: datetime) -> Effect:
    """Somebody is called to a window."""
    facts = {
        "window": window,
        "officer_id": by.pk,
        "calls": 1,
        "called_at": at,
        "first_called_at": ticket.first_called_at or at,
    }
    return Effect(facts, payload={"window": window.number, "line": ticket.group.prefix})


def recall(ticket: Ticket, *, at: datetime) -> Effect:
    """Somebody is called again."""
    return Effect({"calls": ticket.calls + 1, "called_at": at})


def skip(*, at: datetime) -> Effect:
    """Somebody who did not come is skipped."""
    return Effect({"called_at": at})


def serve(ticket: Ticket, *, by: Any, at: datetime) -> Effect:
    """Service begins."""
    return Effect({"served_at": ticket.served_at or at, "officer_id": by.pk})


def finish(errands: Sequence[Errand], undone: Sequence[Errand] = (), *, at: datetime) -> Effect:
    """The visit is finished: what was done, and what was not."""
    said = {"done": len(errands) - len(undone), "undone": len(undone)}
    changes = [(each, {"is_done": each not in undone}) for each in errands]
    return Effect({"over_at": at}, changes=changes, payload=said)


def leave(*, at: datetime, note: str = "") -> Effect:
    """Somebody leaves."""
    return Effect({"over_at": at}, note=note)


def new_appointment(
    group: ServiceGroup, slot: Slot | None, *, reference: str, code: str, at: datetime, **said: Any
) -> Appointment:
    """Return an appointment before its first move."""
    return new_row(
        Appointment,
        reference=reference,
        place=group.place,
        group=group,
        slot=slot,
        code=code,
        booked_at=at,
        **said,
    )


def book(slot: Slot) -> Effect:
    """A time is booked."""
    return Effect(payload={"begins_at": slot.begins_at.isoformat()})


def set_up(kind: str, groups: Sequence[ServiceGroup]) -> Effect:
    """A window is set up."""
    return Effect(payload={"kind": kind, "groups": [str(each) for each in groups]})


def open_window(window: Window, *, by: Any, at: datetime) -> Effect:
    """An officer sits down at a window."""
    return Effect({"officer_id": by.pk}, rows=[_period(window, by, at)])


def close_window(periods: Sequence[WindowPeriod], *, at: datetime) -> Effect:
    """The officer leaves the window; what runs there ends."""
    changes: Sequence[tuple[Any, Mapping[str, Any]]] = [(each, {"ended_at": at}) for each in periods]
    return Effect(MappingProxyType({"officer_id": None}), changes=changes)


def _period(window: Window, by: Any, at: datetime) -> WindowPeriod:
    return new_row(WindowPeriod, window_id=window.pk, officer_id=by.pk, is_paused=False, began_at=at)
