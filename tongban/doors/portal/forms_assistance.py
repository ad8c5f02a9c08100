"""Asking for a helper, authorising one, revoking: what the citizen says."""

from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.matters.acts import day_field, long_text
from tongban.ground.people.models import Applicant, User
from tongban.ground.people.queries import applicants_of
from tongban.work.assistance.actions.authorisations import AuthorisationTerms
from tongban.work.assistance.actions.requests import HelpWanted
from tongban.work.assistance.models import Assistance, Kind


class AskHelperForm(forms.Form):
    """For whom, and with what one wants help."""

    kind = forms.ChoiceField(label=_("Who is helped"), choices=Kind.choices)
    title = forms.CharField(
        label=_("Project or need"), max_length=120, help_text=_("The name of the project, or in a few words")
    )
    project_code = forms.CharField(
        label=_("Code of the project"), max_length=40, required=False, help_text=_("If there is one")
    )
    text = long_text(_("What is to be got done"))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        """Offer oneself and whom one acts for."""
        super().__init__(*args, **kwargs)
        own: forms.ModelChoiceField[Applicant] = forms.ModelChoiceField(
            applicants_of(user, localdate()), label=_("For whom"), empty_label=None
        )
        self.fields = {"applicant": own, **self.fields}

    @property
    def wanted(self) -> HelpWanted:
        """Return what is wanted."""
        return HelpWanted(**self.cleaned_data)


class SignForm(forms.Form):
    """What the helper may do, and until when."""

    scope = long_text(
        _("What the helper may do"),
        rows=3,
        help_text=_("For example: hand in materials, ask how it stands, pick up results"),
    )
    until = day_field(_("Until"), help_text=_("The last day, inclusive"))
    agreed = forms.BooleanField(
        label=_(
            "I authorise the helper to do this for me; I can revoke it at any time, and it costs nothing."
        )
    )

    def given(self, matter: Assistance) -> AuthorisationTerms:
        """Return what is authorised, from today on."""
        said = self.cleaned_data
        return AuthorisationTerms(said["scope"][:500], localdate(), said["until"], matter.applicant.name)


class StopHelpForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Why"), max_length=300)
