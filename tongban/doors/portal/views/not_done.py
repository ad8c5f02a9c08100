"""Telling what could not be done, and following it by number and code: without signing in, without scripts."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tongban.doors.portal.find_by_code import find_by_code
from tongban.doors.portal.forms_ask import FollowForm
from tongban.doors.portal.forms_not_done import NotDoneForm
from tongban.ground.kit.access import public
from tongban.ground.kit.throttle import allow, limited
from tongban.ground.ledger import Refused
from tongban.ground.ledger.models import Entry
from tongban.ground.matters.answers import WRONG, attempt_making
from tongban.ground.people.queries import applicant_behind
from tongban.work.cases.models import Case
from tongban.work.cases.queries.visibility import case_of
from tongban.work.obstacles.actions import entries as actions
from tongban.work.obstacles.actions.entries import Complaint
from tongban.work.obstacles.models import Obstacle
from tongban.work.obstacles.queries.entries import followed
from tongban.work.obstacles.states import CHART

CREATED, DAY = 201, timedelta(days=1)
TOLD = ("take", "file", "report", "classify", "assign", "answer", "call_back", "decline")
"""Moves that the person is shown; what the office does among itself is left out."""


@public
@limited("not_done", methods=["POST"])
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def file(request: HttpRequest) -> HttpResponse:
    """Take down what somebody says could not be done; number and code lead back to it."""
    form = NotDoneForm(request.POST or None, initial={"number": request.GET.get("case", "")})
    status, entry = attempt_making(form, lambda: _file(request, form))
    if entry is None:
        return render(request, "portal/not_done.html", {"form": form}, status=status)
    return render(request, "portal/not_done_receipt.html", {"entry": entry}, status=CREATED)


@public
@limited("follow", methods=["POST"])
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def follow(request: HttpRequest) -> HttpResponse:
    """Show how it stands to whoever has its number and code."""
    form = FollowForm(request.POST or None, initial={"number": request.GET.get("number", "")})
    form.fields["number"].help_text = _("For example OBS-2026-000017")
    entry = find_by_code(form, followed)
    if entry is None:
        return render(
            request, "portal/not_done_follow.html", {"form": form}, status=WRONG if form.errors else 200
        )
    moves = Entry.objects.filter(subject=entry.reference, move__in=TOLD).order_by("number")
    steps = [(str(CHART.moves[each.move]), each.at) for each in moves]
    last = entry.runs.select_related("version").last()
    return render(
        request, "portal/not_done_follow.html", {"form": form, "entry": entry, "steps": steps, "run": last}
    )


def _file(request: HttpRequest, form: NotDoneForm) -> Obstacle:
    """File once: the same page sent twice is one report."""
    said = dict(form.cleaned_data)
    at = now()
    once = said.pop("once")
    if once and not allow(f"not-done-once:{once}", limit=1, per=DAY, at=at):
        raise Refused(_("This was taken down already; its number was shown."))
    number = said.pop("number").strip().upper()
    case = _own_case(request, number)
    if number and case is None:
        said["text"] += "\n" + str(_("Number given: %(number)s") % {"number": number})
    applicant = applicant_behind(request.user) if request.user.is_authenticated else None
    return actions.file(Complaint(**said, case=case, applicant=applicant), at=at)


def _own_case(request: HttpRequest, number: str) -> Case | None:
    """Return a case of whoever is signed in; a stranger's number is kept in the text for the desk, never looked up."""
    if not request.user.is_authenticated:
        return None
    return case_of(request.user, number, localdate())
