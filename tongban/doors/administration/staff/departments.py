"""The departments: what they are called, and until when they are there."""

from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from tongban.doors.administration.staff.views import manages_people
from tongban.ground.kit.access import StaffRequest
from tongban.ground.kit.conflicts import mark_of, require_unchanged
from tongban.ground.kit.tables import Column, Table
from tongban.ground.matters.acts import day_field
from tongban.ground.matters.answers import SAVED, attempt, redirect_saved
from tongban.ground.people.actions.departments import close_department, place_department, rename_department
from tongban.ground.people.models import Department

COLUMNS: tuple[Column[Department], ...] = (
    Column(
        "name",
        gettext_lazy("Department"),
        sort="name",
        link=lambda department: reverse("staff:rename-department", args=[department.pk]),
    ),
    Column("code", gettext_lazy("Code"), sort="code"),
    Column("kind", gettext_lazy("Kind"), value=lambda department: department.get_kind_display()),
    Column("parent", gettext_lazy("Part of"), value=lambda department: department.parent),
    Column("place", gettext_lazy("Place in lists"), kind="number", places=0, sort="place"),
    Column("until", gettext_lazy("Until"), kind="day", sort="until"),
)


class DepartmentNameForm(forms.Form):
    """Another name, another place."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    place = forms.IntegerField(
        label=gettext_lazy("Place in lists"),
        min_value=0,
        max_value=9999,
        help_text=gettext_lazy("The smaller number stands first, on every page."),
    )


class DepartmentEndForm(forms.Form):
    """The last day."""

    until = day_field(
        gettext_lazy("Last day"),
        required=False,
        help_text=gettext_lazy("From the day after nothing new is given to it; empty, it goes on."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)


@manages_people
@require_safe
def departments(request: StaffRequest) -> HttpResponse:
    """Show them."""
    rows = Department.objects.select_related("parent")
    table = Table(request, rows, COLUMNS, code="departments", title=_("Departments"))
    return table.export() if table.is_export else render(request, "staff/departments.html", {"table": table})


@manages_people
def rename(request: StaffRequest, pk: int) -> HttpResponse:
    """Give one another name or another place in lists."""
    department = get_object_or_404(Department, pk=pk)
    form = _name_form(department, request.POST or None)
    said: dict[str, Any] = {"by": request.user, "at": now()}

    @transaction.atomic
    def act() -> None:
        if "name" in form.changed_data:
            rename_department(department, form.cleaned_data["name"], **said)
        if "place" in form.changed_data:
            place_department(department, form.cleaned_data["place"], **said)

    status = attempt(form, act)
    if status == SAVED:
        return redirect_saved(request, "staff:departments")
    return _drawn(request, department, status, form=form)


@manages_people
def close(request: StaffRequest, pk: int) -> HttpResponse:
    """Enter its last day."""
    department = get_object_or_404(Department, pk=pk)
    form = _end_form(request, department)
    said: dict[str, Any] = {"by": request.user, "at": now()}

    @transaction.atomic
    def act() -> Department:
        locked = Department.objects.select_for_update(of=("self",)).get(pk=pk)
        require_unchanged(form.cleaned_data["seen"], mark_of(locked))
        return close_department(locked, form.cleaned_data["until"], **said)

    status = attempt(form, act)
    if status == SAVED:
        return redirect_saved(request, "staff:departments")
    return _drawn(request, department, status, end_form=form)


def _name_form(department: Department, sent: Any = None) -> DepartmentNameForm:
    return DepartmentNameForm(sent, initial={"name": department.name, "place": department.place})


def _end_form(request: StaffRequest | None, department: Department) -> DepartmentEndForm:
    first = {"until": department.until, "seen": mark_of(department)}
    return DepartmentEndForm(request.POST or None if request else None, initial=first)


def _drawn(request: StaffRequest, department: Department, status: int, **forms_shown: Any) -> HttpResponse:
    shown = {
        "form": _name_form(department),
        "end_form": _end_form(None, department),
        "department": department,
    }
    return render(request, "staff/department.html", shown | forms_shown, status=status)
