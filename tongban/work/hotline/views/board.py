"""The supervisor's board: what waits where, and how late; each figure opens the orders it counts."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.matters.work_table import WorkTable
from tongban.work.hotline.forms.lists import OrderFilters
from tongban.work.hotline.queries import CENTRE
from tongban.work.hotline.queries.board import FIGURES, counted_board
from tongban.work.hotline.queries.worklists import order_rows
from tongban.work.hotline.views.worklists import COLUMNS


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
    table = WorkTable(
        request,
        figure.rows(request.user, now()),
        COLUMNS,
        code="board",
        title=figure.title,
        filters=OrderFilters,
        rows_of=lambda orders: order_rows(orders, localdate()),
    )
    return table.export() if table.is_export else render(request, "hotline/counted.html", {"table": table})
