"""Leads on forged closing: the list with the measured rate of false ones, and the page of one."""

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
from tongban.work.inspection.forms.filters import LeadFilters
from tongban.work.inspection.forms.moves import LEAD_ACTS
from tongban.work.inspection.models import ClosingLead
from tongban.work.inspection.queries.leads import lead_rates, leads_visible_to
from tongban.work.inspection.views.shared import draw_list, draw_matter, reads, status_column

COLUMNS: tuple[Column[ClosingLead], ...] = (
    Column(
        "reference",
        _("Number"),
        sort="reference",
        link=lambda row: reverse("inspection:lead", args=[row.reference]),
    ),
    Column(
        "order",
        pgettext_lazy("hotline", "Order"),
        value=lambda row: row.order.reference,
        sort="order__reference",
    ),
    Column("kind", _("Evidence"), value=lambda row: row.get_kind_display(), sort="kind"),
    Column("unit", _("Lead unit"), sort="unit__name"),
    Column("strength", _("Strength"), kind="number", sort="strength"),
    Column("found_at", _("Found at"), kind="instant", sort="found_at"),
    status_column(_("Status")),
)


@reads
@require_safe
def listed(request: StaffRequest) -> HttpResponse:
    rows = leads_visible_to(request.user)
    title = _("Leads on forged closings")
    table = Table(request, rows, COLUMNS, code="leads", title=title, filters=LeadFilters)
    return draw_list(request, "inspection/leads.html", table, rates=lead_rates())


@reads
@require_safe
def lead(request: StaffRequest, reference: str) -> HttpResponse:
    return _drawn(request, _found(request, reference), {}, OPENED)


@reads
def act(request: StaffRequest, reference: str, code: str) -> HttpResponse:
    """Look at it, confirm or dismiss it."""
    return PAGE.answer(request, reference, code)


def _found(request: StaffRequest, reference: str) -> ClosingLead:
    return get_object_or_404(leads_visible_to(request.user), reference=reference)


def _drawn(request: StaffRequest, found: ClosingLead, shown: dict[str, Any], status: int) -> HttpResponse:
    order = orders_visible_to(request.user).filter(pk=found.order_id).prefetch_related("replies").first()
    others = leads_visible_to(request.user).filter(order=found.order_id).exclude(pk=found.pk)
    more = {"order": order, "others": others}
    return draw_matter(request, "inspection/lead.html", found, LEAD_ACTS, more | shown, status)


def _address(found: ClosingLead) -> str:
    return reverse("inspection:lead", args=[found.reference])


PAGE = ActPage(LEAD_ACTS, _found, _address, _drawn)
