"""Work lists: what waits for whom, with lights; each list and each choice of filters is an address to keep."""

from collections.abc import Iterable

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from tongban.ground.kit import figures
from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.ledger import Refused
from tongban.work.cases.actions import decisions, intake
from tongban.work.cases.forms.lists import AllFilters, CaseFilters
from tongban.work.cases.models import Case
from tongban.work.cases.queries import visibility, worklists
from tongban.work.cases.queries.worklists import Kind, WorkRow
from tongban.work.cases.views.saved_views import shown_views
from tongban.work.cases.views.tables import DIVISION, WorkTable, columns_for

READING = ("cases.read", "cases.read_all", "cases.supervise")
TITLES: dict[Kind, str | Promise] = {
    "to_accept": _("To accept"),
    "to_review": _("To review"),
    "to_decide": _("To decide"),
    "to_issue": _("To issue"),
    "to_deliver": _("To hand over"),
    "waiting_for_applicant": _("Waiting for the applicant"),
    "overdue": _("Overdue"),
    "due_today": _("Due today"),
}
BATCHES: dict[str, tuple[str, str | Promise]] = {
    "to_accept": ("cases.intake", _("Accept those chosen")),
    "to_decide": ("cases.decide", _("Grant those chosen")),
}
MOST_AT_ONCE = 50


@requires(*READING)
@require_safe
def first(request: StaffRequest) -> HttpResponse:
    kinds = worklists.kinds_of(request.user)
    return redirect("cases:work", kinds[0]) if kinds else redirect("cases:all")


@requires(*READING)
@require_safe
def work(request: StaffRequest, kind: Kind) -> HttpResponse:
    if kind not in worklists.kinds_of(request.user):
        raise Http404
    user, day = request.user, localdate()
    batch = BATCHES.get(kind) if kind in BATCHES and user.may(BATCHES[kind][0]) else None
    table = WorkTable(
        request,
        worklists.worklist(user, kind, day),
        columns_for(kind, picking=batch is not None),
        code="cases",
        title=TITLES[kind],
        filters=CaseFilters,
        rows_of=lambda cases: worklists.work_rows(list(cases), kind, day, user),
    )
    if table.is_export:
        return table.export()
    shown = {"table": table, "kind": kind, "title": TITLES[kind], "tabs": _tabs(request, kind)}
    shown |= shown_views(request, kind)
    return render(request, "cases/work.html", {**shown, "batch": batch and batch[1]})


@requires(*READING)
@require_safe
def every(request: StaffRequest) -> HttpResponse:
    day = localdate()
    table = WorkTable(
        request,
        visibility.visible_to(request.user, day).order_by("-pk"),
        (*columns_for("", picking=False), DIVISION),
        code="cases",
        title=_("All cases"),
        filters=AllFilters,
        rows_of=lambda cases: _due_rows(cases),
    )
    if table.is_export:
        return table.export()
    shown = {"table": table, "kind": "all", "title": _("All cases"), "tabs": _tabs(request, "all")}
    shown |= shown_views(request, "all")
    return render(request, "cases/work.html", shown)


@requires("cases.intake", "cases.decide")
@require_POST
def batch(request: StaffRequest, kind: str) -> HttpResponse:
    """Accept or grant several cases, each by itself: what the law does not allow is left out, with the reason."""
    if kind not in BATCHES or not request.user.may(BATCHES[kind][0]):
        raise Http404
    chosen = request.POST.getlist("case")[:MOST_AT_ONCE]
    cases = worklists.picked_cases(request.user, kind, localdate(), chosen)  # type: ignore[arg-type]
    outcomes = [(case, _refusal(request, kind, case)) for case in cases]
    shown = {"outcomes": outcomes, "kind": kind, "title": BATCHES[kind][1]}
    return render(request, "cases/batch.html", shown)


def _refusal(request: StaffRequest, kind: str, case: Case) -> str:
    act = intake.accept if kind == "to_accept" else decisions.grant
    try:
        act(case, by=request.user, at=now())
    except Refused as refused:
        return str(refused)
    return ""


def _due_rows(cases: Iterable[Case]) -> list[WorkRow]:
    return worklists.work_rows(list(cases), "overdue", localdate())


def _tabs(request: StaffRequest, here: str) -> list[dict[str, object]]:
    counted = worklists.worklist_counts(request.user, localdate())
    return [
        {
            "kind": kind,
            "title": TITLES[kind],
            "count": figures.counted(count, worklists.MOST_COUNTED),
            "is_here": kind == here,
        }
        for kind, count in counted.items()
    ]
