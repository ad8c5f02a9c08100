"""The hall at one look: windows with whom they serve, lines with how long the first has waited."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, Q
from django.utils.timezone import localdate

from tongban.work.hall.models import IN_LINE, Place, ServiceGroup, Ticket, TicketStatus, Window
from tongban.work.hall.models.tickets import AT_A_WINDOW
from tongban.work.hall.queries.places import groups_on, windows_of


@dataclass(frozen=True, slots=True)
class WindowRow:
    """A window and who is before it."""

    window: Window
    ticket: Ticket | None


@dataclass(frozen=True, slots=True)
class QueueLine:
    """A line: who waits, since when the first, what became of the rest of the day."""

    group: ServiceGroup
    waiting: int
    longest_minutes: int | None
    served: int
    left: int


@dataclass(frozen=True, slots=True)
class HallBoard:
    """A place now."""

    windows: Sequence[WindowRow]
    lines: Sequence[QueueLine]
    waiting: int
    open_windows: int
    finished: int
    in_back_office: int


def board_of(place: Place, at: datetime) -> HallBoard:
    """Return how a place stands."""
    day = localdate(at)
    tickets = Ticket.objects.filter(place=place, day=day)
    there = {each.window_id: each for each in tickets.filter(status__in=AT_A_WINDOW)}
    windows = [WindowRow(window, there.get(window.pk)) for window in windows_of(place, day)]
    lines = _lines(place, at)
    return HallBoard(
        windows,
        lines,
        sum(line.waiting for line in lines),
        sum(row.window.status == "open" for row in windows),
        tickets.filter(status=TicketStatus.FINISHED).count(),
        tickets.filter(status=TicketStatus.TRANSFERRED, back_office__isnull=False).count(),
    )


def _lines(place: Place, at: datetime) -> list[QueueLine]:
    day = localdate(at)
    waits = Q(status__in=IN_LINE, back_office=None)
    found = Ticket.objects.filter(place=place, day=day).order_by().values("group")
    counted = {
        row["group"]: row
        for row in found.annotate(
            waiting=Count("pk", filter=waits),
            first=Min("waits_since", filter=waits),
            served=Count("pk", filter=Q(status=TicketStatus.FINISHED)),
            left=Count("pk", filter=Q(status=TicketStatus.LEFT)),
        )
    }
    empty: Mapping[str, Any] = {"waiting": 0, "first": None, "served": 0, "left": 0}
    rows = [(group, counted.get(group.pk, empty)) for group in groups_on(place, day)]
    return [
        QueueLine(
            group,
            row["waiting"],
            int((at - row["first"]).total_seconds() // 60) if row["first"] else None,
            row["served"],
            row["left"],
        )
        for group, row in rows
    ]
