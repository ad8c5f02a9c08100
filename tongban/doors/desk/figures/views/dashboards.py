"""Dashboards: the bureau, a division, an item, a district; and everybody's own figures."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe

from tongban.account.budget.models import Validity
from tongban.account.evaluation.models import Evaluation
from tongban.account.evaluation.queries.operating_figures import targets_of
from tongban.account.insight.definitions import metric
from tongban.account.insight.rules import Period, year_of
from tongban.doors.desk.figures import apart, compute, groups, tiles
from tongban.doors.desk.figures.freshness import freshness_now
from tongban.doors.desk.figures.years import account_of_year
from tongban.ground.kit.access import StaffRequest, requires

FIRST_YEAR = 2004
LEADING = "hall-cases"
SCOPES = ("division", "item", "district")


@dataclass(frozen=True, slots=True)
class DashboardRequest:
    """What a dashboard was asked for: a year, and a division, an item or a district."""

    year: int
    only: dict[str, str]

    @property
    def period(self) -> Period:
        """Return the year as a period."""
        return year_of(self.year)


@requires("insight.read")
@require_safe
def overview(request: StaffRequest) -> HttpResponse:
    asked, at = _asked(request), now()
    evaluation = account_of_year(request.user, asked.year)
    by = apart.column_asked(request.GET, asked.only)
    return render(
        request,
        "figures/overview.html",
        {
            "board": _board(asked, evaluation, at),
            "fresh": freshness_now(at),
            "asked": asked,
            "years": _years(),
            "evaluation": evaluation,
            "chart": groups.by_month(metric(LEADING), asked.period, asked.only)
            if "district" not in asked.only
            else None,
            "choices": apart.CHOICES,
            "known": [
                (name, title, asked.only.get(name, ""), apart.names_of(name, asked.period, at))
                for name, title in apart.CHOICES
            ],
            "by": by,
            "compared": apart.table(by, asked.period, asked.only, at),
        },
    )


@requires("cases.intake", "cases.review")
@require_safe
def mine(request: StaffRequest) -> HttpResponse:
    asked, at = _asked(request), now()
    own = {"officer": groups.officer_of(request.user)}
    board = tiles.board(asked.period, at=at, targets={}, only=own)
    chart = groups.by_month(metric(LEADING), asked.period, own)
    context = {"board": board, "asked": asked, "years": _years(), "chart": chart, "fresh": freshness_now(at)}
    return render(request, "figures/mine.html", context)


def _asked(request: HttpRequest) -> DashboardRequest:
    text = request.GET.get("year", "")
    this_year = localdate().year
    year = int(text) if text.isdecimal() and FIRST_YEAR <= int(text) <= this_year else this_year
    return DashboardRequest(year, {name: request.GET[name] for name in SCOPES if request.GET.get(name)})


def _board(asked: DashboardRequest, evaluation: Evaluation | None, at: datetime) -> tiles.Board:
    return tiles.board(
        asked.period,
        at=at,
        targets=targets_of(evaluation) if evaluation else {},
        only=asked.only,
        budget=evaluation.budget.reference
        if evaluation and evaluation.budget.validity == Validity.VALID
        else "",
    )


def _years() -> list[int]:
    """Return the years that have cases, and this one, the newest first."""
    whole = Period(date(FIRST_YEAR, 1, 1), localdate())
    values: list[Any] = compute.compute_by(metric("cases-filed"), whole, groups.MONTH, at=now())
    return sorted({int(value.group[0]) // 100 for value in values} | {localdate().year}, reverse=True)
