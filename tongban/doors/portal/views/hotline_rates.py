"""Closed, solved, satisfied, to everybody: the three rates with their counts, from which anybody recomputes them."""

import csv
from datetime import date, timedelta
from io import StringIO
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe

from tongban.account.bulletin.queries.rates import COLUMNS, TITLES, published_counts, rates_of, totals_of
from tongban.account.insight.definitions import metrics
from tongban.account.insight.rules import Period
from tongban.ground.kit.access import public
from tongban.ground.ledger.memo import Memo

FIRST_YEAR, MONTHS = 2004, 12
Counts = tuple[tuple[Any, ...], ...]
PUBLISHED: Memo[tuple[Period, date], Counts] = Memo("portal.hotline_counts", 64)
"""What is published of months that are over, computed once a day."""


@public
@require_safe
def rates(request: HttpRequest) -> HttpResponse:
    today = localdate()
    period = _asked(request, today)
    rows = _rows(period, today)
    totals = totals_of(rows)
    shown = {
        "period": period,
        "query": f"?year={period.first.year}" if _year(request, today) else "",
        "rates": rates_of(totals),
        "totals": totals,
        "rows": rows,
        "years": range(today.year, today.year - 5, -1),
        "titles": TITLES,
    }
    return render(request, "portal/hotline_rates.html", shown)


@public
@require_safe
def counts(request: HttpRequest, extension: str) -> HttpResponse:
    today = localdate()
    period = _asked(request, today)
    rows = _rows(period, today)
    if extension == "csv":
        return _csv(rows, period)
    if extension != "json":
        raise Http404
    said = {
        "from": period.first,
        "to": period.last,
        "columns": COLUMNS,
        "definitions": {code: each.digest for code, each in metrics().items() if code.startswith("hotline-")},
        "interval": "Wilson score interval, 95 %",
        "months": rows,
    }
    return JsonResponse(said, json_dumps_params={"ensure_ascii": False})


def _asked(request: HttpRequest, today: date) -> Period:
    """Return the year asked for as far as its months are over, or the twelve months before this one."""
    last = today.replace(day=1) - timedelta(days=1)
    year = _year(request, today)
    if year:
        first = date(year, 1, 1)
        return Period(first, max(date(year, 1, 31), min(date(year, 12, 31), last)))
    months = last.year * MONTHS + last.month - MONTHS
    return Period(date(months // MONTHS, months % MONTHS + 1, 1), last)


def _year(request: HttpRequest, today: date) -> int:
    text = request.GET.get("year", "")
    return int(text) if text.isdecimal() and len(text) == 4 and FIRST_YEAR <= int(text) <= today.year else 0


def _rows(period: Period, today: date) -> list[dict[str, Any]]:
    def compute() -> Counts:
        return tuple(tuple(row[name] for name in COLUMNS) for row in published_counts(period, now()))

    kept = PUBLISHED.get((period, today), compute)
    return [dict(zip(COLUMNS, row, strict=True)) for row in kept]


def _csv(rows: list[dict[str, Any]], period: Period) -> HttpResponse:
    text = StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    answer = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="hotline-{period.name}.csv"'
    return answer
