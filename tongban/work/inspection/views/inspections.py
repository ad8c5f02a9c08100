"""Inspections: the list, and the page of one with its marks."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from tongban.ground.kit.access import StaffRequest
from tongban.ground.kit.tables import Column, Table
from tongban.ground.matters.act_page import ActPage
from tongban.ground.matters.answers import OPENED
from tongban.work.hotline.queries import visible_to as orders_visible_to
from tongban.work.inspection.forms.filters import InspectionFilters
from tongban.work.inspection.forms.inspections import ACTS
from tongban.work.inspection.models import Inspection
from tongban.work.inspection.queries.inspections import inspections_visible_to, marks_of
from tongban.work.inspection.views.shared import draw_list, draw_matter, sees, status_column

COLUMNS: tuple[Column[Inspection], ...] = (
    Column(
        "reference",
        _("Number"),
        sort="reference",
        link=lambda row: reverse("inspection:inspection", args=[row.reference]),
    ),
    Column(
        "order",
        pgettext_lazy("hotline", "Order"),
        value=lambda row: row.order.reference,
        sort="order__reference",
    ),
    Column(
        "why",
        pgettext_lazy("inspection", "Asked for by"),
        value=lambda row: row.sampled.plan if row.sampled else row.rule,
    ),
    Column("agent", _("Whose work"), value=lambda row: row.agent or ""),
    Column("unit", _("Lead unit"), value=lambda row: row.unit or ""),
    Column("inspector", _("Inspector"), value=lambda row: row.inspector or ""),
    Column("score", _("Score"), kind="number", sort="score"),
    Column("appeal_until", _("Appeal until"), kind="day", sort="appeal_until"),
    status_column(_("Status")),
)


@sees
@require_safe
def listed(request: StaffRequest) -> HttpResponse:
    rows = inspections_visible_to(request.user)
    table = Table(
        request, rows, COLUMNS, code="inspections", title=_("Inspections"), filters=InspectionFilters
    )
    return draw_list(request, "inspection/inspections.html", table)


@sees
@require_safe
def inspection(request: StaffRequest, reference: str) -> HttpResponse:
    return _drawn(request, _found(request, reference), {}, OPENED)


@sees
def act(request: StaffRequest, reference: str, code: str) -> HttpResponse:
    """Score it, or answer to the score."""
    return PAGE.answer(request, reference, code)


def _found(request: StaffRequest, reference: str) -> Inspection:
    return get_object_or_404(inspections_visible_to(request.user), reference=reference)


def _drawn(request: StaffRequest, found: Inspection, shown: dict[str, Any], status: int) -> HttpResponse:
    order = orders_visible_to(request.user).filter(pk=found.order_id).prefetch_related("replies").first()
    more = {"order": order, "marks": marks_of(found)}
    return draw_matter(request, "inspection/inspection.html", found, ACTS, more | shown, status)


def _address(found: Inspection) -> str:
    return reverse("inspection:inspection", args=[found.reference])


PAGE = ActPage(ACTS, _found, _address, _drawn)
