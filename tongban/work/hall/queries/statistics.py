"""The kept figures of places, as they are shown: by day or month, of all of a place, a group, a half-hour, a window."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import Max, QuerySet

from tongban.ground.people.models import User
from tongban.work.hall.models import KeptFigures, Place, Ticket
from tongban.work.hall.queries.entries import appointment_ends, open_times, ticket_events
from tongban.work.hall.queries.places import visible_to
from tongban.work.hall.waiting.figures import DAY, Figures, figures

DAYS, MONTHS = r"^\d{4}-\d\d-\d\d$", r"^\d{4}-\d\d$"
"""How the name of a span is written."""


def figures_visible_to(user: User) -> QuerySet[KeptFigures]:
    """Return the figures this person may see: those of the places they see."""
    places = visible_to(user).order_by().values("pk")
    return KeptFigures.objects.filter(place__in=places).select_related("place")


def figures_of(
    rows: QuerySet[KeptFigures], span: str = DAYS, cut: str = "hall", place: Place | None = None
) -> QuerySet[KeptFigures]:
    """Return the figures of days or months, counted by one thing, of one place or all; the newest first."""
    rows = rows.filter(span__regex=span, cut=cut).order_by("-span", "place", "name")
    return rows.filter(place=place) if place else rows


def kept_figures(place: Place) -> Iterator[Figures]:
    """Yield what is kept of a place, in its order."""
    rows = KeptFigures.objects.filter(place=place).order_by("span", "cut", "name")
    for row in rows.values(*Figures.__dataclass_fields__):
        yield Figures(**row)


def as_figures(row: KeptFigures) -> Figures:
    """Return the means and shares of a kept row."""
    return Figures(**{name: getattr(row, name) for name in Figures.__dataclass_fields__})


def figures_on(user: User, day: date) -> list[KeptFigures]:
    """Return the figures of any day, today as well, worked out from the entries now: places, then their windows."""
    found = visible_to(user).filter(pk__in=Ticket.objects.filter(day=day).values("place")).order_by("code")
    return [
        KeptFigures(place=place, **{name: getattr(row, name) for name in Figures.__dataclass_fields__})
        for place in found
        for row in counted_figures(place, day, day, (DAY,))
        if row.cut in ("hall", "window")
    ]


def counted_figures(place: Place, first: date, last: date, spans: Sequence[int]) -> Iterator[Figures]:
    """Yield the figures of some days of a place by day, month or both, from the entries of these days."""
    events = list(ticket_events(place, first, last))
    hours = list(open_times(place, first, last))
    appointments = list(appointment_ends(place, first, last))
    for span in spans:
        yield from figures(events, hours, appointments, span)


def last_kept_day(place: Place) -> date | None:
    """Return the last day of which figures are kept."""
    last = KeptFigures.objects.filter(place=place, span__regex=DAYS).aggregate(last=Max("span"))["last"]
    return date.fromisoformat(last) if last else None
