"""Doing an act on a case: its small form, loaded into the page of the case or on a page of its own."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.matters.act_page import ActPage
from tongban.work.cases.forms.acts import ACTS
from tongban.work.cases.models import Case
from tongban.work.cases.queries.needs import Incomplete, entries_of
from tongban.work.cases.queries.worklists import READING
from tongban.work.cases.views.case import case_or_404
from tongban.work.cases.views.tables import address_of


@requires(*READING)
def act(request: StaffRequest, reference: str, code: str) -> HttpResponse:
    return PAGE.answer(request, reference, code)


def _drawn(request: StaffRequest, case: Case, shown: dict[str, Any], status: int) -> HttpResponse:
    is_part = getattr(request, "htmx", False) and request.method == "GET" and status == 200
    name = "cases/parts/act.html" if is_part else "cases/act.html"
    lacking = _lacking(case, shown["form"].refusal)
    return render(request, name, {"case": case, "lacking": lacking, **shown}, status=status)


PAGE = ActPage(ACTS, case_or_404, address_of, _drawn)


def _lacking(case: Case, refusal: Exception | None) -> list[tuple[str, str]]:
    """Return what an application lacks, beside its names."""
    if not isinstance(refusal, Incomplete):
        return []
    names = {entry.pk: entry.material.name for entry in entries_of(case)}
    materials = [(names[key], text) for key, text in refusal.faults.materials.items()]
    return [*materials, *refusal.faults.fields.items(), *refusal.faults.questions.items()]
