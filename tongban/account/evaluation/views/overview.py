"""Where a performance year stands, on one page."""

from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject as later  # noqa: N813 - read as: worked out later, when drawn
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tongban.account.budget.queries import BudgetSheet
from tongban.account.evaluation.models import Evaluation
from tongban.account.evaluation.queries.account import Account, account_of
from tongban.account.evaluation.queries.activity import activity_of, latest_entries
from tongban.account.evaluation.queries.counts import FindingCounts, cached_counts, finding_counts
from tongban.account.evaluation.queries.history import steps_of
from tongban.account.evaluation.queries.stamps import stamp_of
from tongban.account.evaluation.queries.summary import by_class, lines_that_owe, owed_by_field, weights_of
from tongban.account.evaluation.views.year import page, reads, year_for
from tongban.ground.kit.charts import ChartData, Series
from tongban.ground.ledger.models import Entry

LATEST = 8
DUE = Decimal(90)


@reads
@require_safe
def overview(request: HttpRequest, pk: int) -> HttpResponse:
    year = year_for(request, pk)
    counts, account = cached_counts(year, stamp_of(year)), account_of(year)
    entries: Any = later(lambda: latest_entries(year, LATEST))
    shown = {
        **_missing(account, counts),
        "account": account,
        "total": later(lambda: account.sheet.total),
        "gaps": later(lambda: account.sheet.gaps()),
        "steps": later(lambda: steps_of(year, _moves(year, entries))),
        "classes": later(lambda: by_class(account.standings)),
        "weights": later(lambda: weights_of(account.standings)),
        "chart": later(lambda: _execution_by_line(account.sheet)),
        "deeds": later(lambda: activity_of(entries[:LATEST], lines=_line_names(account.sheet))),
    }
    return page(request, "evaluation/overview.html", year, "overview", shown, is_light=True)


def _missing(account: Account, counts: FindingCounts | None) -> dict[str, Any]:
    return {
        "finding_counts": counts,
        "open_rules": later(lambda: counts.titled if counts else []),
        "owed": later(lambda: owed_by_field(account.standings)),
        "owing_lines": later(lambda: lines_that_owe(account)),
    }


@reads
@require_safe
def missing(request: HttpRequest, pk: int) -> HttpResponse:
    year = year_for(request, pk)
    account = account_of(year)
    shown = {"evaluation": year, **_missing(account, finding_counts(year, account=account))}
    return render(request, "evaluation/parts/missing.html", shown)


@reads
@require_safe
def counts(request: HttpRequest, pk: int) -> HttpResponse:
    year = year_for(request, pk)
    shown = {"evaluation": year, "finding_counts": finding_counts(year)}
    return render(request, "evaluation/parts/finding_badges.html", shown)


def _moves(year: Evaluation, entries: list[Entry]) -> list[Entry]:
    return [entry for entry in reversed(entries) if entry.subject == year.reference and entry.kind == "move"]


def _line_names(sheet: BudgetSheet) -> dict[str, str]:
    return {str(row.line.pk): row.line.name for row in sheet.rows}


def _execution_by_line(sheet: BudgetSheet) -> ChartData:
    rated = [row for row in sheet.rows if row.execution.rate is not None]
    rated.sort(key=lambda row: row.execution.rate or 0, reverse=True)
    return ChartData(
        code="execution",
        title=_("Execution rate by budget line"),
        kind="horizontal",
        unit="%",
        categories=[row.line.name for row in rated],
        series=[Series(_("Execution rate"), [row.execution.rate for row in rated])],
        target=DUE,
        target_title="90%",
    )
