"""Dashboards: the bureau, a division, an item; the wall screen; and everybody's own figures."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe

from tongban.account.budget.models import Validity
from tongban.account.evaluation.models import Evaluation
from tongban.account.evaluation.queries.account import visible_to
from tongban.account.evaluation.queries.operating_figures import targets_of
from tongban.account.insight.definitions import metric
from tongban.account.insight.rules import Period, year_of
from tongban.doors.desk.figures import compute, groups, tiles
from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.people.models import User

FIRST_YEAR = 2004
LEADING = "hall-cases"
SCOPES = ("division", "item")


@dataclass(frozen=True, slots=True)
class DashboardRequest:
    """What a dashboard was asked for: a year, and a division or an item."""

    year: int
    only: dict[str, str]

    @property
    def period(self) -> Period:
        """Return the year as a period."""
        return year_of(self.year)


@requires("insight.read")
@require_safe
def overview(request: StaffRequest) -> HttpResponse:
    asked = _asked(request)
    evaluation = _evaluation(request.user, asked.year)
    board = _board(asked, evaluation)
    leading = metric(LEADING)
    return render(
        request,
        "figures/overview.html",
        {
            "board": board,
            "asked": asked,
            "years": _years(),
            "evaluation": evaluation,
            "chart": groups.by_month(leading, asked.period, asked.only),
            "divisions": [group.name for group in _divisions(asked.period)],
            "told": groups.by_group(metric("cases-decided"), asked.period, _told(asked), asked.only)[:12],
            "scope": _told(asked),
        },
    )


@requires("insight.read")
@require_safe
def wall(request: StaffRequest) -> HttpResponse:
    asked = _asked(request)
    board = _board(asked, _evaluation(request.user, asked.year))
    chart = groups.by_month(metric(LEADING), asked.period, asked.only)
    return render(request, "figures/wall.html", {"board": board, "asked": asked, "chart": chart, "at": now()})


@requires("cases.intake", "cases.review")
@require_safe
def mine(request: StaffRequest) -> HttpResponse:
    asked = _asked(request)
    own = {"officer": groups.officer_of(request.user)}
    board = tiles.board(asked.period, at=now(), targets={}, only=own)
    chart = groups.by_month(metric(LEADING), asked.period, own)
    context = {"board": board, "asked": asked, "years": _years(), "chart": chart}
    return render(request, "figures/mine.html", context)


def _asked(request: HttpRequest) -> DashboardRequest:
    text = request.GET.get("year", "")
    this_year = localdate().year
    year = int(text) if text.isdecimal() and FIRST_YEAR <= int(text) <= this_year else this_year
    return DashboardRequest(year, {name: request.GET[name] for name in SCOPES if request.GET.get(name)})


def _board(asked: DashboardRequest, evaluation: Evaluation | None) -> tiles.Board:
    return tiles.board(
        asked.period,
        at=now(),
        targets=targets_of(evaluation) if evaluation else {},
        only=asked.only,
        budget=evaluation.budget.reference
        if evaluation and evaluation.budget.validity == Validity.VALID
        else "",
    )


def _evaluation(user: User, year: int) -> Evaluation | None:
    """Return the year's account that this reader may see: the valid one, else the newest edition."""
    is_valid = Case(When(budget__validity=Validity.VALID, then=0), default=1)
    return visible_to(user).filter(year=year).order_by(is_valid, "-pk").first()


def _divisions(period: Period) -> list[groups.FigureGroup]:
    return groups.by_group(metric("cases-filed"), period, "division", {})


def _told(asked: DashboardRequest) -> str:
    return "item" if "division" in asked.only or "item" in asked.only else "division"


def _years() -> list[int]:
    """Return the years that have cases, and this one, the newest first."""
    whole = Period(date(FIRST_YEAR, 1, 1), localdate())
    values: list[Any] = compute.compute_by(metric("cases-filed"), whole, groups.MONTH, at=now())
    return sorted({int(value.group[0]) // 100 for value in values} | {localdate().year}, reverse=True)
