"""The register of later checks of what was decided on a commitment."""

from typing import Any

from django.http import HttpResponse
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
from tongban.work.cases.models import LaterCheck
from tongban.work.cases.views.registers import CASE, READING, register_page


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


@requires(*READING, "licences.manage")
@require_safe
def later_checks(request: StaffRequest) -> HttpResponse:
    rows = checks_visible_to(request.user)
    table = Table(request, rows, CHECKS, code="later-checks", title=_("Later checks"), filters=CheckFilters)
    return register_page(
        request, table, _("What was decided on a commitment is checked afterwards, within its time.")
    )
