"""The supervisor's board: what waits where, and how late; each figure opens the rows it counts."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.tables import Column, Table
from tongban.ground.matters.work_table import WorkTable
from tongban.work.hotline.forms.lists import OrderFilters
from tongban.work.hotline.models import PhoneCall, Seat
from tongban.work.hotline.queries import CENTRE
from tongban.work.hotline.queries.board import FIGURES, BoardFigure, counted_board
from tongban.work.hotline.queries.calls import waited
from tongban.work.hotline.queries.worklists import order_rows
from tongban.work.hotline.views.worklists import COLUMNS

CALL_COLUMNS: tuple[Column[PhoneCall], ...] = (
    Column("reference", _("Number of the call"), sort="reference"),
    Column("line", _("Hotline line"), value=lambda call: call.line),
    Column("asked_at", _("Asked for a human at"), kind="instant", sort="asked_at"),
    Column(
        "waited",
        _("Waited (seconds)"),
        kind="number",
        places=0,
        value=lambda call: waited(call, now()).seconds,
    ),
    Column("agent", _("Agent"), value=lambda call: call.agent or ""),
    Column("ended_at", _("Ended at"), kind="instant", sort="ended_at"),
    Column(
        "order",
        pgettext_lazy("hotline", "Order"),
        value=lambda call: call.order.reference if call.order else "",
        link=lambda call: reverse("hotline:order", args=[call.order.reference]) if call.order else "",
    ),
)
SEAT_COLUMNS: tuple[Column[Seat], ...] = (
    Column("agent", _("Agent"), value=lambda seat: seat.agent),
    Column("state", _("State"), value=lambda seat: seat.get_state_display()),
    Column("reason", _("Why"), value=lambda seat: seat.reason),
    Column("since", _("From"), kind="instant", sort="since"),
)
BESIDE: dict[type[Any], tuple[Column[Any], ...]] = {PhoneCall: CALL_COLUMNS, Seat: SEAT_COLUMNS}


@requires(*CENTRE)
@require_safe
def board(request: StaffRequest) -> HttpResponse:
    at = now()
    return render(
        request, "hotline/board.html", {"sections": list(counted_board(request.user, at)), "at": at}
    )


@requires(*CENTRE)
@require_safe
def counted(request: StaffRequest, code: str) -> HttpResponse:
    figure = FIGURES.get(code)
    if figure is None:
        raise Http404
    table = _table(request, figure)
    return table.export() if table.is_export else render(request, "hotline/counted.html", {"table": table})


def _table(request: StaffRequest, figure: BoardFigure) -> Table[Any]:
    rows, named = figure.rows(request.user, now()), {"code": "board", "title": figure.title}
    if figure.of in BESIDE:
        return Table(request, rows, BESIDE[figure.of], **named)
    orders = lambda found: order_rows(found, localdate())  # noqa: E731
    return WorkTable(request, rows, COLUMNS, filters=OrderFilters, rows_of=orders, **named)
