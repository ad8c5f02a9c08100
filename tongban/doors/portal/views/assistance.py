"""My helper: asked for, authorised on the portal, followed, revoked."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.doors.portal.forms_assistance import AskHelperForm, SignForm, StopHelpForm
from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.ledger.wording import history_in_words
from tongban.ground.matters.answers import OPENED, SAVED, attempt, attempt_making, redirect_saved
from tongban.work.assistance import papers
from tongban.work.assistance.actions import authorisations, requests
from tongban.work.assistance.models import OPEN, Assistance
from tongban.work.assistance.queries.assistances import authorisation_of, own_assistances
from tongban.work.assistance.states import CHART

asks = requires("assistance.ask")
WITHOUT = ("paper", "remind", "remind_head")
"""What the office does among itself is left out."""
STOPS: dict[str, Callable[..., Assistance]] = {
    "revoke": authorisations.revoke,
    "withdraw": requests.withdraw,
}


@asks
@require_safe
def assistances(request: StaffRequest) -> HttpResponse:
    own = own_assistances(request.user, localdate())
    shown = {"open": own.filter(status__in=OPEN), "over": own.exclude(status__in=OPEN)}
    return render(request, "portal/assistances.html", shown)


@asks
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: StaffRequest) -> HttpResponse:
    form = AskHelperForm(request.POST or None, user=request.user)
    status, made = attempt_making(form, lambda: requests.ask(form.wanted, by=request.user, at=now()))
    if made is not None:
        return redirect_saved(request, "my:assistance", made.reference)
    return render(request, "portal/ask_helper.html", {"form": form}, status=status)


@asks
@require_safe
def assistance(request: StaffRequest, reference: str) -> HttpResponse:
    return _page(request, _own(request, reference), {}, OPENED)


@asks
@require_POST
def sign(request: StaffRequest, reference: str) -> HttpResponse:
    """Authorise the helper."""
    found, form = _own(request, reference), SignForm(request.POST)
    status = attempt(form, lambda: authorisations.sign(found, form.given(found), by=request.user, at=now()))
    if status == SAVED:
        return redirect_saved(request, "my:assistance", reference)
    return _page(request, found, {"sign": form}, status)


@asks
@require_POST
def stop(request: StaffRequest, reference: str, code: str) -> HttpResponse:
    """Revoke the authorisation, or say that no helper is needed any more."""
    if code not in STOPS:
        raise Http404
    found, form = _own(request, reference), StopHelpForm(request.POST)
    status = attempt(form, lambda: STOPS[code](found, form.cleaned_data["reason"], by=request.user, at=now()))
    if status == SAVED:
        return redirect_saved(request, "my:assistance", reference)
    return _page(request, found, {code: form}, status)


@asks
@require_safe
def paper(request: StaffRequest, reference: str, pk: int) -> HttpResponse:
    kept = get_object_or_404(_own(request, reference).papers, pk=pk)
    return HttpResponse(papers.pdf(kept), content_type="application/pdf")


def _page(request: StaffRequest, found: Assistance, shown: dict[str, Any], status: int) -> HttpResponse:
    moves = {move.name for move in CHART.open_to(found, request.user)}
    forms = {
        name: kind()
        for name, kind in (("sign", SignForm), ("revoke", StopHelpForm), ("withdraw", StopHelpForm))
    }
    more = {
        "matter": found,
        "authorisation": authorisation_of(found),
        "tasks": found.tasks.select_related("case"),
        "papers": found.papers.all(),
        "today": localdate(),
        "moves": moves,
        "told": [row for row in history_in_words(found.reference) if row[0].move not in WITHOUT],
    }
    return render(request, "portal/assistance.html", forms | more | shown, status=status)


def _own(request: StaffRequest, reference: str) -> Assistance:
    found: Assistance = get_object_or_404(own_assistances(request.user, localdate()), reference=reference)
    return found
