"""Rounds of evaluation: the list, one with its ranking, a unit in it with every value, the report."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from tongban.ground.kit.access import StaffRequest
from tongban.ground.kit.staged_files import stage
from tongban.ground.kit.tables import Column, Table
from tongban.ground.matters.act_page import ActPage
from tongban.ground.matters.answers import OPENED, SAVED, attempt, attempt_making, redirect_saved
from tongban.ground.matters.letter import print_letter
from tongban.work.inspection.actions import rectifications, rounds
from tongban.work.inspection.forms.entries import OrderRectificationForm, RoundForm, RulingForm, ValueForm
from tongban.work.inspection.forms.moves import ROUND_ACTS
from tongban.work.inspection.models import EvaluatedUnit, EvaluationRound, StandardIndicator
from tongban.work.inspection.queries.rounds import measured, rounds_visible_to, unsettled
from tongban.work.inspection.views.shared import (
    decides,
    draw_list,
    draw_matter,
    evaluates,
    reads,
    status_column,
    status_light,
)

COLUMNS: tuple[Column[EvaluationRound], ...] = (
    Column(
        "reference",
        _("Number"),
        sort="reference",
        link=lambda row: reverse("inspection:round", args=[row.reference]),
    ),
    Column("name", _("Name"), sort="name"),
    Column("standard", _("Evaluation standard"), value=lambda row: row.standard.name),
    Column("since", _("From"), kind="day", sort="since"),
    Column("until", _("Until"), kind="day", sort="until"),
    status_column(_("Status")),
)


@reads
@require_safe
def listed(request: StaffRequest) -> HttpResponse:
    rows = rounds_visible_to(request.user)
    table = Table(request, rows, COLUMNS, code="rounds", title=_("Rounds of evaluation"))
    return draw_list(
        request, "inspection/rounds.html", table, may_open=request.user.may("inspection.evaluate")
    )


@evaluates
def new(request: StaffRequest) -> HttpResponse:
    form = RoundForm(request.POST or None)
    status, made = attempt_making(
        form, lambda: rounds.open_round(**form.cleaned_data, by=request.user, at=now())
    )
    if made is not None:
        return redirect("inspection:round", made.reference)
    return render(request, "inspection/round_form.html", {"form": form}, status=status)


@reads
@require_safe
def round_(request: StaffRequest, reference: str) -> HttpResponse:
    return _drawn(request, _found(request, reference), {}, OPENED)


@reads
def act(request: StaffRequest, reference: str, code: str) -> HttpResponse:
    """Score it, report it, or go back to collecting."""
    return PAGE.answer(request, reference, code)


@reads
@require_safe
def unit(request: StaffRequest, reference: str, pk: int) -> HttpResponse:
    """Show a unit in a round: every value, and once scored every calculation."""
    return _unit_page(request, _evaluated(request, reference, pk), {}, OPENED)


@evaluates
def value(request: StaffRequest, reference: str, pk: int, code: str) -> HttpResponse:
    """Enter a value."""
    return _said(
        request, ValueForm, _("Enter a value"), reference, pk, code, rounds.enter_value, with_values=True
    )


@decides
def ruling(request: StaffRequest, reference: str, pk: int, code: str) -> HttpResponse:
    """Rule on two values that differ."""
    return _said(
        request,
        RulingForm,
        _("Rule on the values"),
        reference,
        pk,
        code,
        rounds.rule_on_value,
        with_values=True,
    )


@evaluates
def finding(request: StaffRequest, reference: str, pk: int, code: str) -> HttpResponse:
    """Order a rectification."""
    act_ = rectifications.order_rectification
    return _said(request, OrderRectificationForm, _("Order rectification"), reference, pk, code, act_)


@reads
@require_safe
def report(request: StaffRequest, reference: str) -> HttpResponse:
    """Return the report as PDF, made of what was issued."""
    paper = get_object_or_404(_found(request, reference).papers)
    answer = HttpResponse(print_letter(paper.content, paper.at), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{reference}.pdf"'
    return answer


def _said(
    request: StaffRequest,
    kind: type[forms.Form],
    title: Any,
    reference: str,
    pk: int,
    code: str,
    act_: Callable[..., Any],
    *,
    with_values: bool = False,
) -> HttpResponse:
    evaluated = _evaluated(request, reference, pk)
    indicator = get_object_or_404(evaluated.round.standard.indicators, code=code)
    form = kind(request.POST or None, request.FILES or None)
    stage(form, request.user, now())
    status = attempt(form, lambda: _do(act_, evaluated, indicator, form, request, with_values))
    if status == SAVED:
        return redirect_saved(request, "inspection:unit", reference, pk)
    shown = {"form": form, "form_title": title, "indicator": indicator}
    return _unit_page(request, evaluated, shown, status)


def _do(
    act_: Callable[..., Any],
    evaluated: EvaluatedUnit,
    indicator: StandardIndicator,
    form: forms.Form,
    request: StaffRequest,
    with_values: bool,
) -> None:
    said = dict(form.cleaned_data)
    values = (said.pop("number"), said.pop("of")) if with_values else ()
    act_(evaluated, indicator, *values, **said, by=request.user, at=now())


def _found(request: StaffRequest, reference: str) -> EvaluationRound:
    return get_object_or_404(rounds_visible_to(request.user), reference=reference)


def _evaluated(request: StaffRequest, reference: str, pk: int) -> EvaluatedUnit:
    rows = _found(request, reference).units.select_related("unit", "round__standard")
    return get_object_or_404(rows, pk=pk)


def _drawn(request: StaffRequest, found: EvaluationRound, shown: dict[str, Any], status: int) -> HttpResponse:
    missing = unsettled(found) if found.status == EvaluationRound.Status.COLLECTING else []
    more = {
        "units": found.units.select_related("unit"),
        "missing": missing,
        "paper": found.papers.first(),
    }
    return draw_matter(request, "inspection/round.html", found, ROUND_ACTS, more | shown, status)


def _unit_page(
    request: StaffRequest, found: EvaluatedUnit, shown: dict[str, Any], status: int
) -> HttpResponse:
    is_collecting = found.round.status == EvaluationRound.Status.COLLECTING
    results = {row.indicator_id: row for row in found.results.all()}
    ordered = {row.indicator_id: row for row in found.rectifications.all()}
    lines = [
        (each, results.get(each.indicator.pk) if not is_collecting else None, ordered.get(each.indicator.pk))
        for each in measured(found)
    ]
    more = {
        "unit": found,
        "round": found.round,
        "light": status_light(found.round),
        "lines": lines,
        "reader": request.user,
        "is_collecting": is_collecting,
        "may_enter": is_collecting and request.user.may("inspection.evaluate"),
        "may_rule": is_collecting and request.user.may("inspection.decide"),
        "may_order": not is_collecting and request.user.may("inspection.evaluate"),
    }
    return render(request, "inspection/unit.html", more | shown, status=status)


def _address(found: EvaluationRound) -> str:
    return reverse("inspection:round", args=[found.reference])


PAGE = ActPage(ROUND_ACTS, _found, _address, _drawn)
