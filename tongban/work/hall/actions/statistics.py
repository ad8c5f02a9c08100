"""Keeping the figures of days that are over, and working them out anew from the entries: the same bytes come out."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Min
from django.utils.timezone import localdate

from tongban.ground.ledger import record
from tongban.ground.people.models import User
from tongban.work.hall.models import KeptFigures, Place, Ticket
from tongban.work.hall.queries.statistics import counted_figures, kept_figures, last_kept_day
from tongban.work.hall.states import HALL
from tongban.work.hall.waiting.figures import DAY, MONTH, Figures, as_bytes

MAY_STILL_CHANGE = timedelta(days=2)
"""Entries of a day may come so late: numbers of a machine that was cut off, visits that end by themselves."""


def keep_figures(*, at: datetime) -> int:
    """Work out the figures of days that are over and not kept yet, or may have changed; return of how many places."""
    yesterday = localdate(at) - timedelta(days=1)
    counted = Ticket.objects.filter(day__lte=yesterday).order_by().values("place").annotate(first=Min("day"))
    firsts = {row["place"]: row["first"] for row in counted}
    for place in Place.objects.filter(pk__in=firsts):
        kept = last_kept_day(place)
        _keep(place, kept - MAY_STILL_CHANGE if kept else firsts[place.pk], yesterday)
    return len(firsts)


@transaction.atomic
def rebuild_figures(place: Place, *, by: User, at: datetime) -> tuple[str, str]:
    """Drop all figures of a place and work them out anew; return their digests before and after."""
    if not by.may("hall.manage"):
        raise PermissionDenied
    before = digest_of(place)
    KeptFigures.objects.filter(place=place).delete()
    first = Ticket.objects.filter(place=place).aggregate(first=Min("day"))["first"]
    if first is not None:
        _keep(place, first, localdate(at) - timedelta(days=1))
    after = digest_of(place)
    said = {"before": before, "after": after}
    record(place.reference, "rebuild_figures", by=by, at=at, basis=HALL, payload=said)
    return before, after


def digest_of(place: Place) -> str:
    """Return the digest of the figures that are kept of a place."""
    return sha256(as_bytes(kept_figures(place))).hexdigest()


def _keep(place: Place, first: date, last: date) -> None:
    """Keep the figures of whole months, up to a day."""
    for month, ends in _months(first, last):
        _replace(place, f"{month:%Y-%m}", list(counted_figures(place, month, ends, (DAY, MONTH))))


def _months(first: date, last: date) -> Iterator[tuple[date, date]]:
    """Yield the first day of each month and its last, no later than the last day of all."""
    month = first.replace(day=1)
    while month <= last:
        following = (month + timedelta(days=31)).replace(day=1)
        yield month, min(last, following - timedelta(days=1))
        month = following


@transaction.atomic
def _replace(place: Place, month: str, rows: list[Figures]) -> None:
    KeptFigures.objects.filter(place=place, span__startswith=month).delete()
    KeptFigures.objects.bulk_create(
        KeptFigures(place=place, **{name: getattr(row, name) for name in Figures.__dataclass_fields__})
        for row in rows
    )
