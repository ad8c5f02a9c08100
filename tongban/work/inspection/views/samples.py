"""Samples: the list, drawing one, and its page: size, draw, coverage, agreement."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from tongban.ground.kit.access import StaffRequest
from tongban.ground.kit.tables import Column, Table
from tongban.ground.ledger.queries import history_of
from tongban.ground.matters.answers import attempt_making
from tongban.work.inspection.actions.samples import draw_sample
from tongban.work.inspection.forms.entries import SamplePlanForm
from tongban.work.inspection.models import SamplePlan
from tongban.work.inspection.queries.inspections import agreement_of_plan
from tongban.work.inspection.queries.samples import (
    called_orders,
    coverage_of,
    inspected,
    plans_visible_to,
    size_of,
    to_call,
)
from tongban.work.inspection.views.shared import draw_list, plans, reads

COLUMNS: tuple[Column[SamplePlan], ...] = (
    Column(
        "reference",
        _("Number"),
        sort="reference",
        link=lambda row: reverse("inspection:sample", args=[row.reference]),
    ),
    Column("name", _("Name"), sort="name"),
    Column("purpose", _("Purpose"), value=lambda row: row.get_purpose_display(), sort="purpose"),
    Column("method", _("Sampling method"), value=lambda row: row.get_method_display(), sort="method"),
    Column("since", _("From"), kind="day", sort="since"),
    Column("until", _("Until"), kind="day", sort="until"),
    Column("population", _("Orders of the period"), kind="number", places=0, sort="population"),
    Column("size", _("Orders drawn"), kind="number", places=0, sort="size"),
    Column("at", _("Drawn at"), kind="instant", sort="at"),
)


@reads
@require_safe
def listed(request: StaffRequest) -> HttpResponse:
    rows = plans_visible_to(request.user)
    table = Table(request, rows, COLUMNS, code="samples", title=_("Samples"))
    return draw_list(request, "inspection/samples.html", table, may_plan=request.user.may("inspection.plan"))


@plans
def new(request: StaffRequest) -> HttpResponse:
    form = SamplePlanForm(request.POST or None)
    status, made = attempt_making(form, lambda: draw_sample(form.wish, by=request.user, at=now()))
    if made is not None:
        return redirect("inspection:sample", made.reference)
    return render(request, "inspection/sample_form.html", {"form": form}, status=status)


@reads
@require_safe
def sample(request: StaffRequest, reference: str) -> HttpResponse:
    plan = get_object_or_404(plans_visible_to(request.user), reference=reference)
    shown: dict[str, Any] = {
        "plan": plan,
        "size": size_of(plan),
        "draws": history_of(plan.reference).filter(move="draw"),
    }
    if plan.purpose == SamplePlan.Purpose.CALL_BACK:
        called = called_orders(plan)
        shown |= {"called": called, "coverage": coverage_of(called), "to_call": to_call(plan, request.user)}
    else:
        shown |= {
            "inspected": inspected(plan),
            "agreement": agreement_of_plan(plan),
            "orders": plan.orders.select_related("order").prefetch_related("inspections"),
        }
    return render(request, "inspection/sample.html", shown)
