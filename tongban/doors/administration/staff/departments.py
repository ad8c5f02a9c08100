"""The departments: what they are called."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from tongban.doors.administration.staff.views import manages_people
from tongban.ground.kit.access import StaffRequest
from tongban.ground.kit.tables import Column, Table
from tongban.ground.matters.answers import SAVED, attempt, redirect_saved
from tongban.ground.people.actions.departments import rename_department
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
)


class DepartmentNameForm(forms.Form):
    """Another name."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)


@manages_people
@require_safe
def departments(request: StaffRequest) -> HttpResponse:
    """Show them."""
    rows = Department.objects.select_related("parent").order_by("code")
    table = Table(request, rows, COLUMNS, code="departments", title=_("Departments"))
    return table.export() if table.is_export else render(request, "staff/departments.html", {"table": table})


@manages_people
def rename(request: StaffRequest, pk: int) -> HttpResponse:
    """Give one another name."""
    department = get_object_or_404(Department, pk=pk)
    form = DepartmentNameForm(request.POST or None, initial={"name": department.name})
    said: dict[str, Any] = {"by": request.user, "at": now()}
    status = attempt(form, lambda: rename_department(department, form.cleaned_data["name"], **said))
    if status == SAVED:
        return redirect_saved(request, "staff:departments")
    return render(request, "staff/department.html", {"form": form, "department": department}, status=status)
