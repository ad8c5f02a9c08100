"""The budget of a year: its table with live sums, its declaration and the totals it must meet."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongban.account.budget import queries
from tongban.account.budget.actions import books
from tongban.account.budget.models import BudgetLine, ControlLevel
from tongban.account.evaluation.forms.budget import (
    BudgetLineFilters,
    ControlForm,
    DeclarationForm,
    LineForm,
    NewLineForm,
)
from tongban.account.evaluation.models import Evaluation
from tongban.account.evaluation.views.year import keeps_books, page, reader, reads, year_for
from tongban.ground.matters.answers import SAVED, attempt, redirect_saved

LEVELS = (
    ("total", ControlLevel.TOTAL.label),
    ("basic", ControlLevel.BASIC.label),
    ("project", ControlLevel.PROJECT.label),
)


@reads
@require_safe
def budget(request: HttpRequest, pk: int) -> HttpResponse:
    year = year_for(request, pk)
    sheet = queries.sheet(year.budget)
    filters = BudgetLineFilters(request.GET or None)
    rows = filters.narrow(list(sheet.rows)) if filters.is_valid() else list(sheet.rows)
    is_filtered = len(rows) < len(sheet.rows)
    shown = {
        **_table(request, year, sheet),
        "rows": rows,
        "filters": filters,
        "is_filtered": is_filtered or any(request.GET.get(name) for name in filters.fields),
        "filtered_sum": queries.sum_of(rows) if is_filtered else None,
    }
    return page(request, "evaluation/budget.html", year, "budget", shown, is_light=True)


def _table(request: HttpRequest, year: Evaluation, sheet: queries.BudgetSheet) -> dict[str, Any]:
    return {
        "evaluation": year,
        "sheet": sheet,
        "gaps": sheet.gaps(),
        "totals": [(code, title, sheet.of(code), sheet.controls.get(code)) for code, title in LEVELS],
        "may_post": may_post(request, year),
        "colspan": 9 + 2 * sheet.has_apart + sheet.has_merged,
    }


def may_post(request: HttpRequest, year: Evaluation) -> bool:
    """Say whether this person may change the budget now."""
    return reader(request).may("budget.edit") and year.budget.closed_on is None


def line_for(year: Evaluation, line: int) -> BudgetLine:
    """Return a line of the year's budget; another budget's does not exist here."""
    return get_object_or_404(year.budget.lines, pk=line)


@keeps_books
def edit_line(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    year = year_for(request, pk)
    edited = line_for(year, line)
    form = LineForm(request.POST or None, instance=edited)
    status = attempt(form, lambda: _change(request, edited, form))
    if status != SAVED:
        return _line_form(request, year, edited, form, status)
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect_saved(request, "evaluation:line", pk, line)
    shown = {**_table(request, year, queries.sheet(year.budget)), "row": queries.row_of(edited)}
    return render(request, "evaluation/parts/budget_changed.html", shown)


def _change(request: HttpRequest, line: BudgetLine, form: LineForm) -> None:
    books.change_line(line, by=reader(request), at=now(), seen=form.opened_with, changes=form.changes)


def _line_form(
    request: HttpRequest, year: Evaluation, line: BudgetLine, form: LineForm, status: int
) -> HttpResponse:
    shown = {**_table(request, year, queries.sheet(year.budget)), "line": line, "form": form}
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "evaluation/parts/budget_edit_row.html", shown, status=status)
    return page(request, "evaluation/line_edit.html", year, "budget", shown, is_light=True, status=status)


@reads
@require_safe
def line_row(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    year = year_for(request, pk)
    row = queries.row_of(line_for(year, line))
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect("evaluation:line", pk, line)
    shown = {**_table(request, year, queries.sheet(year.budget)), "row": row}
    return render(request, "evaluation/parts/budget_row.html", shown)


@keeps_books
def add_line(request: HttpRequest, pk: int) -> HttpResponse:
    year = year_for(request, pk)
    form = NewLineForm(request.POST or None, instance=BudgetLine(budget=year.budget))
    status = attempt(form, lambda: books.add_line(year.budget, by=reader(request), at=now(), **form.values))
    if status == SAVED:
        return redirect_saved(request, "evaluation:budget", pk, message=_("The line was entered."))
    shown = {"form": form, "heading": _("Add a budget line")}
    return page(request, "evaluation/budget_form.html", year, "budget", shown, is_light=True, status=status)


@keeps_books
@require_POST
def strike_line(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    year = year_for(request, pk)
    books.remove_line(line_for(year, line), by=reader(request), at=now())
    return redirect_saved(request, "evaluation:budget", pk, message=_("The line was struck."))


@keeps_books
def declare(request: HttpRequest, pk: int) -> HttpResponse:
    year = year_for(request, pk)
    form = DeclarationForm(request.POST or None, instance=year.budget)
    status = attempt(
        form,
        lambda: books.declare(year.budget, by=reader(request), at=now(), changes=form.cleaned_data),
    )
    if status == SAVED:
        return redirect_saved(request, "evaluation:budget", pk)
    shown = {"form": form, "heading": _("How the rates are measured")}
    return page(request, "evaluation/budget_form.html", year, "budget", shown, is_light=True, status=status)


@keeps_books
def state_control(request: HttpRequest, pk: int, level: str) -> HttpResponse:
    year = year_for(request, pk)
    stated = queries.control_of(year.budget, level)
    form = ControlForm(request.POST or None, instance=stated)
    status = attempt(
        form,
        lambda: books.state_control(year.budget, by=reader(request), at=now(), **form.cleaned_data),
    )
    if status == SAVED:
        return redirect_saved(request, "evaluation:budget", pk)
    shown = {"form": form, "heading": _("A total as an outside document states it")}
    return page(request, "evaluation/budget_form.html", year, "budget", shown, is_light=True, status=status)
