"""Places with their hours, groups and settings, as they are on a day."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils.timezone import localtime

from tongban.ground.kit.calendars import calendar
from tongban.ground.people.models import User
from tongban.offer.catalogue.models import Item
from tongban.work.hall import rules
from tongban.work.hall.models import (
    ExceptionDay,
    HallSettings,
    Kiosk,
    OfferedItem,
    Place,
    ServiceGroup,
    WeekPlan,
    Window,
)
from tongban.work.hall.rules import ExceptionalHours, PlaceHours, Settings, Spans, WeekHours

READING = ("hall.read",)
SETTINGS = tuple(Settings.__dataclass_fields__)


def lasting(day: date) -> Q:
    """Return the condition of what there is on a day."""
    return Q(since__lte=day) & (Q(until=None) | Q(until__gte=day))


def visible_to(user: User) -> QuerySet[Place]:
    """Return the places this person may see at the desk: whoever works in the hall sees all."""
    places = Place.objects.select_related("area", "unit")
    return places if user.may("hall.read") else places.none()


def places_on(day: date) -> QuerySet[Place]:
    """Return the places there are on a day, for everybody."""
    return Place.objects.filter(lasting(day)).select_related("area", "unit")


def staffed_places(day: date) -> QuerySet[Place]:
    """Return the places that have windows."""
    windows = Window.objects.filter(Q(until=None) | Q(until__gte=day))
    return places_on(day).filter(pk__in=windows.values("place"))


def place_of(code: str, day: date) -> Place | None:
    """Return a place there is on a day, by its code."""
    return places_on(day).filter(code=code).first()


def kiosk_of(code: str, day: date) -> Kiosk | None:
    """Return the ticket machine of a code."""
    found = Kiosk.objects.select_related("place").filter(code=code).first()
    return found if found and (found.until is None or found.until >= day) else None


def hours_of(place: Place) -> PlaceHours:
    """Return all that decides when a place is open."""
    return hours_of_all([place])[place.pk]


def hours_of_all(places: Iterable[Place]) -> dict[int, PlaceHours]:
    """Return the same for several places, in two queries."""
    known = {place.pk: place for place in places}
    weeks: dict[int, list[WeekHours]] = {key: [] for key in known}
    exceptions: dict[int, list[ExceptionalHours]] = {key: [] for key in known}
    for week in WeekPlan.objects.filter(place__in=known):
        weeks[week.place_id].append(WeekHours(week.since, tuple(map(rules.read_spans, week.days))))
    for row in ExceptionDay.objects.filter(place__in=known):
        spans = None if row.is_usual else rules.read_spans(row.hours)
        exceptions[row.place_id].append(ExceptionalHours(row.first, row.last, spans, row.reason))
    return {
        key: PlaceHours(tuple(weeks[key]), tuple(exceptions[key]), place.since, place.until)
        for key, place in known.items()
    }


def openings(place: Place, day: date) -> Spans:
    """Return from when to when a place is open on a day."""
    return rules.openings(hours_of(place), day, calendar())


def openings_on(place: Place, days: Iterable[date]) -> dict[date, Spans]:
    """Return the same for several days, in two queries."""
    hours, known = hours_of(place), calendar()
    return {day: rules.openings(hours, day, known) for day in days}


def hours_text(place: Place, day: date) -> str:
    """Return the opening hours of a day as they are written, or nothing."""
    return rules.spans_text(openings(place, day))


def is_open(place: Place, at: datetime) -> bool:
    """Return whether a place is open at a moment."""
    return rules.is_open(hours_of(place), localtime(at), calendar())


def next_opening(place: Place, at: datetime) -> datetime | None:
    """Return when a place opens next."""
    return rules.next_opening(hours_of(place), localtime(at), calendar())


def settings_on(place: Place, day: date) -> Settings:
    """Return what the office has set for a place on a day: a row of the place before one for all, the newest of each."""
    rows = HallSettings.objects.filter(Q(place=place) | Q(place=None), in_force_on__lte=day)
    found = max(rows, key=lambda row: (row.place_id is not None, row.in_force_on, row.pk), default=None)
    return Settings(**{name: getattr(found, name) for name in SETTINGS}) if found else Settings()


def groups_on(place: Place, day: date) -> QuerySet[ServiceGroup]:
    """Return the groups of items of a place on a day."""
    return ServiceGroup.objects.filter(lasting(day), place=place).select_related("place")


def offered_on(place: Place, day: date) -> QuerySet[OfferedItem]:
    """Return the items that a place offers on a day, each with its group."""
    groups = groups_on(place, day).order_by().values("pk")
    return OfferedItem.objects.filter(lasting(day), group__in=groups).select_related("group", "item")


def group_for(place: Place, item: Item, day: date) -> ServiceGroup | None:
    """Return in which line of a place one waits for an item."""
    found = offered_on(place, day).filter(item=item).first()
    return found.group if found else None


def windows_of(place: Place, day: date) -> QuerySet[Window]:
    """Return the windows of a place, with who is at them."""
    windows = Window.objects.filter(Q(until=None) | Q(until__gte=day), place=place)
    return windows.select_related("officer", "place").prefetch_related("groups")


def places_offering(item: Item, day: date) -> QuerySet[Place]:
    """Return the places that offer an item on a day."""
    offered = OfferedItem.objects.filter(lasting(day), lasting_group(day), item=item)
    return places_on(day).filter(pk__in=offered.values("group__place"))


def lasting_group(day: date) -> Q:
    """Return the condition of what stands in a group there is on a day."""
    return Q(group__since__lte=day) & (Q(group__until=None) | Q(group__until__gte=day))
