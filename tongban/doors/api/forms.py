"""Forms about connected systems."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from tongban.doors.api.actions import TOO_LONG
from tongban.doors.api.models import Client
from tongban.doors.api.rules import MOST_PER_MINUTE, lasts
from tongban.doors.api.scopes import SCOPES
from tongban.ground.kit.tables import Filters
from tongban.ground.people.identity import normalize_number
from tongban.ground.people.models import Applicant

STATES = [("", _("All")), ("open", _("Admitted")), ("shut", _("Shut out"))]


class ClientFilters(Filters):
    """Find systems by name, applicant and standing."""

    q = forms.CharField(label=_("System or applicant"), required=False, max_length=60)
    state = forms.ChoiceField(label=_("State"), required=False, choices=STATES)

    def narrow(self, rows: QuerySet[Client]) -> QuerySet[Client]:
        """Return the systems that fit."""
        asked = self.cleaned_data
        if asked["q"]:
            rows = rows.filter(Q(name__icontains=asked["q"]) | Q(applicant__name__icontains=asked["q"]))
        return rows.filter(is_open=asked["state"] == "open") if asked["state"] else rows


class RightsForm(forms.Form):
    """What a system may do, and how often it may ask."""

    scopes = forms.MultipleChoiceField(
        label=_("Scopes"), required=False, choices=list(SCOPES.items()), widget=forms.CheckboxSelectMultiple
    )
    per_minute = forms.IntegerField(
        label=_("Requests a minute"), min_value=1, max_value=MOST_PER_MINUTE, initial=120
    )


class RegisterForm(RightsForm):
    """A system to register, and for whom it acts."""

    name = forms.CharField(label=_("System"), max_length=60)
    number = forms.CharField(
        label=_("Identity number of the applicant"),
        max_length=32,
        help_text=_("The enterprise or the agent for whom the system acts."),
    )
    body = forms.CharField(
        label=_("Name of the organisation, if it is new here"),
        required=False,
        max_length=120,
        help_text=_("As its licence says it. Only needed when nobody has registered this credit code yet."),
    )
    agreement = forms.CharField(
        label=_("Letter of authority"),
        max_length=64,
        help_text=_("Number of the applicant's written authority for this system."),
    )
    contact = forms.CharField(label=_("Technical contact"), required=False, max_length=120)
    field_order = ("name", "number", "body", "agreement", "contact", "scopes", "per_minute")

    def clean_name(self) -> Any:
        """Refuse a name that is taken."""
        name = self.cleaned_data["name"]
        if Client.objects.filter(name=name).exists():
            raise forms.ValidationError(_("A system of this name is registered already."))
        return name

    def clean(self) -> dict[str, Any]:
        """Find the applicant of this number, or take a new organisation by its credit code and name."""
        said = super().clean() or {}
        if number := said.get("number"):
            known = Applicant.objects.exclude(verified=Applicant.Verified.PENDING)
            found = known.filter(number=normalize_number(number)).first()
            said["applicant"] = found or self._new_body(number, said["body"].strip())
        return said

    def _new_body(self, number: str, name: str) -> Applicant | None:
        if not name:
            self.add_error(
                "number", _("Nobody is registered under this number. Give the organisation's name below.")
            )
            return None
        body = Applicant(kind="enterprise", number_type="credit", number=number, name=name)
        try:
            body.clean()
        except forms.ValidationError as error:
            self.add_error("number", error.message_dict["number"])
        return body


class KeyForm(forms.Form):
    """Until when a key is valid."""

    expires_on = forms.DateField(
        label=_("Valid until"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=_("A year at most. Give a new key before this one ends; both are valid side by side."),
    )

    def __init__(self, *given: Any, today: date, **named: Any) -> None:
        """Remember which day it is."""
        super().__init__(*given, **named)
        self.today = today

    def clean_expires_on(self) -> Any:
        """Refuse a day that has passed or is too far away."""
        day = self.cleaned_data["expires_on"]
        if not lasts(self.today, day):
            raise forms.ValidationError(TOO_LONG)
        return day
