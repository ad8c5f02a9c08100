"""What an administrator keeps of places: hours, groups, offered items, windows, machines, settings; each in the ledger."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.conflicts import Mark, mark_of, require_unchanged
from tongban.ground.ledger import Refused, record
from tongban.ground.people.models import User
from tongban.offer.catalogue.models import Item
from tongban.work.hall import effects, rules
from tongban.work.hall.actions.slots import lay_out
from tongban.work.hall.models import (
    ExceptionDay,
    HallSettings,
    Kiosk,
    OfferedItem,
    Place,
    ServiceGroup,
    SlotPlan,
    WeekPlan,
    Window,
)
from tongban.work.hall.states import HALL, WINDOW_CHART

CODE_BYTES = 18
OF_ALL = "PLACE-ALL"
"""The subject of what is set for all places."""


@transaction.atomic
def open_place(said: Mapping[str, Any], *, by: User, at: datetime, is_example: bool = False) -> Place:
    """Enter a place under a code that stays."""
    _need_manage(by)
    place = Place(is_example=is_example)
    return _kept(place, "open_place", said, place, by, at)


@transaction.atomic
def change_place(
    place: Place, said: Mapping[str, Any], *, by: User, at: datetime, seen: Mark | None = None
) -> Place:
    """Change what is said of a place, or enter its last day; its code stays."""
    _need_manage(by)
    place = Place.objects.select_for_update().get(pk=place.pk)
    require_unchanged(seen, mark_of(place))
    if said.get("code", place.code) != place.code:
        raise Refused(_("The code of a place stays: numbers and figures stand on it."))
    return _kept(place, "change_place", said, place, by, at)


@transaction.atomic
def set_week(place: Place, since: date, days: Sequence[str], *, by: User, at: datetime) -> WeekPlan:
    """Set the hours of a place from a day on; what is booked outside them is told to its holders."""
    _need_manage(by)
    for text in days:
        _check(text)
    said = {"since": since, "days": [rules.spans_text(rules.read_spans(text)) for text in days]}
    week = _kept(WeekPlan(place=place), "set_week", said, place, by, at)
    lay_out(place, at=at)
    return week


@transaction.atomic
def set_exception(place: Place, said: Mapping[str, Any], *, by: User, at: datetime) -> ExceptionDay:
    """Set other hours for some days, or take such hours back by saying as usual."""
    _need_manage(by)
    _check(said["hours"])
    row = _kept(ExceptionDay(place=place), "set_exception", said, place, by, at)
    lay_out(place, at=at)
    return row


@transaction.atomic
def open_group(place: Place, said: Mapping[str, Any], *, by: User, at: datetime) -> ServiceGroup:
    """Let items wait in a line of their own, under a letter."""
    _need_manage(by)
    return _kept(ServiceGroup(place=place), "open_group", said, place, by, at)


@transaction.atomic
def offer(group: ServiceGroup, items: Sequence[Item], since: date, *, by: User, at: datetime) -> None:
    """Offer items at a place, in one of its groups, from a day on."""
    _need_manage(by)
    try:
        with transaction.atomic():
            OfferedItem.objects.bulk_create(
                OfferedItem(group=group, item=item, since=since) for item in items
            )
    except IntegrityError as error:
        raise Refused(_("This group offers the item already.")) from error
    said = {"group": group.name, "items": [item.code for item in items], "since": str(since)}
    record(group.place.reference, "offer_item", by=by, at=at, basis=HALL, payload=said)


@transaction.atomic
def stop_offer(offered: OfferedItem, last: date, *, by: User, at: datetime) -> OfferedItem:
    """Offer an item until a day and no longer."""
    _need_manage(by)
    return _kept(offered, "stop_item", {"until": last}, offered.group.place, by, at)


@transaction.atomic
def set_up_window(
    place: Place, number: str, kind: str, groups: Sequence[ServiceGroup], *, by: User, at: datetime
) -> Window:
    """Set up a window; it begins closed."""
    if kind == Window.Kind.SPECIAL and not groups:
        raise Refused(_("A special window takes the groups that you name: choose at least one."))
    window = Window(reference=f"WINDOW-{place.code}-{number}", place=place, number=number, kind=kind)
    WINDOW_CHART.make("set_up", window, by=by, at=at, payload=effects.set_up(kind, groups).payload)
    try:
        with transaction.atomic():
            window.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(_("This place has a window of that number already.")) from error
    window.groups.set(groups)
    return window


@transaction.atomic
def set_groups(window: Window, groups: Sequence[ServiceGroup], *, by: User, at: datetime) -> Window:
    """Say anew which groups a special window takes."""
    _need_manage(by)
    record(window, "set_groups", by=by, at=at, basis=HALL, payload={"groups": [str(each) for each in groups]})
    window.groups.set(groups)
    return window


@transaction.atomic
def add_kiosk(place: Place, name: str, *, by: User, at: datetime) -> Kiosk:
    """Register a ticket machine; its address is a secret of the office."""
    _need_manage(by)
    return _kept(
        Kiosk(place=place, code=secrets.token_urlsafe(CODE_BYTES)), "add_kiosk", {"name": name}, place, by, at
    )


@transaction.atomic
def plan_slots(group: ServiceGroup, said: Mapping[str, Any], *, by: User, at: datetime) -> SlotPlan:
    """Plan how many appointments a group takes from a day on."""
    _need_manage(by)
    plan = _kept(SlotPlan(group=group), "plan_slots", said, group.place, by, at)
    lay_out(group.place, at=at)
    return plan


@transaction.atomic
def set_settings(place: Place | None, said: Mapping[str, Any], *, by: User, at: datetime) -> HallSettings:
    """Set what counts for tickets and appointments from a day on, at one place or at all."""
    _need_manage(by)
    return _kept(HallSettings(place=place), "set_settings", said, place, by, at)


def _kept(row: Any, act: str, said: Mapping[str, Any], place: Place | None, by: User, at: datetime) -> Any:
    """Save a row with what was said, and say so in the chain of its place."""
    for name, value in said.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    payload = {name: _plain(value) for name, value in said.items()}
    subject = place.reference if place else OF_ALL
    record(subject, act, by=by, at=at, basis=HALL, payload=payload)
    return row


def _plain(value: Any) -> Any:
    return value if isinstance(value, int | bool | list) or value is None else str(value)


def _check(text: str) -> None:
    try:
        rules.read_spans(text)
    except ValueError as error:
        raise Refused(
            _("“%(part)s” is no opening time here: write from-to in order, as 09:00-12:00 13:00-17:00.")
            % {"part": error}
        ) from error


def _need_manage(by: User) -> None:
    if not by.may("hall.manage"):
        raise PermissionDenied
