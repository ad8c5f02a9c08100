"""The registers of the hall: places with hours, groups, items, windows, machines, appointments, settings; the negative list."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.tables import Column, Table
from tongban.ground.ledger.wording import history_in_words
from tongban.ground.matters.answers import SAVED, attempt, attempt_making, redirect_saved
from tongban.work.hall.actions import places as actions
from tongban.work.hall.forms import places as forms
from tongban.work.hall.models import OfferedItem, Place
from tongban.work.hall.queries import places as queries
from tongban.work.hall.queries.negative_list import hall_coverage

reads, manages = requires("hall.read"), requires("hall.manage")
COLUMNS: tuple[Column[Any], ...] = (
    Column(
        "name", gettext_lazy("Name"), sort="name", link=lambda row: reverse("hall:place", args=[row.code])
    ),
    Column("code", gettext_lazy("Code"), sort="code"),
    Column("kind", gettext_lazy("Kind"), value=lambda row: row.get_kind_display(), sort="kind"),
    Column("area", gettext_lazy("District or street"), value=lambda row: row.area.name),
    Column("address", gettext_lazy("Address")),
    Column("today", gettext_lazy("Open today"), value=lambda row: _today(row)),
    Column("until", gettext_lazy("Until"), kind="day"),
)


class RegisterPart(NamedTuple):
    """A part of a place that is added: its form, its title, and what keeps it."""

    form: type[forms.OfPlaceForm]
    title: Any
    keep: Callable[..., Any]


def _settings(form: Any, place: Place, **by: Any) -> Any:
    said = dict(form.cleaned_data)
    return actions.set_settings(None if said.pop("is_for_all") else place, said, **by)


def _plan(form: Any, place: Place, **by: Any) -> Any:
    said = dict(form.cleaned_data)
    return actions.plan_slots(said.pop("group"), said, **by)


PARTS = {
    "week": RegisterPart(
        forms.WeekForm,
        gettext_lazy("Set opening hours"),
        lambda form, place, **by: actions.set_week(place, form.cleaned_data["since"], form.days, **by),
    ),
    "exception": RegisterPart(
        forms.ExceptionForm,
        gettext_lazy("Other hours for some days"),
        lambda form, place, **by: actions.set_exception(place, form.cleaned_data, **by),
    ),
    "group": RegisterPart(
        forms.GroupForm,
        gettext_lazy("Open a group of items"),
        lambda form, place, **by: actions.open_group(place, form.cleaned_data, **by),
    ),
    "offer": RegisterPart(
        forms.OfferForm,
        gettext_lazy("Offer an item"),
        lambda form, place, **by: actions.offer(**form.values, **by),
    ),
    "window": RegisterPart(
        forms.WindowForm,
        gettext_lazy("Set up a window"),
        lambda form, place, **by: actions.set_up_window(place, **form.cleaned_data, **by),
    ),
    "kiosk": RegisterPart(
        forms.KioskForm,
        gettext_lazy("Register a ticket machine"),
        lambda form, place, **by: actions.add_kiosk(place, **form.cleaned_data, **by),
    ),
    "slots": RegisterPart(forms.SlotPlanForm, gettext_lazy("Plan appointments"), _plan),
    "settings": RegisterPart(forms.SettingsForm, gettext_lazy("Set what counts"), _settings),
}


def _today(place: Place) -> str:
    return queries.hours_text(place, localdate()) or _("not open")


@reads
@require_safe
def places(request: StaffRequest) -> HttpResponse:
    table = Table(
        request, queries.visible_to(request.user), COLUMNS, code="places", title=_("Places and hours")
    )
    if table.is_export:
        return table.export()
    shown = {"table": table, "may_manage": request.user.may("hall.manage")}
    return render(request, "hall/places.html", shown)


@manages
def new(request: StaffRequest) -> HttpResponse:
    form = forms.PlaceDataForm(request.POST or None)
    status, made = attempt_making(form, lambda: actions.open_place(form.values, by=request.user, at=now()))
    if made is not None:
        return redirect_saved(request, "hall:place", made.code)
    shown = {"form": form, "title": _("Enter a place"), "back": reverse("hall:places")}
    return render(request, "hall/form.html", shown, status=status)


@reads
def place(request: StaffRequest, code: str) -> HttpResponse:
    """Show a place with its parts; its administrator changes what is said of it."""
    found = _find(request, code)
    form = forms.PlaceDataForm(request.POST or None, place=found) if request.user.may("hall.manage") else None
    status = 200
    if form is not None:
        status = attempt(form, lambda: _change(request, found, form))
    if status == SAVED:
        return redirect_saved(request, "hall:place", code)
    return render(request, "hall/place.html", _shown(found) | {"form": form}, status=status)


@manages
def add(request: StaffRequest, code: str, part: str) -> HttpResponse:
    found, said = _find(request, code), PARTS.get(part)
    if said is None:
        raise Http404
    form = said.form(request.POST or None, place=found)
    status = attempt(form, lambda: said.keep(form, found, by=request.user, at=now()))
    if status == SAVED:
        return redirect_saved(request, "hall:place", code)
    shown = {"form": form, "title": said.title, "back": reverse("hall:place", args=[code]), "place": found}
    return render(request, "hall/form.html", shown, status=status)


@manages
@require_POST
def stop_item(request: StaffRequest, code: str, pk: int) -> HttpResponse:
    offered = get_object_or_404(OfferedItem, pk=pk, group__place=_find(request, code), until=None)
    actions.stop_offer(offered, localdate(), by=request.user, at=now())
    return redirect_saved(request, "hall:place", code)


@reads
@require_safe
def coverage(request: StaffRequest) -> HttpResponse:
    return render(request, "hall/coverage.html", {"coverage": hall_coverage(localdate())})


def _change(request: StaffRequest, found: Place, form: forms.PlaceDataForm) -> None:
    seen = form.cleaned_data["seen"]
    actions.change_place(found, form.values, by=request.user, at=now(), seen=seen)


def _shown(found: Place) -> dict[str, Any]:
    today = localdate()
    week = found.weeks.filter(since__lte=today).order_by("since", "pk").last()
    return {
        "place": found,
        "today": _today(found),
        "parts": [(code, part.title) for code, part in PARTS.items()],
        "week": list(zip(forms.DAYS, week.days, strict=True)) if week else [],
        "week_since": week.since if week else None,
        "exceptions": found.exceptions.filter(last__gte=today),
        "groups": queries.groups_on(found, today).prefetch_related("plans"),
        "offered": queries.offered_on(found, today),
        "windows": queries.windows_of(found, today),
        "kiosks": found.kiosks.all(),
        "settings": _settings_in_words(found),
        "happened": history_in_words(found.reference),
    }


def _settings_in_words(found: Place) -> list[tuple[Any, int]]:
    settings = queries.settings_on(found, localdate())
    return [(forms.setting_label(name), getattr(settings, name)) for name in queries.SETTINGS]


def _find(request: StaffRequest, code: str) -> Place:
    found: Place = get_object_or_404(queries.visible_to(request.user), code=code)
    return found
