"""Taking a call down: the line, who calls, what is asked, and whether it is answered at once."""

from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.people.models import Department, User
from tongban.work.hotline.effects.intake import MOST_CHARS, Demand
from tongban.work.hotline.models import Area, Channel, Kind, Urgency
from tongban.work.hotline.queries.catalogue import classes_on
from tongban.work.hotline.queries.visibility import lines_of
from tongban.work.hotline.rules.phones import BadPhone, normalize_phone

AT_THE_DESK = (Channel.PHONE, Channel.VISIT, Channel.MAIL)


class IntakeForm(forms.Form):
    """What an agent takes down."""

    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    caller_name = forms.CharField(label=_("Caller"), max_length=60, required=False)
    channel = forms.ChoiceField(
        label=_("Channel"), choices=[each for each in Channel.choices if each[0] in AT_THE_DESK]
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind)
    urgency = forms.ChoiceField(label=_("How urgent"), choices=Urgency)
    text = forms.CharField(
        label=_("What is asked"), widget=forms.Textarea(attrs={"rows": 6}), max_length=MOST_CHARS
    )
    area = forms.ModelChoiceField(Area.objects.all(), label=_("Area"), required=False)
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    wants_contact = forms.BooleanField(label=_("Wants to be contacted"), required=False, initial=True)
    is_confidential = forms.BooleanField(
        label=_("Confidential report"),
        required=False,
        help_text=_("Only few read it; whom it reports never does."),
    )
    reported_unit = forms.ModelChoiceField(Department.objects.all(), label=_("Unit reported"), required=False)
    answer = forms.CharField(
        label=_("Answer at once"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text=_("Filled in, the order is closed with it; empty, it goes to be dispatched."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        """Offer the lines of the agent's centre and the classes of today."""
        super().__init__(*args, **kwargs)
        lines = lines_of(user).filter(since__lte=localdate())
        first: dict[str, forms.Field] = {
            "line": forms.ModelChoiceField(lines, label=_("Hotline line"), initial=lines.first()),
            "demand_class": forms.ModelChoiceField(classes_on(localdate()), label=_("Class"), required=False),
        }
        self.fields = {**first, **self.fields}

    def clean_phone(self) -> str:
        """Write the number one way."""
        try:
            return normalize_phone(str(self.cleaned_data["phone"]))
        except BadPhone:
            raise forms.ValidationError(
                _("This is no telephone number. Leave it empty if the caller gives none.")
            ) from None

    @property
    def demand(self) -> Demand:
        """Return what was taken down."""
        told = self.cleaned_data
        said = {name: told[name] for name in Demand._fields if name in told}
        area, reported = told["area"], told["reported_unit"]
        return Demand(**said, area_id=area and area.pk, reported_unit_id=reported and reported.pk)
