"""What everybody sees on the call display: numbers called, windows, how many wait; no name of a person but masked."""

from datetime import datetime
from typing import Any

from django.utils.timezone import localdate, localtime

from tongban.work.hall.models import IN_LINE, Place, Ticket, TicketStatus
from tongban.work.hall.queries.places import groups_on
from tongban.work.hall.queries.waits import newcomers_in

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
        "waits": waits_of_newcomers(place, at=at),
    }


def waits_of_newcomers(place: Place, *, at: datetime) -> list[dict[str, Any]]:
    """Return by line how long somebody waits who takes a number now; a line that nobody calls today is left out."""
    names = dict(groups_on(place, localdate(at)).values_list("prefix", "name"))
    return [
        {
            "line": line,
            "name": names[line],
            "low": told.promise.low,
            "high": told.promise.high,
            "about": told.promise.point,
            "is_promise": bool(told.promise.rests_on),
        }
        for line, told in newcomers_in(place, at).items()
        if told.promise
    ]


def _call(ticket: Ticket) -> dict[str, Any]:
    return {
        "number": ticket.number,
        "window": ticket.window.number if ticket.window else "",
        "name": ticket.applicant.shown_name if ticket.applicant else "",
        "is_calling": ticket.status == TicketStatus.CALLED,
        "call": f"{ticket.number}/{ticket.calls}",
        "at": localtime(ticket.called_at).strftime("%H:%M") if ticket.called_at else "",
    }
