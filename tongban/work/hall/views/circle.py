"""The fifteen-minute circle: a drawn grid, a table of items by hour, and its data."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate, localtime, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.matters.answers import SAVED, attempt, redirect_saved
from tongban.work.hall.actions import circle as actions
from tongban.work.hall.forms.circle import GridForm, ReachForm
from tongban.work.hall.queries.reach import Circle, circle_on, limits_on
from tongban.work.hall.queries.reach_drawing import draw_grid
from tongban.work.hall.reach.shares import HOURS


@requires("hall.read")
@require_safe
def circle(request: StaffRequest) -> HttpResponse:
    found = circle_on(localdate())
    shown: dict[str, Any] = {"circle": found, "may_manage": request.user.may("hall.manage")}
    if found and found.items:
        shown |= _drawn(found, request)
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


def _drawn(found: Circle, request: StaffRequest) -> dict[str, Any]:
    asked = request.GET.get("item", "")
    item = next((each for each in found.items if str(each.pk) == asked), found.items[0])
    hour = _hour(request.GET.get("hour", ""))
    return {
        "item": item,
        "hour": hour,
        "hours": HOURS,
        "share": found.share(item, hour),
        "drawn": draw_grid(found, item, hour),
        "rows": [(each, [round(100 * found.share(each, step)) for step in HOURS]) for each in found.items],
    }


def _hour(text: str) -> int:
    """Return the hour that was asked for, or that of now."""
    return int(text) if text.isdecimal() and int(text) in HOURS else localtime().hour
