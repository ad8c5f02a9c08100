"""The lists of orders: what waits for the centre or a unit, and all that one may see."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.figures import beginning
from tongban.ground.kit.tables import Column
from tongban.ground.matters.work_table import EVERY, WorkPage, WorkTable, due_columns, picking
from tongban.work.hotline.forms.lists import OrderFilters
from tongban.work.hotline.queries import READING, visible_to
from tongban.work.hotline.queries.worklists import LISTS, OrderRow, order_rows
from tongban.work.hotline.views.lights import status_light

COLUMNS: tuple[Column[OrderRow], ...] = (
    Column(
        "reference",
        _("Number"),
        value=lambda row: row.order.reference,
        sort="reference",
        link=lambda row: reverse("hotline:order", args=[row.order.reference]),
    ),
    Column("kind", _("Kind"), value=lambda row: row.order.get_kind_display(), sort="kind"),
    Column("demand_class", _("Class"), value=lambda row: row.order.demand_class or ""),
    Column("text", _("What is asked"), value=lambda row: _short(row)),
    Column("area", _("Area"), value=lambda row: row.order.area or ""),
    Column("lead_unit", _("Lead unit"), value=lambda row: row.order.lead_unit or ""),
    Column(
        "registered_at",
        _("Registered at"),
        kind="instant",
        value=lambda row: row.order.registered_at,
        sort="registered_at",
    ),
    Column(
        "status",
        _("Status"),
        value=lambda row: row.order.get_status_display(),
        show=lambda row: status_light(row.order),
    ),
    *due_columns(),
)
NAMES = ("demand_class", "area", "lead_unit")
"""What a list tells beside an order: each further join makes the database plan longer."""
PICKING: Column[OrderRow] = picking(lambda row: row.order.reference)
URGED = ("overdue",)
"""Lists from which the centre urges several orders at once."""


def _short(row: OrderRow) -> str:
    """Return the beginning of what is asked; of a confidential report there is nothing to show."""
    if row.order.is_confidential:
        return str(_("Confidential report"))
    return beginning(row.order.text)


PAGE = WorkPage(LISTS, _("All orders"), every="hotline:orders", listed="hotline:list")


@requires(*READING)
@require_safe
def listed(request: StaffRequest, kind: str = EVERY) -> HttpResponse:
    rows = PAGE.rows(request, kind, visible_to(request.user))
    may_urge = kind in URGED and request.user.may("hotline.dispatch")
    table: WorkTable[OrderRow] = WorkTable(
        request,
        rows.select_related(None).select_related(*NAMES),
        (PICKING, *COLUMNS) if may_urge else COLUMNS,
        code="orders",
        title=PAGE.title,
        filters=OrderFilters,
        rows_of=lambda orders: order_rows(orders, localdate()),
    )
    return PAGE.draw(request, "hotline/orders.html", kind, table, may_urge=may_urge)
