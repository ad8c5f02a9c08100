"""Why a target is missed: the shortfall by month, group and step, and a cause drafted from these rows."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject as later  # noqa: N813 - read as: worked out later, when drawn
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tongban.account.evaluation.monitoring.queries import monitoring_of
from tongban.account.evaluation.monitoring.shortfall import ShortfallAnalysis, draft_of
from tongban.account.evaluation.monitoring.views import KEPT_FOR, day_asked
from tongban.account.evaluation.queries.account import Account, account_of
from tongban.account.evaluation.queries.operating_figures import metric_of
from tongban.account.evaluation.queries.standings import IndicatorStanding
from tongban.account.evaluation.views.indicators import standing_in
from tongban.account.evaluation.views.year import is_editable, page, reads, year_for
from tongban.account.insight.engines.protocol import EngineDown
from tongban.ground.kit.charts import ChartData, Series


@reads
@require_safe
def why(request: HttpRequest, pk: int, indicator: int) -> HttpResponse:
    year = year_for(request, pk)
    account = account_of(year)
    standing, on = standing_in(account, indicator), day_asked(request, year)
    found, fault = analysis_of(account, standing, on)
    shown = {
        "row": standing,
        "on": on,
        "fault": fault,
        "why": found,
        "draft": draft_of(found) if found else "",
        "chart": later(lambda: _chart(found)) if found else None,
        "can_write": is_editable(request, year),
        "kept_for": KEPT_FOR if found and found.pace.engine.manifest else 0,
    }
    return page(request, "evaluation/why.html", year, "monitoring", shown, is_light=True)


def analysis_of(
    account: Account, standing: IndicatorStanding, on: date
) -> tuple[ShortfallAnalysis | None, str]:
    """Return what a bound indicator lacks and where, or why the engine cannot; 404 for an indicator that is not bound."""
    metric = metric_of(standing.indicator)
    if metric is None or standing.goal is None:
        raise Http404
    pace = monitoring_of(account, on, at=now()).pace(metric)
    found = ShortfallAnalysis(standing.indicator.name, standing.goal, standing.indicator.unit, pace)
    try:
        draft_of(found)
    except EngineDown as down:
        return None, str(down)
    return found, ""


def _chart(found: ShortfallAnalysis) -> ChartData:
    series = [
        Series(_("Value"), [month.value for month in found.months]),
        Series(_("Pace needed"), [month.needed for month in found.months], kind="line"),
    ]
    if found.is_compared:
        series.append(Series(_("Year before"), [month.before for month in found.months], kind="line"))
    names = [f"{month.month:02d}" for month in found.months]
    places = 2 if found.unit == "%" else 0
    return ChartData("pace", _("By month against the pace"), names, series, unit=found.unit, places=places)
