"""Ticket machines without a connection: numbers set aside for them, and what they handed out meanwhile."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger import Refused
from tongban.ground.ledger.models import Entry
from tongban.work.hall.actions.tickets import Wish, take
from tongban.work.hall.models import Kiosk, Priority, ServiceGroup, Source, Ticket
from tongban.work.hall.numbers import slips_of
from tongban.work.hall.queries.places import groups_on

BLOCK = 10
REASON = "set aside for the ticket machine %s"
OLDEST = timedelta(hours=12)
FAST_CLOCK = timedelta(minutes=10)
"""So much the clock of a machine may be ahead; what it then says is taken as now."""


@dataclass(frozen=True, slots=True)
class OfflineSlip:
    """A number that a machine handed out by itself."""

    group: int
    slip: str
    taken_at: datetime
    has_priority: bool = False


@dataclass(frozen=True, slots=True)
class HandedIn:
    """How many numbers were taken in now, and which cannot be."""

    taken: int
    refused: tuple[str, ...]


@transaction.atomic
def reserve(kiosk: Kiosk, group: ServiceGroup, *, at: datetime) -> list[str]:
    """Set numbers of today aside for a machine; nobody else is given them, and the ledger says whose they are."""
    day = localdate(at)
    series = slips_of(kiosk.place.code, group.prefix, day)
    first = series.reserve(day.year, BLOCK, reason=REASON % kiosk.name, at=at)
    return [series.write(day.year, first + place) for place in range(BLOCK)]


def hand_in(kiosk: Kiosk, slips: Sequence[OfflineSlip], *, at: datetime) -> HandedIn:
    """Take in what a machine handed out while it was cut off; what was taken in before is passed over.

    A slip that cannot be taken in keeps none of the others back.
    """
    groups = {group.pk: group for group in groups_on(kiosk.place, localdate(at))}
    taken, refused = 0, []
    for each in slips:
        try:
            taken += _take_in(kiosk, groups.get(each.group), each, at)
        except Refused:
            refused.append(each.slip)
    return HandedIn(taken, tuple(refused))


@transaction.atomic
def _take_in(kiosk: Kiosk, group: ServiceGroup | None, each: OfflineSlip, at: datetime) -> int:
    if (
        group is None
        or not at - OLDEST <= each.taken_at <= at + FAST_CLOCK
        or not _is_set_aside(kiosk, group, each)
    ):
        raise Refused(_("This number was not set aside for this machine."))
    if Ticket.objects.filter(slip=each.slip).exists():
        return 0
    priority = Priority.OTHER if each.has_priority else Priority.NONE
    taken_at = min(each.taken_at, at)
    take(group, [Wish()], source=Source.KIOSK, at=taken_at, priority=priority, slip=each.slip)
    return 1


def _is_set_aside(kiosk: Kiosk, group: ServiceGroup, each: OfflineSlip) -> bool:
    day = localdate(each.taken_at)
    series = slips_of(kiosk.place.code, group.prefix, day)
    head, _dash, place = each.slip.rpartition("-")
    if f"{head}-" != series.head(day.year) or not place.isdecimal():
        return False
    entries = Entry.objects.filter(subject=series.subject(day.year), move="reserve", note=REASON % kiosk.name)
    return any(
        entry.payload["first"] <= int(place) < entry.payload["first"] + entry.payload["count"]
        for entry in entries
    )
