"""The window: find or register who applies, choose the item, take the application in, give the receipt."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.matters.answers import attempt, redirect_saved
from tongban.ground.people.actions import accounts
from tongban.ground.people.actions.applicants import give_mandate, register
from tongban.ground.people.models import Applicant, User
from tongban.ground.people.queries import all_waiting_accounts, waiting_accounts
from tongban.offer.catalogue.queries.matches import Hit, search
from tongban.offer.licences.queries import licences_of
from tongban.work.cases.bundles.queries import bundles_found
from tongban.work.cases.devices import with_devices
from tongban.work.cases.elsewhere.queries import may_take_in
from tongban.work.cases.forms.window import FindForm, MandateForm, RegisterApplicantForm, VerifyForm
from tongban.work.cases.queries.counter import (
    applicant_by_number,
    applicants,
    frequent_items,
    latest_cases,
    mandates_of,
)
from tongban.work.cases.queries.drafts import begun_by

takes_in = requires("cases.intake")
MOST_FOUND, MOST_ON_FILE = 12, 8


@takes_in
def window(request: StaffRequest) -> HttpResponse:
    """Find an applicant by number, or register them: the number is checked, and never stands in an address."""
    form = FindForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        shown = {"number": form, "begun": begun_by(request.user)}
        return with_devices(request, "cases/window.html", shown, status=422 if form.errors else 200)
    known = applicant_by_number(form.cleaned_data["number_type"], form.cleaned_data["number"])
    if known:
        return redirect("cases:applicant", known.pk)
    return _register(request, form)


def _register(request: StaffRequest, found: FindForm) -> HttpResponse:
    number = {name: found.cleaned_data[name] for name in ("kind", "number_type", "number")}
    is_sent = "name" in request.POST
    read = {name: request.POST.get(f"read_{name}", "") for name in ("name", "address")}
    form = RegisterApplicantForm(request.POST if is_sent else None, kind=number["kind"], initial=read)
    if is_sent and form.is_valid():
        applicant, _is_new = register(by=request.user, at=now(), **number, **form.cleaned_data)
        messages.success(request, _("Registered."))
        return redirect("cases:applicant", applicant.pk)
    waiting = _waiting(number["number_type"], number["number"])
    shown = {"form": form, "number": number, "waiting": waiting}
    return render(request, "cases/register.html", shown, status=422 if form.errors else 200)


def _waiting(number_type: str, number: str) -> list[tuple[Applicant, VerifyForm]]:
    """Return the accounts that wait under a number, each with a form of its own."""
    waiting = waiting_accounts(number_type, number)
    return [(each, VerifyForm(auto_id=f"account-{each.pk}-%s")) for each in waiting]


@takes_in
def applicant(request: StaffRequest, pk: int) -> HttpResponse:
    """Show the applicant, who acts for them, and find the item they came for."""
    found = get_object_or_404(applicants(request.user), pk=pk)
    asked = request.GET.get("q", "")
    shown = on_file(request.user, found) | {
        "applicant": found,
        "mandates": mandates_of(found, localdate()),
        "waiting": _waiting(found.number_type, found.number),
        "asked": asked,
        "agent": request.GET.get("agent", ""),
        "bundles": bundles_found(asked, found.kind),
        "hits": _hits(request, asked, found.kind) if asked else [],
        "frequent": frequent_items(request.user, found.kind, localdate()),
        "begun": begun_by(request.user, found),
    }
    return render(request, "cases/applicant.html", shown)


def on_file(user: User, applicant: Applicant) -> dict[str, Any]:
    """Return what the house has of an applicant: the last cases, and the licences, those that hold first."""
    day = localdate()
    licences = sorted(licences_of(applicant), key=lambda each: not each.is_good_on(day))[:MOST_ON_FILE]
    return {
        "cases": latest_cases(user, applicant),
        "licences": [(each, each.is_good_on(day)) for each in licences],
    }


def _hits(request: StaffRequest, asked: str, kind: str) -> list[Hit]:
    """Return the items that fit, of those that this office takes in."""
    hits = search(asked, kind, MOST_FOUND)
    mine = may_take_in([hit.version for hit in hits], request.user, localdate())
    return [hit for hit in hits if hit.version.pk in mine]


@takes_in
@require_POST
def verify(request: StaffRequest, account: int) -> HttpResponse:
    """Verify an account, or an agent, against the document that lies on the counter."""
    waiting = get_object_or_404(all_waiting_accounts(), pk=account)
    document = request.POST.get("document", "")
    known = accounts.verify_at_window(waiting, document, by=request.user, at=now())
    messages.success(request, _("Verified. The account now acts for this applicant."))
    return redirect("cases:applicant", known.pk)


@takes_in
def mandate(request: StaffRequest, pk: int) -> HttpResponse:
    """Enter who acts for an applicant."""
    found = get_object_or_404(applicants(request.user), pk=pk)
    form = MandateForm(request.POST or None, initial={"since": localdate()})
    agents: list[Applicant] = []
    status = attempt(form, lambda: agents.append(_give(request, found, form.cleaned_data)))
    if agents:
        address = f"{reverse('cases:applicant', args=[found.pk])}?agent={agents[0].pk}"
        return redirect_saved(request, address, message=_("The mandate is entered."))
    return render(request, "cases/mandate.html", {"form": form, "applicant": found}, status=status)


def _give(request: StaffRequest, principal: Applicant, said: dict[str, Any]) -> Applicant:
    person = {name: said[name] for name in ("kind", "number_type", "number", "name", "phone")}
    agent, _is_new = register(by=request.user, at=now(), **person)
    given = {name: said[name] for name in ("since", "until", "matters", "document", "items")}
    give_mandate(principal, agent, by=request.user, at=now(), **given)
    return agent
