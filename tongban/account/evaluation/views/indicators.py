"""The indicator table with inline editing."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from tongban.account.evaluation.actions import year_parts
from tongban.account.evaluation.forms.indicators import DefinitionForm, IndicatorFilters, RowForm
from tongban.account.evaluation.models import Evaluation, Indicator
from tongban.account.evaluation.queries.account import Account, account_of
from tongban.account.evaluation.queries.arithmetic import difference_text
from tongban.account.evaluation.queries.standings import IndicatorStanding
from tongban.account.evaluation.queries.summary import OWED, by_class, weights_of
from tongban.account.evaluation.views.year import edits, is_editable, page, reader, reads, year_for
from tongban.ground.kit.figures import day
from tongban.ground.kit.lights import LIGHTS
from tongban.ground.kit.tables import Column, download, workbook
from tongban.ground.matters.answers import SAVED, attempt, attempt_making, redirect_saved


def _owed(standing: IndicatorStanding) -> str:
    return "、".join(str(OWED[code]) for code in standing.missing)


COLUMNS: tuple[Column[IndicatorStanding], ...] = (
    Column("level1", gettext_lazy("class"), value=lambda row: row.indicator.get_level1_display()),
    Column("level2", gettext_lazy("second level"), value=lambda row: row.indicator.level2),
    Column("name", gettext_lazy("indicator"), value=lambda row: row.indicator.name),
    Column("target_text", gettext_lazy("target")),
    Column("unit", gettext_lazy("unit"), value=lambda row: row.indicator.unit),
    Column("target", gettext_lazy("target value"), kind="number", value=lambda row: row.indicator.target),
    Column(
        "actual",
        gettext_lazy("actual value"),
        kind="number",
        value=lambda row: row.actual if row.goal else None,
    ),
    Column("actual_text", gettext_lazy("actual")),
    Column("deviation_text", gettext_lazy("deviation as shown")),
    Column("difference", gettext_lazy("difference"), value=difference_text),
    Column("light", gettext_lazy("Light"), value=lambda row: LIGHTS[row.light].title),
    Column("weight", gettext_lazy("weight"), kind="number", value=lambda row: row.indicator.weight),
    Column("points", gettext_lazy("points"), kind="number"),
    Column(
        "evidence",
        gettext_lazy("evidence"),
        value=lambda row: "；".join(map(str, row.indicator.evidence.all())),
    ),
    Column("cause", gettext_lazy("cause"), value=lambda row: row.indicator.cause),
    Column("measure", gettext_lazy("measure"), value=lambda row: row.indicator.measure),
    Column("owner", gettext_lazy("responsible division"), value=lambda row: row.indicator.owner),
    Column("due_on", gettext_lazy("due on"), value=lambda row: day(row.indicator.due_on)),
    Column("missing", gettext_lazy("Owed"), value=_owed),
)


@reads
@require_safe
def indicators(request: HttpRequest, pk: int) -> HttpResponse:
    year = year_for(request, pk)
    account = account_of(year)
    filters = IndicatorFilters(request.GET or None)
    rows = filters.narrow(account.standings) if filters.is_valid() else account.standings
    if request.GET.get("export") == "xlsx":
        return _export(year, rows)
    is_filtered = any(request.GET.get(name) for name in filters.fields)
    shown = {
        **_table(request, year, account),
        "shown": by_class(rows),
        "count": len(rows),
        "filters": filters,
        "is_filtered": is_filtered,
        "export_query": request.GET.urlencode(),
    }
    return page(request, "evaluation/indicators.html", year, "indicators", shown, is_light=True)


def _table(request: HttpRequest, year: Evaluation, account: Account) -> dict[str, Any]:
    return {
        "evaluation": year,
        "account": account,
        "classes": by_class(account.standings),
        "weights": weights_of(account.standings),
        "is_editable": is_editable(request, year),
        "owed_words": OWED,
    }


def _export(year: Evaluation, rows: list[IndicatorStanding]) -> HttpResponse:
    return download(workbook(_("Indicators"), COLUMNS, rows), f"indicators-{year.year}-{year.pk}.xlsx")


def standing_in(account: Account, pk: int) -> IndicatorStanding:
    """Return an indicator of this account with its standing; another year's does not exist here."""
    found = next((each for each in account.standings if each.indicator.pk == pk), None)
    if found is None:
        raise Http404
    return found


@edits
def edit_row(request: HttpRequest, pk: int, indicator: int) -> HttpResponse:
    year = year_for(request, pk)
    account = account_of(year)
    standing = standing_in(account, indicator)
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect("evaluation:indicator", pk, indicator)
    form = RowForm(request.POST or None, standing=standing)
    status = attempt(form, lambda: change(request, standing.indicator, form))
    if status == SAVED:
        return _changed(request, year, indicator)
    shown = {**_table(request, year, account), "row": standing, "form": form}
    return render(request, "evaluation/parts/indicator_edit_row.html", shown, status=status)


def change(request: HttpRequest, row: Indicator, form: Any) -> None:
    """Enter the changes of a form over an indicator."""
    year_parts.change(row, by=reader(request), at=now(), changes=form.changes, seen=form.opened_with)


def _changed(request: HttpRequest, year: Evaluation, indicator: int) -> HttpResponse:
    account = account_of(year)
    shown = {**_table(request, year, account), "row": standing_in(account, indicator)}
    return render(request, "evaluation/parts/indicator_changed.html", shown)


@reads
@require_safe
def row(request: HttpRequest, pk: int, indicator: int) -> HttpResponse:
    year = year_for(request, pk)
    account = account_of(year)
    shown = {**_table(request, year, account), "row": standing_in(account, indicator)}
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect("evaluation:indicator", pk, indicator)
    return render(request, "evaluation/parts/indicator_row.html", shown)


@edits
def add(request: HttpRequest, pk: int) -> HttpResponse:
    year = year_for(request, pk)
    account = account_of(year)
    form = DefinitionForm(request.POST or None, instance=Indicator(evaluation=year), account=account)
    status, made = attempt_making(
        form,
        lambda: year_parts.add(Indicator, year, by=reader(request), at=now(), **form.values),
    )
    if made is not None:
        return redirect_saved(request, "evaluation:indicator", pk, made.pk)
    shown = {"form": form, "heading": _("Add an indicator"), "back": "evaluation:indicators"}
    return page(request, "evaluation/part_form.html", year, "indicators", shown, is_light=True, status=status)


@edits
@require_POST
def strike(request: HttpRequest, pk: int, indicator: int) -> HttpResponse:
    year = year_for(request, pk)
    standing = standing_in(account_of(year), indicator)
    year_parts.remove(standing.indicator, by=reader(request), at=now())
    return redirect_saved(request, "evaluation:indicators", pk, message=_("The indicator was struck."))
