"""Rectifications: the list with the last days, and the page of one."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from tongban.ground.kit.access import StaffRequest
from tongban.ground.kit.figures import day
from tongban.ground.kit.tables import Column, Table
from tongban.ground.kit.templatetags.kit import light
from tongban.ground.matters.act_page import ActPage
from tongban.ground.matters.answers import OPENED
from tongban.work.inspection.forms.moves import RECTIFICATION_ACTS
from tongban.work.inspection.models import Rectification
from tongban.work.inspection.queries.rounds import rectifications_visible_to
from tongban.work.inspection.views.shared import draw_list, draw_matter, sees, status_column

COLUMNS: tuple[Column[Rectification], ...] = (
    Column(
        "reference",
        _("Number"),
        sort="reference",
        link=lambda row: reverse("inspection:rectification", args=[row.reference]),
    ),
    Column("unit", _("Unit"), value=lambda row: row.evaluated.unit, sort="evaluated__unit__name"),
    Column("indicator", _("Indicator")),
    Column("due_on", _("Last day"), kind="day", sort="due_on", show=lambda row: _due(row)),
    status_column(_("Status")),
)


def _due(row: Rectification) -> SafeString:
    return light("red", day(row.due_on)) if _is_late(row) else format_html("{}", day(row.due_on))


@sees
@require_safe
def listed(request: StaffRequest) -> HttpResponse:
    rows = rectifications_visible_to(request.user)
    table = Table(request, rows, COLUMNS, code="rectifications", title=_("Rectifications"))
    return draw_list(request, "inspection/rectifications.html", table)


@sees
@require_safe
def rectification(request: StaffRequest, reference: str) -> HttpResponse:
    return _drawn(request, _found(request, reference), {}, OPENED)


@sees
def act(request: StaffRequest, reference: str, code: str) -> HttpResponse:
    """Answer it, or check the answer."""
    return PAGE.answer(request, reference, code)


def _found(request: StaffRequest, reference: str) -> Rectification:
    return get_object_or_404(rectifications_visible_to(request.user), reference=reference)


def _drawn(request: StaffRequest, found: Rectification, shown: dict[str, Any], status: int) -> HttpResponse:
    more = {"is_late": _is_late(found)}
    return draw_matter(
        request, "inspection/rectification.html", found, RECTIFICATION_ACTS, more | shown, status
    )


def _is_late(found: Rectification) -> bool:
    return found.status == Rectification.Status.OPEN and found.due_on < localdate()


def _address(found: Rectification) -> str:
    return reverse("inspection:rectification", args=[found.reference])


PAGE = ActPage(RECTIFICATION_ACTS, _found, _address, _drawn)
