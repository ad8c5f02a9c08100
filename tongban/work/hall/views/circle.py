"""The fifteen-minute circle: a drawn grid, a table of items by hour, and its data."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate, localtime, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.tables import Column, Filters, Table
from tongban.ground.matters.answers import SAVED, attempt, redirect_saved
from tongban.offer.catalogue.models import Item
from tongban.work.hall.actions import circle as actions
from tongban.work.hall.forms.circle import GridForm, ReachForm
from tongban.work.hall.queries.reach import Circle, circle_on, limits_on
from tongban.work.hall.queries.reach_drawing import draw_grid
from tongban.work.hall.reach.shares import HOURS, is_open

SHOWN, MORNING = 15, 10


@requires("hall.read")
@require_safe
def circle(request: StaffRequest) -> HttpResponse:
    found = circle_on(localdate())
    shown: dict[str, Any] = {"circle": found, "may_manage": request.user.may("hall.manage")}
    if found and found.items:
        shown |= _drawn(found, request)
        if shown["table"].is_export:
            export: HttpResponse = shown["table"].export()
            return export
    return render(request, "hall/circle.html", shown)


@requires("hall.manage")
def grid(request: StaffRequest) -> HttpResponse:
    """Read a grid of residents in."""
    form = GridForm(request.POST or None, request.FILES or None)

    def act() -> None:
        said = form.cleaned_data
        actions.import_grid(said["file"].cells, said["since"], said["source"], by=request.user, at=now())

    return _answer(request, form, act, _("Read in a grid of residents"))


@requires("hall.manage")
def settings(request: StaffRequest) -> HttpResponse:
    form = ReachForm(request.POST or None, limits=limits_on(localdate()))

    def act() -> None:
        actions.set_reach(form.cleaned_data, by=request.user, at=now())

    return _answer(request, form, act, _("Set how far one comes"))


def _answer(request: HttpRequest, form: Any, act: Any, title: str) -> HttpResponse:
    status = attempt(form, act)
    if status == SAVED:
        return redirect_saved(request, "hall:circle")
    shown = {"form": form, "title": title, "back": reverse("hall:circle")}
    return render(request, "hall/form.html", shown, status=status)


class CircleFilters(Filters):
    """By district, and the hour by which the list is sorted; the item drawn stays."""

    hour = forms.TypedChoiceField(
        label=gettext_lazy("Hour of the day"),
        choices=[(hour, f"{hour:02d}:00") for hour in HOURS],
        coerce=int,
        required=False,
    )
    item = forms.CharField(required=False, widget=forms.HiddenInput)


def _drawn(found: Circle, request: StaffRequest) -> dict[str, Any]:
    asked = request.GET.get("item", "")
    item = next((each for each in found.items if str(each.pk) == asked), found.items[0])
    hour = _hour(request.GET.get("hour", ""), found)
    return {
        "item": item,
        "hour": hour,
        "hours": HOURS,
        "share": found.share(item, hour),
        "drawn": draw_grid(found, item, hour),
        "table": _table(found, hour, request),
    }


def _table(found: Circle, hour: int, request: StaffRequest) -> Table[Item]:
    """Return the items by hour, the one that fewest reach at the hour first."""
    areas = sorted({(place.area_id, place.area.name) for place in found.places}, key=lambda area: area[1])

    class Here(CircleFilters):
        """The filters with the districts that have places."""

        district = forms.TypedChoiceField(
            label=gettext_lazy("District"),
            choices=[("", gettext_lazy("All")), *areas],
            coerce=int,
            empty_value=None,
            required=False,
        )

        def narrow(self, rows: Any) -> list[Item]:
            """Return the items that places of the district offer, the shortest first."""
            return _shortest_first(found, found.items_in(self.cleaned_data["district"]), hour)

    def column(step: int) -> Column[Item]:
        return Column(
            f"h{step}",
            f"{step}",
            value=lambda item: round(100 * found.share(item, step)),
            kind="number",
            places=0,
        )

    name = Column[Item]("name", gettext_lazy("Item"), link=lambda item: f"?item={item.pk}&hour={hour}")
    return Table(
        request,
        _shortest_first(found, found.items, hour),
        [name, *(column(step) for step in HOURS if any(is_open(point, step) for point in found.points))],
        code="circle",
        title=_("Share of residents by item and hour (%)"),
        filters=Here,
        page_size=SHOWN,
    )


def _shortest_first(found: Circle, items: Sequence[Item], hour: int) -> list[Item]:
    return sorted(items, key=lambda item: (found.share(item, hour), item.name))


def _hour(text: str, found: Circle) -> int:
    """Return the hour that was asked for, else that of now; while nothing is open, one of the morning."""
    if text.isdecimal() and int(text) in HOURS:
        return int(text)
    now_open = any(is_open(point, localtime().hour) for point in found.points)
    return localtime().hour if now_open else MORNING
