"""Doing an act on a case: its small form, and the 409 page when somebody else was faster."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.staged_files import stage
from tongban.ground.ledger import Refused
from tongban.work.cases.actions.locks import lock_case
from tongban.work.cases.forms.act import Act
from tongban.work.cases.forms.acts import ACTS
from tongban.work.cases.models import Case
from tongban.work.cases.queries.changes import changes_after, last_number
from tongban.work.cases.queries.needs import Incomplete, entries_of
from tongban.work.cases.views.case import case_or_404
from tongban.work.cases.views.worklists import READING


class CaseChanged(Refused):
    """Somebody has acted on the case since the page was opened."""


@requires(*READING)
def act(request: StaffRequest, reference: str, code: str) -> HttpResponse:
    case = case_or_404(request, reference)
    if code not in ACTS:
        raise Http404
    if not ACTS[code].is_permitted(request.user):
        raise PermissionDenied
    seen = last_number(case)
    form = ACTS[code](
        request.POST or None, request.FILES or None, case=case, user=request.user, initial={"seen": seen}
    )
    stage(form, request.user, now())
    if not form.is_open(case, request.user) or "step" in form.errors:
        return _refused(
            request, case, form, CaseChanged(_("This is not possible now: the case has moved on."))
        )
    if request.method == "POST" and form.is_valid():
        return _do_act(request, case, form)
    return _page(request, case, form, status=422 if form.errors else 200)


def _do_act(request: StaffRequest, case: Case, form: Act) -> HttpResponse:
    try:
        with transaction.atomic():
            _require_unchanged(case, form)
            form.act(by=request.user, at=now())
    except Refused as refused:
        return _refused(request, case, form, refused)
    except ValidationError as error:
        form.add_error(None, error)
        return _page(request, case, form, status=422)
    messages.success(request, _("Done: %(act)s.") % {"act": form.title})
    return redirect("cases:case", case.reference)


def _require_unchanged(case: Case, form: Act) -> None:
    """Hold the case, and refuse to act on what its reader has not seen."""
    lock_case(case)
    seen = form.cleaned_data.get("seen")
    if not form.is_parallel and seen is not None and last_number(case) > seen:
        raise CaseChanged(_("Somebody has acted on this case since you opened the page."))


def _refused(request: StaffRequest, case: Case, form: Act, refused: Refused) -> HttpResponse:
    """Say why not, what happened meanwhile, and keep what was typed."""
    case = case_or_404(request, case.reference)
    before = form.data.get("seen") if form.is_bound else None
    shown = {
        "reason": refused,
        "events": changes_after(case, int(before)) if before and before.isdigit() else [],
        "lacking": _lacking(case, refused),
        "seen": last_number(case),
        "is_still_open": form.is_open(case, request.user),
    }
    return _page(request, case, form, status=409, **shown)


def _lacking(case: Case, refused: Refused) -> list[tuple[str, str]]:
    if not isinstance(refused, Incomplete):
        return []
    names = {entry.pk: entry.material.name for entry in entries_of(case)}
    materials = [(names[key], text) for key, text in refused.faults.materials.items()]
    return [*materials, *refused.faults.fields.items(), *refused.faults.questions.items()]


def _page(request: StaffRequest, case: Case, form: Act, *, status: int, **more: object) -> HttpResponse:
    shown = {"case": case, "form": form, "is_still_open": True, **more}
    is_part = getattr(request, "htmx", False) and request.method == "GET" and status == 200
    name = "cases/parts/act.html" if is_part else "cases/act.html"
    return render(request, name, shown, status=status)
