"""Taking a demand down: by a specialist, for a call that an agent took, by the enterprise itself; and calling a meeting."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.tables import Filters
from tongban.ground.matters.acts import long_text
from tongban.ground.people import identity
from tongban.work.aid.actions.demands import EnterpriseSaid
from tongban.work.aid.models import DemandKind, Industry, Meeting, MeetingStatus, Stage
from tongban.work.hotline.models import Area, Channel

ANY = ("", _("All"))
AT_THE_DESK = (Channel.PHONE, Channel.VISIT)


class DemandForm(forms.Form):
    """What is asked of every demand."""

    kind = forms.ChoiceField(label=_("Kind of demand"), choices=DemandKind)
    stage = forms.ChoiceField(label=_("Stage of the enterprise"), choices=Stage, initial=Stage.RUNNING)
    industry = forms.ChoiceField(label=_("Industry"), choices=Industry, initial=Industry.C)
    area = forms.ModelChoiceField(
        Area.objects.all(), label=_("Area"), required=False, empty_label=_("Choose")
    )
    text = long_text(_("What is asked"), rows=6)
    contact = forms.CharField(label=_("Contact person"), max_length=60, required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=24, required=False)

    def said_of(self, credit_code: str, enterprise: str) -> EnterpriseSaid:
        """Return what was typed, said of an enterprise."""
        typed = self.cleaned_data
        names = ("kind", "stage", "industry", "text", "contact", "phone")
        area = typed.get("area")
        return EnterpriseSaid(
            credit_code,
            enterprise,
            **{name: typed[name] for name in names if name in typed},
            area_id=area.pk if area else None,
        )


class DeskDemandForm(DemandForm):
    """A demand by telephone or on a visit."""

    credit_code = forms.CharField(label=_("Unified social credit code"), max_length=24)
    enterprise = forms.CharField(label=_("Enterprise"), max_length=120)
    channel = forms.ChoiceField(
        label=_("Channel"), choices=[each for each in Channel.choices if each[0] in AT_THE_DESK]
    )
    field_order = ("credit_code", "enterprise", "channel", "kind", "stage", "industry", "area")

    def clean_credit_code(self) -> str:
        """Refuse a code whose check character does not fit."""
        code = identity.normalize_number(self.cleaned_data["credit_code"])
        if not identity.is_credit_code(code):
            raise forms.ValidationError(
                _("This is no unified social credit code: its check character does not fit.")
            )
        return code

    @property
    def said(self) -> EnterpriseSaid:
        """Return what was typed."""
        return self.said_of(self.cleaned_data["credit_code"], self.cleaned_data["enterprise"])


class CallForm(DeskDemandForm):
    """Which enterprise it is that an agent took a call of; what it asked stands in the order."""

    def __init__(self, *given: Any, text: str, **named: Any) -> None:
        super().__init__(*given, **named)
        for name in ("channel", "area", "contact", "phone"):
            del self.fields[name]
        asked = long_text(_("What is asked"), rows=6)
        asked.disabled, asked.initial = True, text
        self.fields["text"] = asked


class MeetingForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's is not generic at run time
    """The call of a meeting."""

    held_at = forms.DateTimeField(
        label=_("Held at"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    class Meta:
        model = Meeting
        fields = ("topic", "held_at", "place", "chair", "participants")
        widgets = {"participants": forms.Textarea(attrs={"rows": 4})}


class DemandFilters(Filters):
    """By number, enterprise or words, kind and industry."""

    q = forms.CharField(label=_("Number, enterprise or words"), required=False, max_length=60)
    kind = forms.ChoiceField(label=_("Kind of demand"), choices=[ANY, *DemandKind.choices], required=False)
    industry = forms.ChoiceField(label=_("Industry"), choices=[ANY, *Industry.choices], required=False)

    def narrow(self, rows: Any) -> Any:
        """Return the demands that fit."""
        typed = self.cleaned_data
        if text := typed["q"].strip():
            words = Q(order__text__icontains=text) | Q(enterprise__icontains=text)
            rows = rows.filter(words | Q(reference__icontains=text) | Q(credit_code=text.upper()))
        chosen = {name: typed[name] for name in ("kind", "industry") if typed[name]}
        return rows.filter(**chosen)


class MeetingFilters(Filters):
    """By where a meeting stands."""

    status = forms.ChoiceField(label=_("Status"), choices=[ANY, *MeetingStatus.choices], required=False)

    def narrow(self, rows: Any) -> Any:
        """Return the meetings that fit."""
        status = self.cleaned_data["status"]
        return rows.filter(status=status) if status else rows
