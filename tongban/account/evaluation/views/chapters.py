"""The text of the report with its live figures: read with its marks, and written with a palette of figures."""

from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.functional import SimpleLazyObject as later  # noqa: N813 - read as: worked out later, when drawn
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongban.account.evaluation.actions import year_parts, year_units
from tongban.account.evaluation.forms.records import RecordForm
from tongban.account.evaluation.forms.texts import (
    OWN,
    ChapterForm,
    FunctionForm,
    ParticularsForm,
    ProblemForm,
)
from tongban.account.evaluation.models import Chapter, ChapterCode, DutyFunction, Evaluation, Problem
from tongban.account.evaluation.queries import year_texts
from tongban.account.evaluation.queries.account import Account, account_of
from tongban.account.evaluation.queries.places import Places
from tongban.account.evaluation.queries.texts import TextPiece, pieces_of, written_parts
from tongban.account.evaluation.views.year import edits, page, reader, reads, year_for
from tongban.ground.matters.answers import SAVED, attempt, redirect_saved


@reads
@require_safe
def chapters(request: HttpRequest, pk: int) -> HttpResponse:
    year = year_for(request, pk)
    account = account_of(year)
    parts = later(lambda: {part.code: part for part in written_parts(account)})
    shown = {
        "account": account,
        "before": later(lambda: [parts["2"]]),
        "achievements": later(lambda: [parts[code] for code in ("4.1", "4.2", "4.3")]),
        "after": later(lambda: [parts["6"]]),
        "problems": later(lambda: _problems(account)),
    }
    return page(request, "evaluation/chapters.html", year, "chapters", shown, is_light=True)


def _problems(account: Account) -> list[tuple[Problem, list[tuple[TextPiece, ...]]]]:
    places = Places(account)
    return [
        (each, [pieces_of(text, account.figures, places) for text in (each.problem, each.measure)])
        for each in account.problems
    ]


def _edit(
    request: HttpRequest,
    year: Evaluation,
    form: RecordForm,
    title: str,
    status: int,
    anchor: str,
) -> HttpResponse:
    account = account_of(year)
    places = Places(account)
    shown: dict[str, Any] = {
        "form": form,
        "title": title,
        "anchor": anchor,
        "figures": list(account.figures.values()),
        "live": [
            (bound, theirs, pieces_of(str(bound.value() or ""), account.figures, places))
            for bound, theirs in form.rows()
            if "data-live" in bound.field.widget.attrs
        ],
        "plain": [row for row in form.rows() if "data-live" not in row[0].field.widget.attrs],
    }
    return page(request, "evaluation/text_edit.html", year, "chapters", shown, is_light=True, status=status)


@edits
def chapter(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    year = year_for(request, pk)
    if code not in ChapterCode.values:
        raise Http404
    written = year_texts.chapter_of(year, code)
    form = ChapterForm(request.POST or None, instance=written)
    status = attempt(form, lambda: _write(request, written, form))
    if status == SAVED:
        return redirect_saved(request, "evaluation:chapters", pk)
    return _edit(request, year, form, str(written), status, f"part-{code}")


def _write(request: HttpRequest, written: Chapter, form: ChapterForm) -> None:
    by, at = reader(request), now()
    if written.pk:
        year_parts.change(written, by=by, at=at, seen=form.opened_with, changes=form.changes)
    else:
        body = form.cleaned_data["body"]
        year_parts.add(Chapter, written.evaluation, by=by, at=at, code=written.code, body=body)


@edits
@require_POST
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    year = year_for(request, pk)
    name = getattr(request, "htmx").trigger_name or "body"  # noqa: B009
    account = account_of(year)
    pieces = pieces_of(request.POST.get(name, ""), account.figures, Places(account))
    shown = {"pieces": pieces, "evaluation": year, "may_bind": True, "control": f"{name}"}
    return render(request, "evaluation/parts/written.html", shown)


@edits
def problem(request: HttpRequest, pk: int, problem: int = 0) -> HttpResponse:
    year = year_for(request, pk)
    known = (
        get_object_or_404(year_texts.problems_of(year), pk=problem) if problem else Problem(evaluation=year)
    )
    form = ProblemForm(request.POST or None, instance=known)
    title = str(known) or _("New problem")
    status = attempt(form, lambda: _keep(request, year, Problem, form))
    if status == SAVED:
        return redirect_saved(request, "evaluation:chapters", pk)
    return _edit(request, year, form, title, status, "problems")


@edits
def function(request: HttpRequest, pk: int, function: int = 0) -> HttpResponse:
    year = year_for(request, pk)
    known = (
        get_object_or_404(year_texts.functions_of(year), pk=function)
        if function
        else DutyFunction(evaluation=year, number=year_texts.next_number(year))
    )
    form = FunctionForm(request.POST or None, instance=known)
    title = _("Main function %(number)s") % {"number": known.numeral}
    status = attempt(form, lambda: _keep(request, year, DutyFunction, form))
    if status == SAVED:
        return redirect_saved(request, "evaluation:chapters", pk)
    return _edit(request, year, form, title, status, "overview")


def _keep(
    request: HttpRequest, year: Evaluation, kind: type[Problem | DutyFunction], form: RecordForm
) -> None:
    by, at = reader(request), now()
    if form.instance.pk:
        year_parts.change(form.instance, by=by, at=at, seen=form.opened_with, changes=form.changes)
    else:
        year_parts.add(kind, year, by=by, at=at, **form.values)


@edits
@require_POST
def strike_problem(request: HttpRequest, pk: int, problem: int) -> HttpResponse:
    year = year_for(request, pk)
    year_parts.remove(
        get_object_or_404(year_texts.problems_of(year), pk=problem), by=reader(request), at=now()
    )
    return redirect_saved(
        request, "evaluation:chapters", pk, message=_("The problem was struck; the ledger keeps it.")
    )


@edits
@require_POST
def strike_function(request: HttpRequest, pk: int, function: int) -> HttpResponse:
    year = year_for(request, pk)
    year_parts.remove(
        get_object_or_404(year_texts.functions_of(year), pk=function), by=reader(request), at=now()
    )
    return redirect_saved(
        request, "evaluation:chapters", pk, message=_("The function was struck; the ledger keeps it.")
    )


@edits
def particulars(request: HttpRequest, pk: int) -> HttpResponse:
    year = year_for(request, pk)
    stamp = year_texts.last_change(year, OWN)
    form = ParticularsForm(request.POST or None, instance=year, stamp=stamp)
    title = _("Bodies, units and imprint")
    status = attempt(form, lambda: _declare(request, pk, form))
    if status == SAVED:
        return redirect_saved(request, "evaluation:chapters", pk)
    return _edit(request, year_for(request, pk), form, title, status, "imprint")


@transaction.atomic
def _declare(request: HttpRequest, pk: int, form: ParticularsForm) -> None:
    by, at, year = reader(request), now(), year_for(request, pk)
    year_units.require_year_unchanged(year, OWN, form.opened_with)
    if form.fields_changed:
        year_parts.change(year, by=by, at=at, changes=form.fields_changed)
    if "units" in form.changes:
        year_units.choose_units(year, form.cleaned_data["units"], by=by, at=at)
