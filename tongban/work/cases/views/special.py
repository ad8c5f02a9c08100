"""The special-procedure desk: what runs, who assesses, what it cost and how good it was."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.tables import Column, Table
from tongban.ground.matters.answers import SAVED, attempt, redirect_saved
from tongban.work.cases.actions import limits
from tongban.work.cases.forms.registers import DrawForm, FeeForm, PauseFilters, ReportForm, ScoreForm
from tongban.work.cases.models import Assessment, Pause
from tongban.work.cases.queries import registers
from tongban.work.cases.views.tables import address_of

READING = ("cases.review", "cases.read_all")


def _assessor(pause: Pause) -> str:
    return str(pause.assessment.assessor) if hasattr(pause, "assessment") else ""


def _score(pause: Pause) -> int | None:
    return pause.assessment.score if hasattr(pause, "assessment") else None


COLUMNS: tuple[Column[Pause], ...] = (
    Column("case", gettext_lazy("Case"), value=lambda row: row.case.reference, link=lambda row: f"{row.pk}/"),
    Column("item", gettext_lazy("Item"), value=lambda row: row.case.version.item.name),
    Column("applicant", gettext_lazy("Applicant"), value=lambda row: row.case.applicant.name),
    Column("kind", gettext_lazy("Kind"), value=lambda row: row.get_kind_display(), sort="kind"),
    Column("since", gettext_lazy("From"), kind="day", sort="since"),
    Column("until", gettext_lazy("Until"), kind="day", sort="until"),
    Column("needed_days", gettext_lazy("Days told"), kind="number", places=0, sort="needed_days"),
    Column("assessor", gettext_lazy("Firm"), value=_assessor),
    Column("score", gettext_lazy("Score"), value=_score, kind="number", places=0),
)


@requires(*READING)
@require_safe
def pauses(request: StaffRequest) -> HttpResponse:
    rows = registers.pauses_visible_to(request.user)
    title = _("Special procedures")
    table = Table(request, rows, COLUMNS, code="pauses", title=title, filters=PauseFilters)
    return table.export() if table.is_export else render(request, "cases/special.html", {"table": table})


@requires(*READING)
@require_safe
def pause(request: StaffRequest, pk: int) -> HttpResponse:
    """Show one special procedure with its assessment, and what can be done about it."""
    return _page(request, _pause_or_404(request, pk))


@requires("cases.review")
def draw(request: StaffRequest, pk: int) -> HttpResponse:
    """Draw the firm, with those recused left out; anybody can repeat the draw from its seed."""
    found = _pause_or_404(request, pk)
    form = DrawForm(request.POST or None, firms=list(registers.assessors()))
    drawn: list[Assessment] = []
    status = attempt(form, lambda: drawn.append(_draw(request, found, form)))
    if drawn:
        said = _("Drawn: %(firm)s.") % {"firm": drawn[0].assessor}
        return redirect_saved(request, "cases:pause", found.pk, message=said)
    shown = {"pause": found, "form": form, "title": _("Draw the assessor")}
    return render(request, "cases/special_form.html", shown, status=status)


def _draw(request: StaffRequest, found: Pause, form: DrawForm) -> Assessment:
    said: dict[str, Any] = {"by": request.user, "at": now(), "recused": form.recused}
    return limits.order_assessment(found.case, form.cleaned_data["field"], **said)


ASSESSMENT_ACTS: dict[str, tuple[type[Any], Any, Callable[..., Any]]] = {
    "report": (
        ReportForm,
        gettext_lazy("Keep the report"),
        lambda on, said, **who: limits.record_report(on, said["report"], **who),
    ),
    "fee": (
        FeeForm,
        gettext_lazy("Enter the fee"),
        lambda on, said, **who: limits.settle_fee(on, **said, **who),
    ),
    "score": (
        ScoreForm,
        gettext_lazy("Score the report"),
        lambda on, said, **who: limits.score_assessor(on, said["points"], **who),
    ),
}


@requires("cases.review")
def assessment_act(request: StaffRequest, pk: int, code: str) -> HttpResponse:
    """Keep the report, enter the fee, or score the work of the firm drawn."""
    if code not in ASSESSMENT_ACTS:
        raise Http404
    found: Assessment = get_object_or_404(registers.assessments_visible_to(request.user), pause=pk)
    kind, title, act = ASSESSMENT_ACTS[code]
    offered = {"lines": registers.fee_lines(found.pause.case, localdate())} if kind is FeeForm else {}
    form = kind(request.POST or None, request.FILES or None, **offered)
    status = attempt(form, lambda: act(found, form.cleaned_data, by=request.user, at=now()))
    if status == SAVED:
        return redirect_saved(request, "cases:pause", pk)
    shown = {"pause": found.pause, "form": form, "title": title}
    return render(request, "cases/special_form.html", shown, status=status)


def _pause_or_404(request: StaffRequest, pk: int) -> Pause:
    found: Pause = get_object_or_404(registers.pauses_visible_to(request.user), pk=pk)
    return found


def _page(request: StaffRequest, found: Pause) -> HttpResponse:
    assessment = getattr(found, "assessment", None)
    names = {firm.credit_code: firm.name for firm in registers.assessors()} if assessment else {}
    shown = {
        "pause": found,
        "assessment": assessment,
        "firms": [names.get(code, code) for code in assessment.drawn_from] if assessment else [],
        "recused": [(names.get(row["firm"], row["firm"]), row["reason"]) for row in assessment.recused]
        if assessment
        else [],
        "case_url": address_of(found.case),
        "may_act": request.user.may("cases.review"),
    }
    return render(request, "cases/pause.html", shown)
