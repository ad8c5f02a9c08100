"""The evaluation standard: its versions, the tree with what is wrong with it, and the editor of an indicator."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from tongban.ground.kit.access import StaffRequest
from tongban.ground.kit.tables import Column, Table
from tongban.ground.matters.act_page import ActPage
from tongban.ground.matters.answers import OPENED, SAVED, attempt, attempt_making, redirect_saved
from tongban.ground.matters.changes import last_number
from tongban.ground.matters.numbers import by_number
from tongban.work.inspection.actions import standards
from tongban.work.inspection.forms.entries import StandardForm, StandardHeadForm, StandardIndicatorForm
from tongban.work.inspection.forms.moves import STANDARD_ACTS
from tongban.work.inspection.models import EvaluationStandard
from tongban.work.inspection.queries.standards import faults_of, standards_visible_to, tree_of
from tongban.work.inspection.views.shared import draw_list, draw_matter, evaluates, reads, status_column

COLUMNS: tuple[Column[EvaluationStandard], ...] = (
    Column(
        "reference",
        _("Number"),
        sort="reference",
        link=lambda row: reverse("inspection:standard", args=[row.reference]),
    ),
    Column("name", _("Name"), sort="name"),
    Column("basis", _("Based on")),
    Column("in_force_on", _("In force from"), kind="day", sort="in_force_on"),
    status_column(_("Status")),
)


@reads
@require_safe
def listed(request: StaffRequest) -> HttpResponse:
    rows = standards_visible_to(request.user)
    table = Table(request, rows, COLUMNS, code="standards", title=_("Evaluation standards"))
    return draw_list(
        request, "inspection/standards.html", table, may_draft=request.user.may("inspection.evaluate")
    )


@evaluates
def new(request: StaffRequest) -> HttpResponse:
    asked = request.GET.get("copy", "")
    copied = by_number(standards_visible_to(request.user), asked)
    given = _head(copied) | {"copied_from": copied} if copied else {}
    form = StandardForm(request.POST or None, initial=given)
    status, made = attempt_making(
        form, lambda: standards.draft(**form.cleaned_data, by=request.user, at=now())
    )
    if made is not None:
        return redirect("inspection:standard", made.reference)
    return render(request, "inspection/standard_form.html", {"form": form}, status=status)


@evaluates
def describe(request: StaffRequest, reference: str) -> HttpResponse:
    """Say anew what a draft is called, on what it is based, and how is sampled."""
    found = _found(request, reference)
    form = StandardHeadForm(request.POST or None, initial=_head(found))
    seen = request.POST.get("seen", "")
    said: dict[str, Any] = {"by": request.user, "at": now(), "seen": int(seen) if seen.isdecimal() else None}
    status = attempt(form, lambda: standards.describe(found, **form.cleaned_data, **said))
    if status == SAVED:
        return redirect_saved(request, "inspection:standard", reference)
    shown = {"form": form, "standard": found, "seen": seen or last_number(reference)}
    return render(request, "inspection/standard_form.html", shown, status=status)


@reads
@require_safe
def standard(request: StaffRequest, reference: str) -> HttpResponse:
    return _drawn(request, _found(request, reference), {}, OPENED)


@reads
def act(request: StaffRequest, reference: str, code: str) -> HttpResponse:
    """Put it in force."""
    return PAGE.answer(request, reference, code)


@evaluates
def indicator(request: StaffRequest, reference: str, code: str = "") -> HttpResponse:
    """Add an indicator, or change one."""
    found = _found(request, reference)
    row = get_object_or_404(found.indicators, code=code) if code else None
    form = StandardIndicatorForm(request.POST or None, instance=row)
    seen = request.POST.get("seen", "")

    def save() -> None:
        said = dict(form.cleaned_data)
        mark = int(seen) if seen.isdecimal() else None
        standards.set_indicator(found, said.pop("code"), said, by=request.user, at=now(), seen=mark)

    status = attempt(form, save)
    if status == SAVED:
        return redirect_saved(request, "inspection:standard", reference)
    shown = {"form": form, "standard": found, "row": row, "seen": seen or last_number(reference)}
    return render(request, "inspection/indicator.html", shown, status=status)


@evaluates
@require_POST
def remove(request: StaffRequest, reference: str, code: str) -> HttpResponse:
    """Remove an indicator with what is below it."""
    standards.remove_indicator(_found(request, reference), code, by=request.user, at=now())
    return redirect_saved(request, "inspection:standard", reference)


def _head(found: EvaluationStandard) -> dict[str, Any]:
    return {"name": found.name, "basis": found.basis, "sampling": found.sampling}


def _found(request: StaffRequest, reference: str) -> EvaluationStandard:
    return get_object_or_404(standards_visible_to(request.user), reference=reference)


def _drawn(
    request: StaffRequest, found: EvaluationStandard, shown: dict[str, Any], status: int
) -> HttpResponse:
    is_draft = found.status == EvaluationStandard.Status.DRAFT
    more = {
        "tree": tree_of(found),
        "faults": faults_of(found),
        "may_change": is_draft and request.user.may("inspection.evaluate"),
        "may_copy": request.user.may("inspection.evaluate"),
    }
    return draw_matter(request, "inspection/standard.html", found, STANDARD_ACTS, more | shown, status)


def _address(found: EvaluationStandard) -> str:
    return reverse("inspection:standard", args=[found.reference])


PAGE = ActPage(STANDARD_ACTS, _found, _address, _drawn)
