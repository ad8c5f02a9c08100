"""One indicator: goal, result, arithmetic, proofs, readings, findings and history."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongban.account.evaluation.actions import year_parts
from tongban.account.evaluation.forms.indicators import (
    DefinitionForm,
    EvidenceForm,
    ReadingForm,
    ResultForm,
    TrustForm,
)
from tongban.account.evaluation.models import Evidence, Indicator, Status
from tongban.account.evaluation.monitoring.advice import advice_on
from tongban.account.evaluation.monitoring.shortfall import draft_of
from tongban.account.evaluation.monitoring.shortfall_views import analysis_of
from tongban.account.evaluation.queries.account import Account, account_of
from tongban.account.evaluation.queries.activity import activity_of, history_of_part
from tongban.account.evaluation.queries.arithmetic import DIRECTIONS, GOOD, difference_text, steps_of
from tongban.account.evaluation.queries.filed_figures import filed_difference
from tongban.account.evaluation.queries.findings import findings_with_decisions
from tongban.account.evaluation.queries.operating_figures import metric_of
from tongban.account.evaluation.queries.stamps import stamp_of
from tongban.account.evaluation.queries.standings import IndicatorStanding
from tongban.account.evaluation.queries.summary import OWED
from tongban.account.evaluation.views.indicators import change, standing_in
from tongban.account.evaluation.views.year import edits, is_editable, page, reader, reads, year_for
from tongban.ground.kit.files import store
from tongban.ground.matters.answers import OPENED, SAVED, attempt, redirect_saved
from tongban.ground.people.models import User

LATEST = 20
Forms = dict[str, forms.BaseForm]


@reads
@require_safe
def indicator(request: HttpRequest, pk: int, indicator: int) -> HttpResponse:
    account = account_of(year_for(request, pk))
    standing = standing_in(account, indicator)
    given = (
        _drafted(account, standing, request.GET.get("draft", ""))
        if is_editable(request, account.evaluation)
        else {}
    )
    return _page(request, account, standing, given)


def _drafted(account: Account, standing: IndicatorStanding, on: str) -> Forms:
    """Return the result's form with a cause drafted from the rows in it, for the officer to correct and save."""
    row = standing.indicator
    try:
        found, _fault = analysis_of(account, standing, date.fromisoformat(on)) if on else (None, "")
    except ValueError:
        found = None
    if found is None:
        return {}
    cause = "\n".join(filter(None, [row.cause, draft_of(found)]))
    return {"result": ResultForm(instance=row, initial={"cause": cause})}


def _page(
    request: HttpRequest, account: Account, standing: IndicatorStanding, given: Forms, status: int = OPENED
) -> HttpResponse:
    row, year = standing.indicator, account.evaluation
    shown: dict[str, Any] = {
        "account": account,
        "row": standing,
        "forms": {**_forms(account, row), **given} if is_editable(request, year) else {},
        "open_form": next(iter(given), ""),
        "steps": steps_of(standing),
        "difference": difference_text(standing),
        "direction": DIRECTIONS[standing.deviation.direction] if standing.deviation else "",
        "good": GOOD[standing.goal.direction] if standing.goal else "",
        "owed": [OWED[code] for code in standing.missing],
        "readings": row.readings.all(),
        "is_monitored": year.status == Status.MONITORING,
        "metric": metric_of(row),
        "advice": advice_on(row, at=now()) if standing.goal else None,
        "filed": filed_difference(standing),
        "deeds": activity_of(history_of_part(row, year)[:LATEST]),
        **_neighbours(account, row),
    }
    return page(request, "evaluation/indicator.html", year, "indicators", shown, is_light=True, status=status)


@reads
@require_safe
def findings(request: HttpRequest, pk: int, indicator: int) -> HttpResponse:
    account = account_of(year_for(request, pk))
    row = standing_in(account, indicator).indicator
    found = [
        each
        for each in findings_with_decisions(account, stamp=stamp_of(account.evaluation))
        if each.finding.row == row.name
    ]
    return render(request, "evaluation/parts/indicator_findings.html", {"findings": found})


def _forms(account: Account, row: Indicator) -> Forms:
    return {
        "definition": DefinitionForm(instance=row, account=account),
        "result": ResultForm(instance=row),
        "trust": TrustForm(instance=row),
        "evidence": EvidenceForm(auto_id="evidence-%s"),
        "reading": ReadingForm(initial={"as_of": localdate()}, auto_id="reading-%s"),
    }


def _neighbours(account: Account, row: Indicator) -> dict[str, Any]:
    rows = list(account.indicators)
    here = next(place for place, each in enumerate(rows) if each.pk == row.pk)
    return {
        "previous": rows[here - 1] if here else None,
        "next": rows[here + 1] if here + 1 < len(rows) else None,
        "place": here + 1,
        "count": len(rows),
    }


@edits
@require_POST
def edit(request: HttpRequest, pk: int, indicator: int, part: str) -> HttpResponse:
    account = account_of(year_for(request, pk))
    standing = standing_in(account, indicator)
    row = standing.indicator
    makers: dict[str, Callable[[], Any]] = {
        "definition": lambda: DefinitionForm(request.POST, instance=row, account=account),
        "result": lambda: ResultForm(request.POST, instance=row),
        "trust": lambda: TrustForm(request.POST, instance=row),
    }
    if part not in makers:
        raise Http404
    form = makers[part]()
    status = attempt(form, lambda: change(request, row, form))
    if status == SAVED:
        return redirect_saved(request, "evaluation:indicator", pk, indicator)
    row.refresh_from_db()
    return _page(request, account, standing, {part: form}, status)


@edits
@require_POST
def prove(request: HttpRequest, pk: int, indicator: int) -> HttpResponse:
    account = account_of(year_for(request, pk))
    standing = standing_in(account, indicator)
    form = EvidenceForm(request.POST, request.FILES, auto_id="evidence-%s")
    status = attempt(form, lambda: _prove(standing.indicator, form, reader(request)))
    if status == SAVED:
        return redirect_saved(
            request, "evaluation:indicator", pk, indicator, message=_("The evidence was added.")
        )
    return _page(request, account, standing, {"evidence": form}, status)


def _prove(row: Indicator, form: EvidenceForm, by: User) -> None:
    said, at = dict(form.cleaned_data), now()
    upload = said.pop("upload")
    try:
        file = store(upload, by=by, at=at) if upload else None
    except ValidationError as error:
        form.add_error("upload", error)
        raise ValidationError([]) from error
    year_parts.add_evidence(row, by=by, at=at, file=file, **said)


@edits
@require_POST
def withdraw(request: HttpRequest, pk: int, indicator: int, proof: int) -> HttpResponse:
    account = account_of(year_for(request, pk))
    row = standing_in(account, indicator).indicator
    found: Evidence | None = next((each for each in row.evidence.all() if each.pk == proof), None)
    if found is None:
        raise Http404
    year_parts.remove_evidence(found, by=reader(request), at=now())
    return redirect_saved(
        request, "evaluation:indicator", pk, indicator, message=_("The evidence was withdrawn.")
    )


@edits
@require_POST
def read(request: HttpRequest, pk: int, indicator: int) -> HttpResponse:
    account = account_of(year_for(request, pk))
    standing = standing_in(account, indicator)
    form = ReadingForm(request.POST, auto_id="reading-%s")
    status = attempt(
        form,
        lambda: year_parts.record_reading(
            standing.indicator, by=reader(request), at=now(), **form.cleaned_data
        ),
    )
    if status == SAVED:
        return redirect_saved(
            request, "evaluation:indicator", pk, indicator, message=_("The reading was recorded.")
        )
    return _page(request, account, standing, {"reading": form}, status)
