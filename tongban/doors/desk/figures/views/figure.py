"""One figure: its value, its definition, where it comes from, told apart by month and group, and its rows."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tongban.account.insight.queries import (
    SMALL,
    Metric,
    Period,
    in_words,
    metric,
    name_of,
    read_period,
    sql_of,
)
from tongban.doors.desk.figures import asking, groups
from tongban.doors.desk.figures.rows import FigureRows, reader_of
from tongban.ground.kit.access import public
from tongban.ground.kit.tables import Table

EXPORTED = 100_000
"""The most rows a workbook takes; more are read from the snapshot's files."""


@public
@require_safe
def figure(request: HttpRequest, code: str, period: str) -> HttpResponse:
    defined, asked = _asked(request, code, period)
    reader = reader_of(request)
    only = groups.chosen(request.GET, defined, reader)
    answer = asking.ask(defined, asked, at=now(), only=only)
    told = groups.told_by(request.GET, defined)
    table = None
    is_small = reader is None and bool(only) and answer.value is not None and answer.value.rows < SMALL
    if is_small:
        answer = replace(answer, value=None)
    if answer.value is not None and not answer.is_stale:
        rows = FigureRows(answer.value, answer.engine, reader)
        table = Table(request, rows, rows.columns(), code=defined.code, title=_("The rows counted"))
        if table.is_export and len(rows) <= EXPORTED:
            return table.export()
    return render(
        request,
        "figures/figure.html",
        {
            "metric": defined,
            "name": name_of(defined),
            "period": asked,
            "before": asking.ask(defined, asked.a_year_before(), at=now(), only=only).value,
            "answer": answer,
            "words": in_words(defined),
            "sql": sql_of(answer.value, engine=answer.engine) if answer.value else "",
            "chart": groups.by_month(defined, asked, only),
            "only": only,
            "told": told,
            "groups": groups.by_group(defined, asked, told, only, is_open=reader is None),
            "choices": [(name, title, _address(request, by=name)) for name, title in groups.choices(defined)],
            "table": table,
            "is_small": is_small,
            "too_many": table is not None and table.is_export,
            "layout": "kit/base.html" if reader else "kit/public.html",
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
