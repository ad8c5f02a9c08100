"""The register of remedies."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.tables import Column, Table
from tongban.ground.matters.answers import SAVED, attempt, redirect_saved
from tongban.work.cases.forms.registers import AdvanceForm, RemedyFilters
from tongban.work.cases.models import Remedy
from tongban.work.cases.queries import registers
from tongban.work.cases.remedies.actions import advance_remedy, close_remedy

REMEDIES: tuple[Column[Remedy], ...] = (
    Column("case", gettext_lazy("Case"), value=lambda row: row.case.reference, link=lambda row: f"{row.pk}/"),
    Column("item", gettext_lazy("Item"), value=lambda row: row.case.version.item.name),
    Column("applicant", gettext_lazy("Applicant"), value=lambda row: row.case.applicant.name),
    Column("kind", gettext_lazy("Kind"), value=lambda row: row.get_kind_display(), sort="kind"),
    Column("authority", gettext_lazy("Authority or court")),
    Column("received_on", gettext_lazy("Received on"), kind="day", sort="received_on"),
    Column("stage", gettext_lazy("Stage"), value=lambda row: row.get_stage_display(), sort="stage"),
    Column("outcome", gettext_lazy("Outcome"), value=lambda row: row.get_outcome_display()),
    Column("lessons", gettext_lazy("Lessons")),
)


@requires("cases.remedy", "cases.read_all", "cases.decide")
@require_safe
def remedies(request: StaffRequest) -> HttpResponse:
    rows = registers.remedies_visible_to(request.user)
    table = Table(request, rows, REMEDIES, code="remedies", title=_("Remedies"), filters=RemedyFilters)
    return table.export() if table.is_export else render(request, "cases/remedies.html", {"table": table})


@requires("cases.remedy", "cases.read_all", "cases.decide")
def remedy(request: StaffRequest, pk: int) -> HttpResponse:
    """Show a remedy; note how far it has come, or how it ended and what is learned."""
    found = get_object_or_404(registers.remedies_visible_to(request.user), pk=pk)
    may_act = request.user.may("cases.remedy") and found.stage != Remedy.Stage.CLOSED
    form = AdvanceForm(request.POST or None, initial={"stage": found.stage, "closed_on": localdate()})
    status = attempt(form, lambda: _advance(request, found, form))
    if status == SAVED:
        return redirect_saved(request, "cases:remedy", pk)
    shown = {"remedy": found, "form": form if may_act else None, "case": found.case}
    return render(request, "cases/remedy.html", shown, status=status)


def _advance(request: StaffRequest, found: Remedy, form: AdvanceForm) -> None:
    said = form.cleaned_data
    who: dict[str, Any] = {"by": request.user, "at": now()}
    if said["stage"] != Remedy.Stage.CLOSED:
        advance_remedy(found, said["stage"], **who)
        return
    ended = {name: said[name] for name in ("closed_on", "lessons")}
    close_remedy(found, said["outcome"], **ended, **who)
