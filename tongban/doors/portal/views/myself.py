"""One's own account: opened, verified, kept up to date; enterprises that one represents or acts for."""

from typing import Any

from allauth.account.views import signup
from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tongban.doors.portal.queries.myself import Myself
from tongban.ground.kit.access import StaffRequest, public, requires
from tongban.ground.kit.throttle import limited
from tongban.ground.people.actions import accounts, applicants
from tongban.ground.people.models import Applicant
from tongban.work.cases.queries.counter import item_choices


class ContactForm(forms.Form):
    """How the person is reached."""

    phone = forms.RegexField(r"^[0-9+() -]{5,20}\Z", label=_("Telephone"), max_length=20)
    address = forms.CharField(label=_("Address"), max_length=200, required=False)


class EnterpriseForm(forms.Form):
    """An enterprise that somebody wants to act for, and as what."""

    name = forms.CharField(label=_("Name of the enterprise"), max_length=120)
    number = forms.CharField(label=_("Unified social credit code"), max_length=32)
    legal_representative = forms.CharField(label=_("Legal representative"), max_length=80)
    phone = forms.CharField(label=_("Telephone"), max_length=20)
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    role = forms.ChoiceField(
        label=_("I am"),
        choices=[("representative", _("its legal representative")), ("agent", _("an agent of it"))],
        widget=forms.RadioSelect,
    )
    until = forms.DateField(
        label=_("Until"),
        required=False,
        widget=forms.DateInput({"type": "date"}),
        help_text=_("For agents: the last day of the mandate; none: until revoked"),
    )
    items = forms.MultipleChoiceField(
        label=_("Only for these items"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: for every item"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the items that are published."""
        super().__init__(*args, **kwargs)
        self.fields["items"].choices = item_choices()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse a code whose check character is wrong."""
        said = super().clean() or {}
        if "number" in said:
            asked = Applicant(kind="enterprise", number_type="credit", number=said["number"])
            try:
                asked.clean()
            except ValidationError as error:
                self.add_error("number", error.message_dict["number"])
        return said


@public
@limited("sign_up", methods=["POST"])
def sign_up(request: HttpRequest) -> HttpResponseBase:
    """Let the library open the account, with its password rules and our form."""
    answer: HttpResponseBase = signup(request)
    if request.method == "POST" and answer.status_code == 200:
        answer.status_code = 422
    return answer


@public
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/privacy.html")


@requires("cases.apply")
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: StaffRequest) -> HttpResponse:
    """Show who one is here, and keep telephone and address up to date."""
    me = Myself(request.user, localdate())
    if me.person is None:
        raise Http404
    kept = {"phone": me.person.phone, "address": me.person.address}
    form = ContactForm(request.POST or None, initial=kept)
    if request.method == "POST" and form.is_valid():
        applicants.correct(me.person, by=request.user, at=now(), **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("my:account")
    return render(request, "portal/myself.html", {"me": me, "form": form}, status=422 if form.errors else 200)


@requires("cases.apply")
@limited("sign_up")
@require_POST
def verify(request: StaffRequest) -> HttpResponse:
    """Ask the identity service for a code, or verify the account with it."""
    me = Myself(request.user, localdate())
    if me.person is None:
        raise Http404
    if "send" in request.POST:
        me.service.send_code(accounts.claim_of(me.person))
        messages.info(request, _("The identity service sends you a code. Enter it below."))
        return redirect("my:account")
    accounts.verify_online(me.person, request.POST.get("code", ""), by=request.user, at=now())
    messages.success(request, _("Your identity is verified."))
    return redirect("my:account")


@requires("cases.apply")
@limited("sign_up", methods=["POST"])
@require_http_methods(["GET", "HEAD", "POST"])
def enterprise(request: StaffRequest) -> HttpResponse:
    """Ask to act for an enterprise, as its legal representative or as an agent."""
    me, at = Myself(request.user, localdate()), now()
    if me.person is None:
        raise Http404
    form = EnterpriseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        own = {name: value for name, value in said.items() if name != "role"}
        firm = accounts.ask_for_enterprise(me.person, by=request.user, at=at, **own)
        if said["role"] == "representative" and me.service.is_online:
            accounts.represent(firm, me.person, by=request.user, at=at)
        messages.success(
            request, _("Entered. Below you see for whom you may act, and what is still missing.")
        )
        return redirect("my:account")
    shown = {"form": form, "me": me}
    return render(request, "portal/enterprise.html", shown, status=422 if form.errors else 200)


@requires("cases.apply")
@limited("sign_up")
@require_POST
def represent(request: StaffRequest, pk: int) -> HttpResponse:
    """Take over, as legal representative, an enterprise asked for before."""
    me = Myself(request.user, localdate())
    firm = me.asking(pk)
    if firm is None or me.person is None:
        raise Http404
    accounts.represent(firm, me.person, by=request.user, at=now())
    messages.success(request, _("The register names you: you represent this enterprise."))
    return redirect("my:account")


@requires("cases.apply")
@require_POST
def admit(request: StaffRequest, pk: int) -> HttpResponse:
    """Agree, as legal representative, to what an agent asks."""
    asked = Myself(request.user, localdate()).asked_of(pk)
    if asked is None:
        raise Http404
    accounts.admit_agent(asked, by=request.user, at=now())
    messages.success(request, _("Agreed: the agent may act from today."))
    return redirect("my:account")


@requires("cases.apply")
@require_POST
def revoke(request: StaffRequest, pk: int) -> HttpResponse:
    """End a mandate from today."""
    mandate = Myself(request.user, localdate()).given(pk)
    if mandate is None:
        raise Http404
    applicants.revoke_mandate(mandate, by=request.user, at=now())
    messages.success(request, _("The mandate has ended."))
    return redirect("my:account")
