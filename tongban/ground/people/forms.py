"""The library's forms about the second factor, in the words of the house."""

from typing import Any

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.utils.translation import gettext_lazy as _


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
