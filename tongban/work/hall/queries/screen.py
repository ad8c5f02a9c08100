"""What everybody sees on the call display: numbers called, windows, how many wait; no name of a person but masked."""

from datetime import datetime
from typing import Any

from django.utils.timezone import localdate, localtime

from tongban.work.hall.models import IN_LINE, Place, Ticket, TicketStatus

TOPIC = "halls"
"""The name of this room's topics on the live server."""
SHOWN = 8
CALLED = (TicketStatus.CALLED, TicketStatus.SERVING)


def screen_state(place: Place, *, at: datetime) -> dict[str, Any]:
    """Return what changes on the display of a place."""
    day = localdate(at)
    tickets = Ticket.objects.filter(place=place, day=day)
    called = (
        tickets.filter(status__in=CALLED).select_related("window", "applicant").order_by("-called_at")[:SHOWN]
    )
    waiting = tickets.filter(status__in=IN_LINE, back_office=None).order_by("turn_at", "pk")
    return {
        "calls": [_call(ticket) for ticket in called],
        "waiting": {"count": waiting.count(), "next": list(waiting.values_list("number", flat=True)[:SHOWN])},
    }


def _call(ticket: Ticket) -> dict[str, Any]:
    return {
        "number": ticket.number,
        "window": ticket.window.number if ticket.window else "",
        "name": ticket.applicant.shown_name if ticket.applicant else "",
        "is_calling": ticket.status == TicketStatus.CALLED,
        "call": f"{ticket.number}/{ticket.calls}",
        "at": localtime(ticket.called_at).strftime("%H:%M") if ticket.called_at else "",
    }
