"""What happens by itself, as the administrator sees it: when each duty ran, what came of it, when it is due again."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.tables import Column, Table
from tongban.ground.kit.templatetags.kit import light
from tongban.ground.matters import queries, runs
from tongban.ground.matters.duties import duties
from tongban.ground.matters.models import DutyRun
from tongban.ground.matters.queries import DutyRow

manages = requires(runs.MAY_RUN)
Outcome = DutyRun.Outcome
LIGHTS: dict[str, str] = {
    Outcome.RUNNING: "blue",
    Outcome.DONE: "green",
    Outcome.FAILED: "red",
    Outcome.STOPPED: "yellow",
}


def _interval(every: timedelta) -> str:
    minutes = round(every.total_seconds() / 60)
    if minutes % 1440 == 0:
        return ngettext("every day", "every %(count)d days", minutes // 1440) % {"count": minutes // 1440}
    if minutes % 60 == 0:
        return ngettext("every hour", "every %(count)d hours", minutes // 60) % {"count": minutes // 60}
    return ngettext("every minute", "every %(count)d minutes", minutes) % {"count": minutes}


def _state(row: DutyRow) -> str:
    return row.ran.get_outcome_display() if row.ran else _("Not done yet")


def _state_light(row: DutyRow) -> SafeString:
    return light(LIGHTS[row.ran.outcome] if row.ran else "grey", _state(row))


def _result(row: DutyRow) -> str | int | None:
    """Return what the last run did, or why it failed and how often."""
    if row.ran is None or row.ran.outcome != Outcome.FAILED:
        count = row.ran.count if row.ran else None
        return (
            None if count is None else ngettext("%(count)d done", "%(count)d done", count) % {"count": count}
        )
    said = {"error": row.ran.error, "count": row.ran.failures}
    return _("%(error)s (failed %(count)d times in a row)") % said


COLUMNS: tuple[Column[DutyRow], ...] = (
    Column("label", gettext_lazy("Duty"), value=lambda row: str(row.duty.label)),
    Column("every", gettext_lazy("How often"), value=lambda row: _interval(row.duty.every)),
    Column("state", gettext_lazy("State"), value=_state, show=_state_light),
    Column("begun_at", gettext_lazy("Last run"), kind="instant", value=lambda row: row.ran and row.ran.begun_at),
    Column("result", gettext_lazy("Result"), value=_result),
    Column("next_at", gettext_lazy("Next run"), kind="instant"),
)  # fmt: skip


@manages
@require_safe
def listed(request: StaffRequest) -> HttpResponse:
    rows = queries.list_duties()
    table = Table(request, rows, COLUMNS, code="duties", title=_("What happens by itself"))
    if table.is_export:
        return table.export()
    trouble = [row for row in rows if row.ran and row.ran.outcome in queries.TROUBLE]
    return render(request, "matters/duties.html", {"table": table, "rows": rows, "trouble": trouble})


@manages
@require_POST
def run_now(request: StaffRequest) -> HttpResponse:
    duty = duties().get(request.POST.get("duty", ""))
    if duty is None:
        raise Http404
    ran = runs.run_now(duty, by=request.user, at=now())
    said = {"label": duty.label, "outcome": ran.get_outcome_display()}
    tell = messages.success if ran.outcome == Outcome.DONE else messages.error
    tell(request, _("%(label)s: %(outcome)s.") % said)
    return redirect("duties:list")
