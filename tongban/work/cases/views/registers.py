"""Registers beside the case page: what they share, and checks on site."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.tables import Column, Table
from tongban.ground.kit.templatetags.kit import light
from tongban.work.cases.forms.registers import VisitFilters
from tongban.work.cases.models import FieldCheck, Review
from tongban.work.cases.queries.site_checks import visits_visible_to
from tongban.work.cases.views.tables import address_of

READING = ("cases.review", "cases.decide", "cases.supervise", "cases.read_all")
CASE: tuple[Column[Any], ...] = (
    Column(
        "case",
        gettext_lazy("Case"),
        value=lambda row: row.case.reference,
        link=lambda row: address_of(row.case),
    ),
    Column("item", gettext_lazy("Item"), value=lambda row: row.case.version.item.name),
    Column("applicant", gettext_lazy("Applicant"), value=lambda row: row.case.applicant.name),
)


def _outcome(row: Review) -> str:
    outcome: str | None = row.outcome  # type: ignore[attr-defined]
    if outcome is None:
        return str(_("to be checked")) if row.state == Review.State.OPEN else ""
    return str(FieldCheck.Outcome(outcome).label)


def _outcome_light(row: Review) -> SafeString | str:
    tones = {"passed": "green", "to_mend": "yellow", "failed": "red", "": "grey"}
    outcome: str | None = row.outcome  # type: ignore[attr-defined]
    late = row.due_on is not None and row.due_on < localdate()
    tone = tones[outcome] if outcome is not None else "red" if late else "yellow"
    return light(tone, _outcome(row)) if _outcome(row) else ""


VISITS: tuple[Column[Any], ...] = (
    *CASE,
    Column("step", gettext_lazy("Step"), value=lambda row: row.step.name),
    Column("division", gettext_lazy("Division"), value=lambda row: row.division.name),
    Column("due_on", gettext_lazy("Due on"), kind="day", sort="due_on"),
    Column("visited_on", gettext_lazy("Checked on"), kind="day", sort="visited_on"),
    Column("outcome", gettext_lazy("Outcome"), value=_outcome, show=_outcome_light),
)


@requires(*READING)
@require_safe
def visits(request: StaffRequest) -> HttpResponse:
    rows = visits_visible_to(request.user)
    table = Table(request, rows, VISITS, code="visits", title=_("Checks on site"), filters=VisitFilters)
    lead = _(
        "Steps that need a check on site: two officers go, and nobody agrees before it met the conditions."
    )
    return register_page(request, table, lead)


def register_page(request: StaffRequest, table: Table[Any], lead: str) -> HttpResponse:
    """Return a register as a page or as a workbook."""
    if table.is_export:
        return table.export()
    return render(request, "cases/list.html", {"table": table, "lead": lead})
