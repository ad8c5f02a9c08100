"""The library's forms about signing up and the second factor, in the words of the house."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import SignupForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.people.actions import accounts
from tongban.ground.people.models import Applicant, User
from tongban.ground.people.substitutions import appointed_for, staff_around

NOTICE = "2026-11"
"""The edition of the privacy notice that people agree to."""
PERSONS = [choice for choice in Applicant.NumberType.choices if choice[0] != Applicant.NumberType.CREDIT]


class _CodeInOurWords(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.label = _("Code from the authenticator app")
        code.widget.attrs.pop("placeholder", None)
        code.widget.attrs["inputmode"] = "text"  # a recovery code is not a number


class EnterCode(_CodeInOurWords, AuthenticateForm):
    """The code at sign-in."""


class ConfirmCode(_CodeInOurWords, ReauthenticateForm):
    """The code that confirms that it is still the same person."""


class SetUpCode(_CodeInOurWords, ActivateTOTPForm):
    """The first code, when the second factor is set up."""


class SignUp(SignupForm):
    """A person opens an account; the answer is the same whether the sign-in name was free or not."""

    name = forms.CharField(label=_("Name, as on the identity document"), max_length=80)
    number_type = forms.ChoiceField(label=_("Type of number"), choices=PERSONS)
    number = forms.CharField(label=_("Identity number"), max_length=32)
    phone = forms.RegexField(r"^[0-9+() -]{5,20}\Z", label=_("Telephone"), max_length=20)
    agrees = forms.BooleanField(label=_("I have read the privacy notice and agree"))
    field_order = ("name", "number_type", "number", "phone", "username", "password1", "password2", "agrees")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say in plain words what the sign-in name is."""
        super().__init__(*args, **kwargs)
        told = {"username": _("Sign-in name"), "password1": _("Password"), "password2": _("Password again")}
        for code, label in told.items():
            self.fields[code].label = label
            self.fields[code].widget.attrs.pop("placeholder", None)
        self.fields["username"].help_text = _("Your telephone number is easy to remember.")
        self.fields["password1"].help_text = _("At least ten characters, not in common use")

    def clean_username(self) -> str:
        """Look at the shape of the name only: whether it is taken is nobody's business."""
        return str(get_adapter().clean_username(self.cleaned_data["username"], shallow=True))

    def clean(self) -> dict[str, Any]:
        """Refuse a number whose check character is wrong."""
        said: dict[str, Any] = super().clean()
        if "number" in said and "number_type" in said:
            asked = Applicant(kind="person", number_type=said["number_type"], number=said["number"])
            try:
                asked.clean()
            except ValidationError as error:
                self.add_error("number", error.message_dict["number"])
        return said

    def try_save(self, request: HttpRequest) -> tuple[None, HttpResponse]:
        """Open the account and lead to the sign-in page."""
        said = self.cleaned_data
        own = {name: said[name] for name in ("name", "number_type", "number", "phone")}
        accounts.sign_up(said["username"], said["password1"], notice=NOTICE, at=timezone.now(), **own)
        text = _("If the sign-in name was free, your account is ready: sign in. If not, choose another name.")
        messages.success(request, text)
        return None, redirect("account_login")


class SubstitutionForm(forms.Form):
    """Who acts in somebody's place, from when to when."""

    absent = forms.ModelChoiceField(User.objects.none(), label=_("Who is away"), empty_label=None)
    deputy = forms.ModelChoiceField(User.objects.none(), label=_("Who acts"), empty_label=_("Choose"))
    since = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("Until"), widget=forms.DateInput(attrs={"type": "date"}))
    reason = forms.CharField(label=_("Reason"), max_length=200)

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        """Offer for whom this person may say it, and the colleagues there."""
        super().__init__(*args, **kwargs)
        absent, deputy = self.fields["absent"], self.fields["deputy"]
        absent.queryset = appointed_for(by, localdate())  # type: ignore[attr-defined]
        absent.initial = by.pk
        deputy.queryset = staff_around(by)  # type: ignore[attr-defined]
