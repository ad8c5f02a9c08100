"""The head's overview: cases by status and light, and the time that each step takes."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.charts import ChartData, Series
from tongban.ground.kit.tables import Column, Table
from tongban.work.cases.queries import registers
from tongban.work.cases.queries.registers import StepDuration

READING = ("cases.decide", "cases.read_all", "cases.supervise")
COLUMNS: tuple[Column[StepDuration], ...] = (
    Column("item", gettext_lazy("Item")),
    Column("step", gettext_lazy("Step")),
    Column("division", gettext_lazy("Division")),
    Column("count", gettext_lazy("Done"), kind="number", places=0),
    Column("hours", gettext_lazy("Mean time (hours)"), kind="number", places=1),
    Column("days", gettext_lazy("Working days given"), kind="number", places=0),
)


@requires(*READING)
@require_safe
def overview(request: StaffRequest) -> HttpResponse:
    user, day = request.user, localdate()
    since = registers.year_before(day)
    times = registers.step_times(user, since)
    table = Table(request, times, COLUMNS, code="steps", title=_("Time for each step"))
    if table.is_export:
        return table.export()
    statuses = registers.by_status(user)
    shown = {
        "statuses": [
            (label, count, f"{reverse('cases:all')}?status={code}") for code, label, count in statuses
        ],
        "loads": registers.division_loads(user, day),
        "chart": _chart(statuses),
        "table": table,
        "since": since,
    }
    return render(request, "cases/overview.html", shown)


def _chart(statuses: list[tuple[str, str, int]]) -> ChartData | None:
    if not statuses:
        return None
    names = [label for _code, label, _count in statuses]
    counts = [count for _code, _label, count in statuses]
    return ChartData("statuses", _("Cases by status"), names, (Series(_("Cases"), counts),), unit=_("cases"))
