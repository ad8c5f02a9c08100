"""How services were rated in a period: the metrics of the house by item or division, with their 95 % interval."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from tongban.account.insight.engines.newest import newest_engine
from tongban.account.insight.engines.protocol import EngineDown
from tongban.account.insight.rating_figures import RatingFigures, rating_figures_by
from tongban.account.insight.rules import Period
from tongban.account.insight.values import Value
from tongban.doors.desk.figures.forms import PeriodForm
from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.figures import NOTHING
from tongban.ground.kit.tables import Column, Table

PERIOD = timedelta(days=365)
HUNDRED = Decimal(100)


def _ratio(value: Value | None) -> Decimal | None:
    return value.value / HUNDRED if value is not None and value.value is not None else None


def interval_of(value: Value | None) -> str:
    """Return the 95 % interval of a share as text."""
    bounds = value.interval if value is not None else None
    return NOTHING if bounds is None else f"{bounds[0]:.2f}% – {bounds[1]:.2f}%"


COLUMNS: tuple[Column[RatingFigures], ...] = (
    Column("name", gettext_lazy("Group"), value=lambda row: row.name or NOTHING),
    Column("asked", gettext_lazy("Asked"), kind="number", places=0),
    Column("rated", gettext_lazy("Rated (n)"), kind="number", places=0),
    Column("excluded", gettext_lazy("Not counted"), kind="number", places=0),
    Column("response", gettext_lazy("Response rate"), kind="percent", value=lambda row: _ratio(row.response)),
    Column("good", gettext_lazy("Good"), kind="percent", value=lambda row: _ratio(row.good)),
    Column("interval", gettext_lazy("95 % interval"), value=lambda row: interval_of(row.good)),
    Column("bad", gettext_lazy("Bad"), kind="percent", value=lambda row: _ratio(row.bad)),
)


@requires("ratings.handle", "ratings.rule", "cases.read_all")
@require_safe
def figures(request: StaffRequest) -> HttpResponse:
    today = localdate()
    usual: dict[str, Any] = {"since": today - PERIOD, "until": today, "by": "item"}
    form = PeriodForm(request.GET if "since" in request.GET else None, initial=usual)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else usual
    try:
        period = Period(asked["since"], asked["until"])
        rows, fault = rating_figures_by(asked["by"], period, engine=newest_engine(), at=now()), ""
    except EngineDown as down:
        rows, fault = [], str(down)
    table = Table(request, rows, COLUMNS, code="figures", title=_("Ratings in figures"))
    if table.is_export:
        return table.export()
    return render(request, "figures/rated.html", {"table": table, "form": form, "fault": fault, **asked})
