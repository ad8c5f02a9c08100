"""Appointments as the hall sees them: who is expected, whose hours have changed, who has come."""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.tables import Column, Filters, Table
from tongban.ground.matters.acts import day_field
from tongban.ground.matters.answers import SAVED, attempt, redirect_saved
from tongban.work.hall.actions import appointments as actions
from tongban.work.hall.models import Appointment, AppointmentStatus
from tongban.work.hall.queries.appointments import displaced, visible_to
from tongban.work.hall.queries.places import places_on

serves = requires("hall.serve", "hall.supervise")
COLUMNS: tuple[Column[Any], ...] = (
    Column("reference", _("Number"), sort="reference"),
    Column(
        "begins_at",
        _("Appointment time"),
        kind="instant",
        sort="slot__begins_at",
        value=lambda row: row.slot and row.slot.begins_at,
    ),
    Column("place", _("Place of service"), value=lambda row: row.place.name),
    Column("group", _("Group of items"), value=lambda row: row.group.name),
    Column("item", _("Item"), value=lambda row: row.item.name if row.item else ""),
    Column("applicant", _("Applicant"), value=lambda row: row.applicant.name),
    Column("status", _("Status"), value=lambda row: row.get_status_display(), sort="status"),
)


class AppointmentFilters(Filters):
    """By place, day and status."""

    place = forms.ModelChoiceField(places_on(date.max), label=_("Place of service"), required=False)
    day = day_field(_("Day"), required=False)
    status = forms.ChoiceField(
        label=_("Status"), choices=[("", _("All")), *AppointmentStatus.choices], required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the places of today."""
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = places_on(localdate())  # type: ignore[attr-defined]

    def narrow(self, rows: Any) -> Any:
        """Return the appointments that fit."""
        said = {name: value for name, value in self.cleaned_data.items() if value}
        return rows.filter(**said)


class CallOffForm(forms.Form):
    """Why an appointment is called off."""

    reason = forms.CharField(label=_("Reason"), max_length=300)


@serves
@require_safe
def appointments(request: StaffRequest) -> HttpResponse:
    rows = visible_to(request.user).order_by("day", "slot__begins_at", "pk")
    table = Table(
        request, rows, COLUMNS, code="appointments", title=_("Appointments"), filters=AppointmentFilters
    )
    if table.is_export:
        return table.export()
    expected = rows.filter(day=localdate(), status=AppointmentStatus.BOOKED)
    shown = {"table": table, "expected": expected[:50], "displaced": displaced()}
    return render(request, "hall/appointments.html", shown)


@requires("hall.serve")
@require_POST
def arrive(request: StaffRequest, reference: str) -> HttpResponse:
    """Hand the number of an appointment to somebody without a phone."""
    ticket = actions.arrive(_find(request, reference), at=now(), by=request.user)
    return redirect("hall:ticket", ticket.reference)


@requires("hall.serve")
def call_off(request: StaffRequest, reference: str) -> HttpResponse:
    found, form = _find(request, reference), CallOffForm(request.POST or None)
    status = attempt(form, lambda: actions.call_off(found, by=request.user, at=now(), **form.cleaned_data))
    if status == SAVED:
        return redirect_saved(request, "hall:appointments")
    shown = {
        "form": form,
        "appointment": found,
        "title": _("Call off the appointment"),
        "back": "../../appointments/",
    }
    return render(request, "hall/form.html", shown, status=status)


def _find(request: StaffRequest, reference: str) -> Appointment:
    found: Appointment = get_object_or_404(visible_to(request.user), reference=reference)
    return found
