"""One figure: its value, its definition, where it comes from, told apart by month and group, and its rows."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tongban.account.insight.definitions import Metric, metric
from tongban.account.insight.descriptions import in_words, name_of
from tongban.account.insight.rules import Period, read_period
from tongban.account.insight.values import sql_of
from tongban.doors.desk.figures.answers import Answers
from tongban.doors.desk.figures.rows import is_of_cases, reader_of
from tongban.ground.kit.access import public
from tongban.ground.kit.tables import Table

EXPORTED = 100_000
"""The most rows a workbook takes; more are read from the snapshot's files."""


@public
@require_safe
def figure(request: HttpRequest, code: str, period: str) -> HttpResponse:
    defined, asked = _asked(request, code, period)
    reader = reader_of(request)
    asks = Answers(defined, asked, reader, request.GET, now())
    value, engine = asks.answer.value, asks.answer.engine
    table = None
    if asks.rows is not None:
        rows, columns = asks.rows
        table = Table(request, rows, columns, code=defined.code, title=_("The rows counted"))
        if table.is_export and len(rows) <= EXPORTED:
            return table.export()
    return render(
        request,
        "figures/figure.html",
        {
            "metric": defined,
            "name": name_of(defined),
            "period": asked,
            "answer": asks.answer,
            "why_not": None if asks.answer.is_stale else asks.why_not,
            "before": asks.before,
            "words": in_words(defined),
            "sql": sql_of(value, engine=engine) if value else "",
            "chart": asks.chart,
            "only": asks.only,
            "told": asks.by,
            "is_coarse": not asks.sees_all,
            "is_of_cases": is_of_cases(defined.fact),
            "reads_figures": reader is not None and reader.may("insight.read"),
            "groups": asks.groups,
            "choices": [(name, title, _address(request, by=name)) for name, title in asks.choices],
            "table": table,
            "too_many": table is not None and table.is_export,
        },
    )


def _asked(request: HttpRequest, code: str, period: str) -> tuple[Metric, Period]:
    try:
        defined, asked = metric(code), read_period(period)
    except (LookupError, ValueError) as error:
        raise Http404 from error
    reader = reader_of(request)
    if not defined.is_public and not (reader and reader.may("insight.read")):
        raise Http404
    return defined, asked


def _address(request: HttpRequest, **changed: Any) -> str:
    query = request.GET.copy()
    for unwanted in ("page", "export"):
        query.pop(unwanted, None)
    for name, value in changed.items():
        query[name] = value
    return f"?{query.urlencode()}"
