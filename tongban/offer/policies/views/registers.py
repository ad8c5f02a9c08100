"""The experts, the enterprises with what policies say of each, and past decisions."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from tongban.ground.kit.access import StaffRequest
from tongban.ground.kit.conflicts import mark_of
from tongban.ground.kit.tables import Column, Table
from tongban.ground.kit.templatetags.kit import light
from tongban.ground.matters.answers import SAVED, attempt, attempt_making, redirect_saved
from tongban.offer.policies import queries
from tongban.offer.policies.actions import enterprises as enterprise_actions
from tongban.offer.policies.actions import experts as expert_actions
from tongban.offer.policies.forms.registers import (
    EnterpriseFilters,
    ExpertFilters,
    ExpertForm,
    PastDecisionForm,
    ProfileForm,
)
from tongban.offer.policies.models import EnterpriseProfile, Expert
from tongban.offer.policies.views.library import edits, reads


def _review(row: Expert) -> Any:
    if not row.is_active:
        return light("grey", _("No longer asked"))
    is_due = row.review_on <= localdate()
    return light("yellow", _("Due for review")) if is_due else light("green", _("Current"))


EXPERTS: tuple[Column[Expert], ...] = (
    Column(
        "name",
        gettext_lazy("Full name"),
        sort="name",
        link=lambda row: reverse("policies:expert", args=[row.reference]),
    ),
    Column("field", gettext_lazy("Field"), sort="field"),
    Column("unit", gettext_lazy("Unit"), value=lambda row: row.unit.name, sort="unit__name"),
    Column("position", gettext_lazy("Post held")),
    Column("phone", gettext_lazy("Office telephone")),
    Column("review_on", gettext_lazy("To be reviewed by"), kind="day", sort="review_on"),
    Column("state", gettext_lazy("State"), value=lambda row: str(row.is_active), show=_review),
)
ENTERPRISES: tuple[Column[EnterpriseProfile], ...] = (
    Column(
        "name",
        gettext_lazy("Name"),
        sort="name",
        link=lambda row: reverse("policies:enterprise", args=[row.credit_code]),
    ),
    Column("credit_code", gettext_lazy("Unified social credit code"), sort="credit_code"),
    Column("known", gettext_lazy("Fields known"), kind="number", places=0, value=lambda row: len(row.fields)),
    Column("changed_at", gettext_lazy("Changed at"), kind="instant", sort="changed_at"),
)


@reads
@require_safe
def experts(request: StaffRequest) -> HttpResponse:
    rows = queries.experts_visible_to(request.user)
    table = Table(request, rows, EXPERTS, code="experts", title=_("Experts"), filters=ExpertFilters)
    if table.is_export:
        return table.export()
    return render(
        request, "policies/experts.html", {"table": table, "may_edit": request.user.may("policies.edit")}
    )


@edits
def new_expert(request: StaffRequest) -> HttpResponse:
    form = ExpertForm(request.POST or None)
    status = attempt(form, lambda: expert_actions.enter_expert(form.cleaned_data, by=request.user, at=now()))
    if status == SAVED:
        return redirect_saved(request, "policies:experts")
    return render(request, "policies/expert.html", {"form": form, "may_edit": True}, status=status)


@reads
def expert(request: StaffRequest, reference: str) -> HttpResponse:
    found = get_object_or_404(queries.experts_visible_to(request.user), reference=reference)
    mark, seen = mark_of(found), request.POST.get("seen", "")
    form = ExpertForm(request.POST or None, instance=found)
    said: dict[str, Any] = {"by": request.user, "at": now(), "seen": seen}
    status = attempt(form, lambda: expert_actions.change_expert(found, form.cleaned_data, **said))
    if status == SAVED:
        return redirect_saved(request, "policies:experts")
    shown = {
        "form": form,
        "expert": found,
        "seen": seen or mark,
        "may_edit": request.user.may("policies.edit"),
    }
    return render(request, "policies/expert.html", shown, status=status)


@reads
@require_safe
def enterprises(request: StaffRequest) -> HttpResponse:
    rows = queries.profiles_visible_to(request.user)
    table = Table(
        request, rows, ENTERPRISES, code="enterprises", title=_("Enterprises"), filters=EnterpriseFilters
    )
    if table.is_export:
        return table.export()
    shown = {"table": table, "may_edit": request.user.may("policies.edit")}
    return render(request, "policies/enterprises.html", shown)


@reads
@require_safe
def enterprise(request: StaffRequest, code: str) -> HttpResponse:
    found = _enterprise(request, code)
    shown = {
        "profile": found,
        "lines": queries.lines_of(found.known),
        "matches": queries.matches_for(found.known, on=localdate()),
        "may_edit": request.user.may("policies.edit"),
    }
    return render(request, "policies/enterprise.html", shown)


@edits
def edit_enterprise(request: StaffRequest, code: str = "") -> HttpResponse:
    """Write down what is known of an enterprise, new or known already."""
    found = _enterprise(request, code) if code else None
    initial = {"credit_code": found.credit_code, "name": found.name} if found else None
    form = ProfileForm(request.POST or None, initial=initial, known=found.known if found else None)
    seen = request.POST.get("seen", "")

    def change() -> EnterpriseProfile:
        number, name = (
            (found.credit_code if found else form.cleaned_data["credit_code"]),
            form.cleaned_data["name"],
        )
        said: dict[str, Any] = {"by": request.user, "at": now(), "seen": seen}
        return enterprise_actions.change_profile(number, name, form.profile, **said)

    status, made = attempt_making(form, change)
    if made is not None:
        return redirect_saved(request, "policies:enterprise", made.credit_code)
    shown = {"form": form, "profile": found, "seen": seen or (mark_of(found) if found else "")}
    return render(request, "policies/enterprise_form.html", shown, status=status)


@edits
def new_decision(request: StaffRequest, reference: str) -> HttpResponse:
    """Enter what was decided under a policy before."""
    found = get_object_or_404(queries.versions_visible_to(request.user), reference=reference)
    form = PastDecisionForm(request.POST or None)
    said: dict[str, Any] = {"by": request.user, "at": now()}

    def enter() -> None:
        enterprise_actions.enter_decision(found.policy, form.said, form.profile, **said)

    status = attempt(form, enter)
    if status == SAVED:
        return redirect_saved(request, "policies:version", reference)
    return render(request, "policies/decision.html", {"form": form, "version": found}, status=status)


def _enterprise(request: StaffRequest, code: str) -> EnterpriseProfile:
    return get_object_or_404(queries.profiles_visible_to(request.user), credit_code=code)
