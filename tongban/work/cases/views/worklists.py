"""Work lists: what waits for whom, with lights; each list and each choice of filters is an address to keep."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.matters.work_table import EVERY, WorkPage
from tongban.ground.matters.worklists import BatchAct
from tongban.work.cases.actions import decisions, intake
from tongban.work.cases.forms.lists import AllFilters, CaseFilters
from tongban.work.cases.models import Case
from tongban.work.cases.queries import visibility
from tongban.work.cases.queries.worklists import LISTS, READING, work_rows
from tongban.work.cases.views.tables import DIVISION, CaseTable, columns_for

PAGE = WorkPage(LISTS, _("All cases"), every="cases:all", listed="cases:work")
BATCHES: dict[str, BatchAct[Case]] = {
    "to_accept": BatchAct("cases.intake", _("Accept those chosen"), intake.accept),
    "to_decide": BatchAct("cases.decide", _("Grant those chosen"), decisions.grant),
}


@requires(*READING)
@require_safe
def first(request: StaffRequest) -> HttpResponse:
    lists = LISTS.of(request.user)
    return redirect("cases:work", lists[0].kind) if lists else redirect("cases:all")


@requires(*READING)
@require_safe
def work(request: StaffRequest, kind: str) -> HttpResponse:
    user, day = request.user, localdate()
    wanted = PAGE.find(request, kind)
    batch = BATCHES.get(kind)
    table = CaseTable(
        request,
        LISTS.rows(user, kind, day),
        columns_for(kind, picking=batch is not None),
        code="cases",
        title=wanted.title,
        filters=CaseFilters,
        rows_of=lambda cases: work_rows(cases, kind, day, user),
    )
    return PAGE.draw(request, "cases/work.html", kind, table, batch=batch and batch.title)


@requires(*READING)
@require_safe
def every(request: StaffRequest) -> HttpResponse:
    day = localdate()
    table = CaseTable(
        request,
        visibility.visible_to(request.user, day).order_by("-pk"),
        (*columns_for("", picking=False), DIVISION),
        code="cases",
        title=PAGE.title,
        filters=AllFilters,
        rows_of=lambda cases: work_rows(cases, "overdue", day),
    )
    return PAGE.draw(request, "cases/work.html", EVERY, table)


@requires("cases.intake", "cases.decide")
@require_POST
def batch(request: StaffRequest, kind: str) -> HttpResponse:
    """Accept or grant several cases, each by itself: what the law does not allow is left out, with the reason."""
    chosen = BATCHES.get(kind)
    if chosen is None or not request.user.may(chosen.permission):
        raise Http404
    cases = LISTS.picked(request.user, kind, localdate(), request.POST.getlist("chosen"))
    outcomes = chosen.do_each(cases, by=request.user, at=now())
    shown = {"outcomes": outcomes, "kind": kind, "title": chosen.title}
    return render(request, "cases/batch.html", shown)
