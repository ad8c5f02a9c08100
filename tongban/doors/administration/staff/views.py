"""Staff and rights."""

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from tongban.doors.administration.staff.forms import EmployForm, MemberForm, StaffFilters
from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.tables import Column, Table
from tongban.ground.kit.templatetags.kit import light
from tongban.ground.people import queries
from tongban.ground.people.actions import staff as action_staff
from tongban.ground.people.actions.staff import place
from tongban.ground.people.models import User

manages_people = requires("people.manage")


def _roles(user: User) -> str:
    return "、".join(held.get_role_display() for held in queries.roles_held(user, localdate()))


def _state(user: User) -> str:
    return _("Active") if user.is_active else _("Disabled")


def _state_light(user: User) -> SafeString:
    return light("green" if user.is_active else "grey", _state(user))


COLUMNS: tuple[Column[User], ...] = (
    Column("display_name", gettext_lazy("Full name"), sort="display_name", link=lambda user: f"{user.pk}/"),
    Column("username", gettext_lazy("Sign-in name"), sort="username"),
    Column("department", gettext_lazy("Department"), sort="department__code"),
    Column("roles", gettext_lazy("Roles"), value=_roles),
    Column("last_login", gettext_lazy("Last sign-in"), kind="instant", sort="last_login"),
    Column("state", gettext_lazy("State"), value=_state, show=_state_light),
)


@manages_people
@require_safe
def staff(request: StaffRequest) -> HttpResponse:
    table = Table(
        request,
        queries.visible_to(request.user),
        COLUMNS,
        code="staff",
        title=_("Staff and rights"),
        filters=StaffFilters,
    )
    return table.export() if table.is_export else render(request, "staff/list.html", {"table": table})


@manages_people
def employ(request: StaffRequest) -> HttpResponse:
    form = EmployForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user, first = action_staff.employ(**form.cleaned_data, by=request.user, at=now())
        messages.success(request, _first_password(user, first))
        return redirect("staff:member", user.pk)
    return render(request, "staff/employ.html", {"form": form}, status=422 if form.errors else 200)


@manages_people
def member(request: StaffRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(queries.visible_to(request.user), pk=pk)
    initial = {"department": user.department, "roles": sorted(user.roles_on(localdate()))}
    form = MemberForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        place(user, **form.cleaned_data, by=request.user, at=now())
        messages.success(request, _("Saved."))
        return redirect("staff:member", pk)
    context = {"member": user, "form": form, "has_second_factor": is_mfa_enabled(user), "first_password": ""}
    return render(request, "staff/member.html", context, status=422 if form.errors else 200)


@manages_people
@require_POST
def set_active(request: StaffRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(queries.visible_to(request.user), pk=pk)
    action_staff.set_active(user, request.POST.get("active") == "yes", by=request.user, at=now())
    messages.success(request, _("Saved."))
    return redirect("staff:member", pk)


@manages_people
@require_POST
def reset_password(request: StaffRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(queries.visible_to(request.user), pk=pk)
    first = action_staff.reset_password(user, by=request.user, at=now())
    messages.success(request, _first_password(user, first))
    return redirect("staff:member", pk)


@manages_people
@require_POST
def remove_second_factor(request: StaffRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(queries.visible_to(request.user), pk=pk)
    action_staff.remove_second_factor(user, by=request.user, at=now())
    messages.success(request, _("The second factor was removed."))
    return redirect("staff:member", pk)


def _first_password(user: User, password: str) -> SafeString:
    said = _("First password of %(name)s, shown only now; it must be changed at the first sign-in:") % {
        "name": user
    }
    return format_html("{} <code>{}</code>", said, password)
