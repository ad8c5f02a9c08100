"""What one does with an application as a whole: file, commit, carry over, discard, withdraw, rate."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from tongban.doors.portal.actions import invite_to_rate
from tongban.doors.portal.forms import DeliveryChoiceForm
from tongban.doors.portal.queries.delivery import DeliveryOverview
from tongban.doors.portal.views.drafts import draft_of, last_look
from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.ledger import Refused
from tongban.ground.ledger.models import Entry
from tongban.work.cases.actions import applications, parcels
from tongban.work.cases.hearings.actions import ask_for_hearing, waive_hearing
from tongban.work.cases.hearings.queries import open_hearing
from tongban.work.cases.models import Case, Status
from tongban.work.cases.queries.needs import Incomplete
from tongban.work.cases.queries.visibility import visible_to

Act = Callable[[StaffRequest, str], HttpResponse]

REASON_LENGTH = 300
JUST_NOW = timedelta(minutes=1)


def own(request: StaffRequest, reference: str) -> Case:
    """Return one's own application, or 404."""
    return get_object_or_404(visible_to(request.user, localdate()), reference=reference)


def sent_once(*moves: str) -> Callable[[Act], Act]:
    """Sent twice at once, the second only shows what the first did: scripts that prevent it may load late, or never."""

    def around(act: Act) -> Act:
        @wraps(act)
        def answer(request: StaffRequest, reference: str) -> HttpResponse:
            try:
                return act(request, reference)
            except Refused:
                mine = Entry.objects.filter(subject=reference, by=request.user, move__in=moves)
                if not mine.filter(at__gte=now() - JUST_NOW).exists():
                    raise
                return redirect("my:case", reference)

        return answer

    return around


@requires("cases.apply")
@require_POST
@sent_once("file", "complete")
def file(request: StaffRequest, reference: str) -> HttpResponse:
    """File a draft, or hand in what was missing."""
    case = own(request, reference)
    act = {Status.DRAFT: applications.file, Status.INCOMPLETE: applications.complete}.get(Status(case.status))
    if act is None:
        return redirect("my:case", reference)
    choice = (
        DeliveryChoiceForm(request.POST, sending=DeliveryOverview(case)) if "way" in request.POST else None
    )
    if choice is not None and not choice.is_valid():
        return last_look(request, draft_of(request, reference), 422, choice)
    if choice is not None:
        parcels.choose_delivery(case, by=request.user, at=now(), **choice.cleaned_data)
    try:
        act(case, by=request.user, at=now())
    except Incomplete:
        return last_look(request, draft_of(request, reference), 422)
    messages.success(request, _("Received. You find the receipt below; keep the code to ask how it stands."))
    return redirect("my:case", reference)


@requires("cases.apply")
@require_POST
def commit(request: StaffRequest, reference: str) -> HttpResponse:
    case = own(request, reference)
    act = applications.take_back_commitment if "back" in request.POST else applications.commit
    act(case, by=request.user, at=now())
    return redirect("my:confirm" if case.status == Status.DRAFT else "my:case", reference)


@requires("cases.apply")
@require_POST
def carry_over(request: StaffRequest, reference: str) -> HttpResponse:
    applications.carry_over(own(request, reference), by=request.user, at=now())
    messages.success(
        request, _("Your draft follows the version that applies now. Please look through it once more.")
    )
    return redirect("my:materials", reference)


@requires("cases.apply")
@require_POST
def discard(request: StaffRequest, reference: str) -> HttpResponse:
    applications.discard(own(request, reference), by=request.user, at=now())
    messages.success(request, _("The draft was discarded."))
    return redirect("my:cases")


@requires("cases.apply")
@require_POST
@sent_once("withdraw")
def withdraw(request: StaffRequest, reference: str) -> HttpResponse:
    reason = request.POST.get("reason", "").strip()[:REASON_LENGTH]
    applications.withdraw(own(request, reference), by=request.user, at=now(), reason=reason)
    messages.success(request, _("Your application was withdrawn."))
    return redirect("my:case", reference)


@requires("cases.apply")
@require_POST
def hearing(request: StaffRequest, reference: str) -> HttpResponse:
    """Ask for the hearing that was offered, or give it up."""
    offered = open_hearing(own(request, reference), localdate())
    if offered is None:
        raise Refused(_("There is no hearing that can be asked for now."))
    if "waive" in request.POST:
        waive_hearing(offered, by=request.user, at=now())
        messages.success(request, _("You have given the hearing up; the decision no longer waits for it."))
    else:
        ask_for_hearing(offered, by=request.user, at=now())
        messages.success(request, _("You have asked for a hearing. The office tells you time and place."))
    return redirect("my:case", reference)


@requires("cases.apply")
@require_POST
def rate(request: StaffRequest, reference: str) -> HttpResponse:
    return redirect("rating", invite_to_rate(own(request, reference), at=now()).code)
