"""Machines that read the code of a person: a terminal shows what can be picked up, a device asks for a rating."""

from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tongban.doors.portal.queries.case_status import status_text_of
from tongban.doors.portal.queries.delivery import DeliveryOverview
from tongban.doors.portal.views.kiosk import find_kiosk
from tongban.ground.kit.access import public
from tongban.ground.kit.throttle import limited
from tongban.ground.ledger import Refused
from tongban.ground.matters.answers import attempt_making
from tongban.ground.people.models import User
from tongban.ground.people.queries import applicant_behind
from tongban.work.hall.actions.person_codes import use_at_machine
from tongban.work.hall.models import CodeUse, Kiosk
from tongban.work.hall.queries.person_codes import finished_visits, results_of
from tongban.work.ratings.models import Invitation
from tongban.work.ratings.queries import invitation_for

READS = ["GET", "HEAD", "POST"]


class ReadForm(forms.Form):
    """The code that the machine reads."""

    scanned = forms.CharField(
        label=_("Your code"),
        max_length=120,
        help_text=_("Open “My code” on the portal and hold it under the reader."),
        widget=forms.TextInput({"autofocus": True, "autocomplete": "off", "spellcheck": "false"}),
    )


@public
@limited("kiosk", methods=["POST"])
@require_http_methods(READS)
@never_cache
def terminal(request: HttpRequest, code: str) -> HttpResponse:
    """Show what somebody may pick up, and what is under way."""
    kiosk, form = find_kiosk(code), ReadForm(request.POST or None)
    status, use = attempt_making(form, lambda: _use(form, kiosk, CodeUse.Kind.TERMINAL))
    if use is None:
        return _ask(request, kiosk, form, _("What can I pick up?"), status)
    account = use.code.account
    rows = [
        (case, status_text_of(case.status), DeliveryOverview(case))
        for case in results_of(account, localdate())
    ]
    shown = {"kiosk": kiosk, "applicant": applicant_behind(account), "rows": rows}
    return render(request, "portal/visit/results.html", shown)


@public
@limited("kiosk", methods=["POST"])
@require_http_methods(READS)
@never_cache
def rating_device(request: HttpRequest, code: str) -> HttpResponse:
    """Lead to the rating of the visit that was just finished."""
    kiosk, form = find_kiosk(code), ReadForm(request.POST or None)
    status, invitation = attempt_making(form, lambda: _to_rate(form, kiosk, now()))
    if invitation is None:
        return _ask(request, kiosk, form, _("How was your visit?"), status)
    return redirect(f"{reverse('rating', args=[invitation.code])}?device={kiosk.code}")


def _use(form: ReadForm, kiosk: Kiosk, kind: str) -> CodeUse:
    return use_at_machine(form.cleaned_data["scanned"], kiosk, kind, at=now())


def _to_rate(form: ReadForm, kiosk: Kiosk, at: datetime) -> Invitation:
    use = _use(form, kiosk, CodeUse.Kind.RATING)
    found = _unrated(use.code.account, kiosk, at)
    if found is None:
        raise Refused(_("No visit of yours was finished here today that you have not rated."))
    return found


def _unrated(account: User, kiosk: Kiosk, at: datetime) -> Invitation | None:
    visits = finished_visits(account, kiosk.place, localdate(at))
    invitations = (invitation_for(each.reference) for each in visits)
    return next((each for each in invitations if each and not hasattr(each, "rating")), None)


def _ask(request: HttpRequest, kiosk: Kiosk, form: ReadForm, title: Any, status: int) -> HttpResponse:
    shown = {"kiosk": kiosk, "form": form, "title": title}
    return render(request, "portal/visit/machine.html", shown, status=status)
