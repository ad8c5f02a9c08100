"""Registers beside the case page: hearings, checks on site, later checks of commitments."""

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
from tongban.work.cases.commitments.forms import CheckFilters
from tongban.work.cases.commitments.queries import OPEN, checks_visible_to
from tongban.work.cases.forms.registers import HearingFilters, VisitFilters
from tongban.work.cases.hearings.queries import hearings_visible_to
from tongban.work.cases.models import FieldCheck, LaterCheck, Review
from tongban.work.cases.queries.site_checks import visits_visible_to
from tongban.work.cases.views.lights import hearing_light, stage_of
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


HEARINGS: tuple[Column[Any], ...] = (
    *CASE,
    Column("kind", gettext_lazy("Kind"), value=lambda row: row.get_kind_display(), sort="kind"),
    Column("stage", gettext_lazy("Stage"), value=stage_of, show=hearing_light),
    Column("since", gettext_lazy("Told or ordered on"), kind="day", sort="since"),
    Column("ask_until", gettext_lazy("May be asked for until"), kind="day", sort="ask_until"),
    Column("hold_by", gettext_lazy("To be held by"), kind="day", sort="hold_by"),
    Column("at", gettext_lazy("Held at"), kind="instant", sort="at"),
    Column("place", gettext_lazy("Place")),
    Column("presider", gettext_lazy("Presided over by"), value=lambda row: str(row.presider or "")),
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


def _found(row: LaterCheck) -> str:
    return str(_("to be revoked")) if row.is_to_revoke else str(row.get_outcome_display())


def _found_light(row: LaterCheck) -> SafeString:
    late = row.outcome in OPEN and (row.correct_by or row.due_on) < localdate()
    tone = "red" if late or row.is_to_revoke else {"kept": "green", "": "blue", "to_correct": "yellow"}
    return light(tone if isinstance(tone, str) else tone.get(row.outcome, "grey"), _found(row))


CHECKS: tuple[Column[Any], ...] = (
    *CASE,
    Column("division", gettext_lazy("Division"), value=lambda row: row.case.division.name),
    Column("due_on", gettext_lazy("Check by"), kind="day", sort="due_on"),
    Column("outcome", gettext_lazy("Outcome"), value=_found, show=_found_light),
    Column("checked_on", gettext_lazy("Checked on"), kind="day", sort="checked_on"),
    Column("checked_by", gettext_lazy("Checked by"), value=lambda row: str(row.checked_by or "")),
    Column("correct_by", gettext_lazy("To be corrected by"), kind="day"),
    Column("revoked_on", gettext_lazy("Revoked on"), kind="day"),
)


@requires(*READING)
@require_safe
def hearings(request: StaffRequest) -> HttpResponse:
    rows = hearings_visible_to(request.user)
    table = Table(request, rows, HEARINGS, code="hearings", title=_("Hearings"), filters=HearingFilters)
    lead = _(
        "Offered or ordered, announced at least seven working days before; the decision follows the record."
    )
    return _answer(request, table, lead)


@requires(*READING)
@require_safe
def visits(request: StaffRequest) -> HttpResponse:
    rows = visits_visible_to(request.user)
    table = Table(request, rows, VISITS, code="visits", title=_("Checks on site"), filters=VisitFilters)
    lead = _(
        "Steps that need a check on site: two officers go, and nobody agrees before it met the conditions."
    )
    return _answer(request, table, lead)


@requires(*READING, "licences.manage")
@require_safe
def later_checks(request: StaffRequest) -> HttpResponse:
    rows = checks_visible_to(request.user)
    table = Table(request, rows, CHECKS, code="later-checks", title=_("Later checks"), filters=CheckFilters)
    return _answer(
        request, table, _("What was decided on a commitment is checked afterwards, within its time.")
    )


def _answer(request: StaffRequest, table: Table[Any], lead: str) -> HttpResponse:
    if table.is_export:
        return table.export()
    return render(request, "cases/list.html", {"table": table, "lead": lead})
