"""Places at which somebody waits longer than they were told: by the last promise that their ticket was given."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import OuterRef, Subquery
from django.utils.timezone import localdate

from tongban.work.hall.models import IN_LINE, GivenPromise, Place, Ticket


@dataclass(frozen=True, slots=True)
class OverrunPlace:
    """A place now: how many wait, how many of them longer than they were told, and by how many minutes at most."""

    place: Place
    waiting: int
    over: int
    longest_minutes: int


def overrun_places(at: datetime) -> list[OverrunPlace]:
    """Return the places where a promise of waiting is broken at this moment, the longest overrun first."""
    by_place: defaultdict[Place, list[timedelta]] = defaultdict(list)
    for ticket, told_at, high in _in_line(at):
        over = timedelta(0) if told_at is None else at - told_at - timedelta(minutes=high or 0)
        by_place[ticket.place].append(over)
    found = [
        OverrunPlace(place, len(waits), sum(wait > timedelta(0) for wait in waits), _minutes(max(waits)))
        for place, waits in by_place.items()
    ]
    return sorted((row for row in found if row.over), key=lambda row: -row.longest_minutes)


def _in_line(at: datetime) -> Iterator[tuple[Ticket, datetime | None, int | None]]:
    """Yield who waits now, with when they were told last and how many minutes at most."""
    last = GivenPromise.objects.filter(ticket=OuterRef("pk")).order_by("-at")
    told = {"told_at": Subquery(last.values("at")[:1]), "told_high": Subquery(last.values("high")[:1])}
    waiting = Ticket.objects.filter(day=localdate(at), status__in=IN_LINE, back_office=None)
    for ticket in waiting.select_related("place").annotate(**told):
        yield ticket, getattr(ticket, "told_at", None), getattr(ticket, "told_high", None)


def _minutes(length: timedelta) -> int:
    return int(length.total_seconds() // 60)
