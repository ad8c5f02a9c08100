"""The page of a ticket machine: without signing in, for whoever stands before it; it goes on while it is cut off."""

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django import forms
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.ground.kit.access import public
from tongban.ground.kit.throttle import limited
from tongban.ground.ledger import Refused
from tongban.ground.matters.answers import attempt_making
from tongban.ground.people.queries import applicant_behind
from tongban.offer.catalogue.models import Item
from tongban.work.cases.queries.public_checks import public_progress
from tongban.work.hall.actions import appointments, kiosks, person_codes, tickets
from tongban.work.hall.actions.tickets import Wish
from tongban.work.hall.models import CodeUse, Kiosk, Priority, Source, Ticket
from tongban.work.hall.queries.appointments import appointment_of
from tongban.work.hall.queries.line import line_before
from tongban.work.hall.queries.person_codes import is_person_code
from tongban.work.hall.queries.places import groups_on, is_open, kiosk_of, next_opening, offered_on
from tongban.work.hall.queries.screen import waits_of_newcomers
from tongban.work.hall.queries.wait_words import wait_of

MOST_SLIPS = 200
MARK_SALT, MARK_SECONDS = "portal.kiosk", 120


class NoAppointment(Refused):
    """Somebody is known by their code and is to say what they come for; the mark keeps who it is for a moment."""

    def __init__(self, use: CodeUse, kiosk: Kiosk) -> None:
        super().__init__(_("You have no appointment here today. Choose below what you come for."))
        self.mark = signing.dumps([use.pk, kiosk.pk], salt=MARK_SALT)


def find_use(mark: str, kiosk: Kiosk) -> CodeUse | None:
    """Return whose code this machine has read a moment ago."""
    try:
        use, machine = signing.loads(mark, salt=MARK_SALT, max_age=MARK_SECONDS)
    except signing.BadSignature:
        return None
    return (
        CodeUse.objects.select_related("code__account", "place").get(pk=use) if machine == kiosk.pk else None
    )


class TakeNumberForm(forms.Form):
    """What somebody before the machine comes for: a code to scan, or items of one line."""

    scanned = forms.CharField(
        label=_("Your code, or that of the appointment"),
        max_length=120,
        required=False,
        help_text=_("Hold your own code or that of your appointment under the reader, or type it."),
    )
    case = forms.CharField(label=_("Case number"), max_length=20, required=False)
    check = forms.CharField(label=_("Code on the receipt"), max_length=12, required=False)
    person = forms.CharField(required=False, widget=forms.HiddenInput)
    has_priority = forms.BooleanField(
        label=_("I am over 60, disabled, or with a small child"), required=False
    )

    def __init__(self, *args: Any, kiosk: Kiosk, **kwargs: Any) -> None:
        """Offer the lines and items of the place."""
        super().__init__(*args, **kwargs)
        today = localdate()
        self.kiosk = kiosk
        self.offered = list(offered_on(kiosk.place, today))
        items = Item.objects.filter(pk__in=[each.item_id for each in self.offered])
        self.fields["group"] = forms.ModelChoiceField(groups_on(kiosk.place, today), required=False)
        self.fields["items"] = forms.ModelMultipleChoiceField(items, required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for something, and for the code of a case that is named."""
        said = super().clean() or {}
        number, check = (str(said.get(name, "")).strip().upper() for name in ("case", "check"))
        if number and public_progress(number, check) is None:
            self.add_error("case", _("Number and code do not fit together."))
        said["case"] = number
        if not said.get("scanned") and not said.get("group"):
            self.add_error(None, _("Choose what you come for, or scan the code of your appointment."))
        said["use"] = find_use(said.get("person", ""), self.kiosk)
        return said

    def refuse(self, refusal: Refused) -> None:
        """Say why; who is known by their code and has no appointment is still known when they have chosen."""
        if isinstance(refusal, NoAppointment):
            said: Any = self.data
            said = said.copy()  # with every item that was chosen
            said["scanned"], said["person"] = "", refusal.mark
            self.data = said
        self.add_error(None, str(refusal))


@public
@limited("kiosk", methods=["POST"])
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def kiosk(request: HttpRequest, code: str) -> HttpResponse:
    found = find_kiosk(code)
    form = TakeNumberForm(request.POST or None, kiosk=found)
    status, ticket = attempt_making(form, lambda: _take(found, form.cleaned_data))
    if ticket is not None:
        address = request.build_absolute_uri(f"/visit/ticket/{ticket.code}/")
        shown = {"kiosk": found, "ticket": ticket, "before": line_before(ticket), "address": address}
        shown["wait"] = wait_of(ticket, now())
        shown["errands"] = ticket.errands.select_related("item")
        return render(request, "portal/visit/slip.html", shown)
    shown = {"kiosk": found, "form": form, "groups": groups_on(found.place, localdate())}
    shown |= {"waits": waits_of_newcomers(found.place, at=now())}
    shown |= {"is_open": is_open(found.place, now()), "opens_at": next_opening(found.place, now())}
    return render(request, "portal/visit/kiosk.html", shown, status=status)


@public
@limited("kiosk")
@require_POST
def reserve(request: HttpRequest, code: str) -> JsonResponse:
    """Set numbers of each line aside, which the machine hands out while it is cut off."""
    found = find_kiosk(code)
    groups = groups_on(found.place, localdate())
    blocks = {group.pk: kiosks.reserve(found, group, at=now()) for group in groups}
    return JsonResponse({"day": localdate().isoformat(), "blocks": blocks})


@public
@limited("kiosk")
@require_POST
def hand_in(request: HttpRequest, code: str) -> JsonResponse:
    """Take in what the machine handed out while it was cut off."""
    found = find_kiosk(code)
    try:
        slips = [_slip(each) for each in json.loads(request.body)["slips"][:MOST_SLIPS]]
    except (ValueError, KeyError, TypeError):
        return JsonResponse({"error": "slips"}, status=422)
    return JsonResponse(asdict(kiosks.hand_in(found, slips, at=now())))


@public
@require_safe
def worker(request: HttpRequest, code: str) -> HttpResponse:
    """Answer with the script that opens the machine's page while it is cut off."""
    find_kiosk(code)
    return render(request, "portal/visit/kiosk_worker.js", content_type="text/javascript")


def _take(found: Kiosk, said: dict[str, Any]) -> Ticket:
    use: CodeUse | None = said["use"]
    if is_person_code(said["scanned"]):
        use = person_codes.use_at_machine(said["scanned"], found, CodeUse.Kind.KIOSK, at=now())
    elif said["scanned"]:
        appointment = appointment_of(said["scanned"].strip().rstrip("/").rpartition("/")[2])
        if appointment is None or appointment.place_id != found.place_id:
            raise Refused(_("No appointment of this code is expected here."))
        return appointments.arrive(appointment, at=now())
    if use is not None:
        ticket = person_codes.come_to_machine(use, at=now())
        if ticket is not None:
            return ticket
        if not said["group"]:
            raise NoAppointment(use, found)
    applicant = applicant_behind(use.code.account) if use else None
    wishes = [Wish(item) for item in said["items"]]
    if said["case"]:
        wishes.insert(0, Wish(case_reference=said["case"]))
    priority = Priority.OTHER if said["has_priority"] else Priority.NONE
    return tickets.take(
        said["group"],
        wishes or [Wish()],
        source=Source.KIOSK,
        at=now(),
        priority=priority,
        applicant=applicant,
    )


def _slip(said: dict[str, Any]) -> kiosks.OfflineSlip:
    taken_at = datetime.fromisoformat(said["taken_at"])
    if taken_at.tzinfo is None:
        raise ValueError(said["taken_at"])
    return kiosks.OfflineSlip(int(said["group"]), str(said["slip"]), taken_at, bool(said.get("has_priority")))


def find_kiosk(code: str) -> Kiosk:
    """Return the machine of a code, which stands in its address."""
    found = kiosk_of(code, localdate())
    if found is None:
        raise Http404
    return found
