"""The year while it runs: what is reached on a day, what the year will come to, readings kept, exports."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject as later  # noqa: N813 - read as: worked out later, when drawn
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from tongban.account.evaluation.actions import year_parts
from tongban.account.evaluation.forms.indicators import KeepForm
from tongban.account.evaluation.models import Evaluation, Status
from tongban.account.evaluation.monitoring.queries import Monitoring, Watched, monitoring_of
from tongban.account.evaluation.monitoring.spending import LineSpending
from tongban.account.evaluation.queries.account import account_of
from tongban.account.evaluation.rules import time_proportion
from tongban.account.evaluation.views.year import edits, is_editable, page, reader, reads, year_for
from tongban.ground.kit.lights import LIGHTS
from tongban.ground.kit.tables import Column, Sheet, download, workbook_of
from tongban.ground.ledger import Refused
from tongban.ground.matters.answers import redirect_saved

KEPT_FOR = 3600


def _end(row: Watched, name: str) -> Decimal | None:
    """Return the value or a bound of the forecast."""
    return getattr(row.forecast, name) if row.forecast else None


COLUMNS: tuple[Column[Watched], ...] = (
    Column("name", gettext_lazy("indicator"), value=lambda row: row.standing.indicator.name),
    Column("target", gettext_lazy("target"), value=lambda row: row.standing.target_text),
    Column("unit", gettext_lazy("unit")),
    Column("expected", gettext_lazy("Due by the day"), kind="number"),
    Column("value", gettext_lazy("Value on the day"), kind="number", value=lambda row: row.value),
    Column("read_before", gettext_lazy("Reading of"), kind="day"),
    Column(
        "forecast",
        gettext_lazy("Forecast for the year's end"),
        kind="number",
        value=lambda row: _end(row, "value"),
    ),
    Column("low", gettext_lazy("95% interval, from"), kind="number", value=lambda row: _end(row, "low")),
    Column("high", gettext_lazy("95% interval, to"), kind="number", value=lambda row: _end(row, "high")),
    Column("passed", gettext_lazy("Share of the year it rests on (%)"), kind="number"),
    Column("method", gettext_lazy("Method"), value=lambda row: str(row.method)),
    Column("likelihood_text", gettext_lazy("Likelihood"), value=lambda row: str(row.likelihood_text)),
    Column("light", gettext_lazy("Light"), value=lambda row: LIGHTS[row.light].title),
    Column(
        "cause",
        gettext_lazy("class of cause"),
        value=lambda row: row.reading.cause_class if row.reading else "",
    ),
    Column(
        "note", gettext_lazy("cause and measure"), value=lambda row: row.reading.note if row.reading else ""
    ),
)
LINES: tuple[Column[LineSpending], ...] = (
    Column("name", gettext_lazy("Budget line")),
    Column("adjusted", gettext_lazy("Adjusted budget (10,000 yuan)"), kind="money"),
    Column("spent", gettext_lazy("Spent (10,000 yuan)"), kind="money"),
    Column("rate", gettext_lazy("Execution rate (%)"), kind="number"),
    Column("light", gettext_lazy("Light"), value=lambda row: LIGHTS[row.alert].title),
    Column(
        "value",
        gettext_lazy("Forecast for the year's end"),
        kind="number",
        value=lambda row: row.wan["value"],
    ),
    Column("low", gettext_lazy("95% interval, from"), kind="number", value=lambda row: row.wan["low"]),
    Column("high", gettext_lazy("95% interval, to"), kind="number", value=lambda row: row.wan["high"]),
)


def day_asked(request: HttpRequest, year: Evaluation) -> date:
    """Return the day the page is of: as asked, else today, within the year."""
    first, last = date(year.year, 1, 1), date(year.year, 12, 31)
    try:
        asked = date.fromisoformat(request.GET.get("on", "") or request.POST.get("on", ""))
    except ValueError:
        asked = localdate()
    return min(max(asked, first), last)


@reads
@require_safe
def monitoring(request: HttpRequest, pk: int) -> HttpResponse:
    year = year_for(request, pk)
    found = monitoring_of(account_of(year), day_asked(request, year), at=now())
    if request.GET.get("export") == "xlsx":
        return _export(found)
    return _page(request, found, None)


def _page(request: HttpRequest, found: Monitoring, given: KeepForm | None, status: int = 200) -> HttpResponse:
    year, on = found.account.evaluation, found.on
    is_kept = is_editable(request, year) and year.status == Status.MONITORING
    shown: dict[str, Any] = {
        "found": found,
        "on": on,
        "proportion": time_proportion(on),
        "spending": later(lambda: found.spending),
        "days": _days(on),
        "keeping": given or (KeepForm() if is_kept else None),
        "kept_for": KEPT_FOR if found.engine.manifest and not is_kept else 0,
        "snapshot": found.engine.manifest,
    }
    return page(
        request, "evaluation/monitoring.html", year, "monitoring", shown, is_light=True, status=status
    )


def _days(on: date) -> list[date]:
    """Return the ends of the year's months as days to look at."""
    firsts = [date(on.year, month, 1) for month in range(2, 13)]
    return [*(first - timedelta(days=1) for first in firsts), date(on.year, 12, 31)]


def _export(found: Monitoring) -> HttpResponse:
    year = found.account.evaluation
    sheets: list[Sheet] = [
        (_("Monitoring"), COLUMNS, found.watched),
        (_("Budget lines"), LINES, found.spending.lines),
    ]
    return download(workbook_of(sheets), f"monitoring-{year.year}-{year.pk}-{found.on}.xlsx")


@edits
@require_POST
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what is computed as readings: of one indicator with its cause, or of all."""
    year = year_for(request, pk)
    found = monitoring_of(account_of(year), day_asked(request, year), at=now())
    form = KeepForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, 422)
    wanted = form.cleaned_data.pop("indicator")
    rows = [row for row in found.watched if row.can_be_kept and wanted in (None, row.standing.indicator.pk)]
    count = _keep(request, found, rows, form.cleaned_data if wanted else {})
    message = ngettext("%d reading was kept.", "%d readings were kept.", count) % count
    if request.htmx:  # type: ignore[attr-defined]
        return redirect("evaluation:monitoring", pk)
    answer = redirect_saved(request, "evaluation:monitoring", pk, message=message)
    answer["Location"] = f"{reverse('evaluation:monitoring', args=[pk])}?on={found.on}"
    return answer


@transaction.atomic
def _keep(request: HttpRequest, found: Monitoring, rows: list[Watched], said: dict[str, Any]) -> int:
    count = 0
    for row in rows:
        fields = {
            "value": row.value,
            "forecast": row.forecast.value if row.forecast else None,
            "likelihood": row.likelihood,
            **{name: text for name, text in said.items() if text},
        }
        if row.value is None or not row.likelihood:
            continue
        count += 1
        year_parts.record_reading(
            row.standing.indicator, by=reader(request), at=now(), as_of=found.on, **fields
        )
    if not count:
        raise Refused(_("Nothing can be kept: there is no computed value whose likelihood is known yet."))
    return count
