"""The desk of what could not be done: lists, taking down, reporting a refusal, one entry with its acts."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.figures import beginning
from tongban.ground.kit.tables import Column
from tongban.ground.kit.templatetags.kit import light
from tongban.ground.ledger.wording import history_in_words
from tongban.ground.matters.act_page import ActPage
from tongban.ground.matters.acts import offered
from tongban.ground.matters.answers import attempt_making, redirect_saved
from tongban.ground.matters.work_table import EVERY, WorkPage, WorkTable, due_columns
from tongban.work.cases.queries.visibility import case_of
from tongban.work.obstacles.actions import entries as actions
from tongban.work.obstacles.forms.acts import ACTS
from tongban.work.obstacles.forms.intake import ObstacleFilters, RefusalForm, TakeForm, known_of_visit
from tongban.work.obstacles.models import Obstacle
from tongban.work.obstacles.queries.entries import refusals_unreported, visible_to
from tongban.work.obstacles.queries.trials import hindrances_under
from tongban.work.obstacles.queries.worklists import LISTS, ObstacleRow, obstacle_rows

reads = requires("obstacles.read")
MOST_REFUSALS = 10
TONES = {
    "taken": "yellow",
    "declined": "grey",
    "answered": "blue",
    "called_back": "blue",
    "analysed": "green",
}


def entry_light(row: Obstacle) -> SafeString:
    """Return where an entry stands, in colour, sign and word."""
    return light(TONES.get(row.status, "yellow"), row.get_status_display())


COLUMNS: tuple[Column[ObstacleRow], ...] = (
    Column(
        "reference",
        gettext_lazy("Number"),
        value=lambda row: row.entry.reference,
        sort="reference",
        link=lambda row: reverse("obstacles:entry", args=[row.entry.reference]),
    ),
    Column("kind", gettext_lazy("Kind"), value=lambda row: row.entry.get_kind_display(), sort="kind"),
    Column("text", gettext_lazy("What could not be done"), value=lambda row: beginning(row.entry.text)),
    Column("item", gettext_lazy("Item"), value=lambda row: row.entry.item.name if row.entry.item else ""),
    Column("unit", gettext_lazy("Unit"), value=lambda row: row.entry.unit.name if row.entry.unit else ""),
    Column("outcome", gettext_lazy("Outcome"), value=lambda row: row.entry.get_outcome_display()),
    Column(
        "status",
        gettext_lazy("Status"),
        value=lambda row: row.entry.get_status_display(),
        show=lambda row: entry_light(row.entry),
    ),
    *due_columns(),
)
LIST = WorkPage(
    LISTS, gettext_lazy("Everything that could not be done"), every="obstacles:all", listed="obstacles:list"
)


@reads
@require_safe
def listed(request: StaffRequest, kind: str = EVERY) -> HttpResponse:
    table = WorkTable(
        request,
        LIST.rows(request, kind, visible_to(request.user)),
        COLUMNS,
        code="obstacles",
        title=LIST.title,
        filters=ObstacleFilters,
        rows_of=lambda found: obstacle_rows(found, localdate()),
    )
    may_report = request.user.may("cases.intake")
    shown = {
        "may_take": request.user.may("obstacles.take"),
        "may_report": may_report,
        "refusals": list(refusals_unreported(request.user)[:MOST_REFUSALS]) if may_report else [],
    }
    return LIST.draw(request, "obstacles/list.html", kind, table, **shown)


@requires("obstacles.take")
def take(request: StaffRequest) -> HttpResponse:
    visit = request.GET.get("visit", "")
    initial = {"place": visit, "number": request.GET.get("case", ""), **known_of_visit(request.user, visit)}
    form = TakeForm(request.POST or None, user=request.user, initial=initial)
    status, made = attempt_making(form, lambda: actions.take(form.complaint, by=request.user, at=now()))
    if made is not None:
        return redirect_saved(request, "obstacles:entry", made.reference)
    shown = {"form": form, "title": _("Take down what could not be done")}
    return render(request, "obstacles/form.html", shown, status=status)


@requires("cases.intake")
def report(request: StaffRequest) -> HttpResponse:
    """Report a refusal on the spot: of a case, or before anything was taken in."""
    case = case_of(request.user, request.GET.get("case", ""))
    initial = {"text": case.decision_text if case else "", "name": case.applicant.name if case else ""}
    form = RefusalForm(request.POST or None, case=case, initial=initial)
    status, made = attempt_making(
        form, lambda: actions.report_refusal(by=request.user, at=now(), case=case, **form.cleaned_data)
    )
    if made is not None:
        return redirect_saved(request, "obstacles:entry", made.reference)
    lead = f"{case.reference} · {case.version.item.name}" if case else ""
    shown = {"form": form, "title": _("Report a refusal"), "lead": lead}
    return render(request, "obstacles/form.html", shown, status=status)


@reads
@require_safe
def entry(request: StaffRequest, reference: str) -> HttpResponse:
    return _drawn(request, _found(request, reference), {}, 200)


@reads
def act(request: StaffRequest, reference: str, code: str) -> HttpResponse:
    return PAGE.answer(request, reference, code)


def _found(request: StaffRequest, reference: str) -> Obstacle:
    found: Obstacle = get_object_or_404(visible_to(request.user), reference=reference)
    return found


def _address(found: Obstacle) -> str:
    return reverse("obstacles:entry", args=[found.reference])


def _drawn(request: StaffRequest, found: Obstacle, shown: dict[str, Any], status: int) -> HttpResponse:
    more: dict[str, Any] = {
        "entry": found,
        "light": entry_light(found),
        "acts": offered(ACTS, found, request.user),
        "may_see_case": found.case is not None and case_of(request.user, found.case.reference) is not None,
        "may_see_visit": request.user.may("hall.read"),
        "may_see_item": request.user.may("catalogue.read"),
        "then": hindrances_under(found, found.version) if found.version and found.barrier else [],
        "runs": list(found.runs.select_related("version__item")),
        "happened": history_in_words(found.reference),
    }
    return render(request, "obstacles/entry.html", more | shown, status=status)


PAGE = ActPage(ACTS, _found, _address, _drawn)
