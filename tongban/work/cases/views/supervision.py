"""Supervision: what is overdue or soon will be, orders to hurry with their replies."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.calendars import calendar
from tongban.ground.kit.tables import Column, Table
from tongban.ground.matters.answers import SAVED, attempt, redirect_saved
from tongban.ground.matters.urging_pages import ORDER_COLUMNS, ReplyForm, UrgingFilters
from tongban.work.cases.actions import supervision
from tongban.work.cases.forms.lists import CaseFilters
from tongban.work.cases.models import Urging
from tongban.work.cases.queries import registers, worklists
from tongban.work.cases.views.tables import DIVISION, CaseTable, address_of, columns_for

READING = ("cases.supervise", "cases.read_all", "cases.decide")


ORDERS: tuple[Column[Urging], ...] = (
    Column(
        "case",
        gettext_lazy("Case"),
        value=lambda row: row.case.reference,
        link=lambda row: address_of(row.case),
    ),
    Column("division", gettext_lazy("Division"), value=lambda row: row.case.division.name),
    *ORDER_COLUMNS,
)


@requires(*READING)
@require_safe
def late(request: StaffRequest) -> HttpResponse:
    """List what is overdue or falls due within two working days."""
    user, day = request.user, localdate()
    table = CaseTable(
        request,
        registers.late_or_soon(user, day, calendar()),
        (*columns_for("overdue", picking=False), DIVISION),
        code="late",
        title=_("Overdue and soon due"),
        filters=CaseFilters,
        rows_of=lambda cases: worklists.work_rows(cases, "overdue", day),
    )
    if table.is_export:
        return table.export()
    return render(request, "cases/late.html", {"table": table, "loads": registers.division_loads(user, day)})


@requires(*READING, "cases.intake", "cases.review")
@require_safe
def orders(request: StaffRequest) -> HttpResponse:
    rows = registers.urgings_visible_to(request.user)
    title = _("Orders to hurry")
    table = Table(request, rows, ORDERS, code="orders", title=title, filters=UrgingFilters)
    return table.export() if table.is_export else render(request, "cases/orders.html", {"table": table})


@requires("cases.intake", "cases.review", "cases.decide")
def reply(request: StaffRequest, pk: int) -> HttpResponse:
    order = get_object_or_404(registers.urgings_visible_to(request.user), pk=pk)
    form = ReplyForm(request.POST or None)
    who: dict[str, Any] = {"by": request.user, "at": now()}
    status = attempt(form, lambda: supervision.reply(order, form.cleaned_data["text"], **who))
    if status == SAVED:
        said = _("The reply is entered.")
        return redirect_saved(request, "cases:case", order.case.reference, message=said)
    shown = {"order": order, "form": form, "case": order.case}
    return render(request, "cases/reply.html", shown, status=status)
