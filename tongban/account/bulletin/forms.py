"""The forms of bulletins, hot spots, the ranking and the map."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.account.bulletin.models import Bulletin, RankingRules
from tongban.account.bulletin.shapes import MOST_BYTES
from tongban.account.insight.rules import Period
from tongban.work.hotline.models import DemandClass

DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
LONGEST_DAYS = 366


class IssueForm(forms.Form):
    """Which bulletin is issued: of the day, week or month in which a day lies."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Bulletin.Kind.choices)
    day = forms.DateField(label=_("A day within it"), widget=DAY)


class SpanForm(forms.Form):
    """The first and the last day that are looked at."""

    since = forms.DateField(label=_("From"), widget=DAY)
    until = forms.DateField(label=_("Until"), widget=DAY)

    def clean(self) -> dict[str, Any]:
        """Refuse a span that ends before it begins or is longer than a year."""
        said = self.cleaned_data
        first, last = said.get("since"), said.get("until")
        if first and last and not 0 <= (last - first).days < LONGEST_DAYS:
            raise forms.ValidationError(
                _("The span ends on or after its first day and is at most a year long.")
            )
        return said

    def period(self, usual: Period) -> Period:
        """Return the span asked for, or the usual one."""
        if not self.is_bound or not self.is_valid():
            return usual
        return Period(self.cleaned_data["since"], self.cleaned_data["until"])


class SpotsForm(SpanForm):
    """The span, and the class of demands with those under it."""

    demand_class = forms.ModelChoiceField(
        DemandClass.objects.filter(merged_into=None),
        label=_("Class"),
        required=False,
        empty_label=_("All"),
        to_field_name="key",
    )


class RulesForm(forms.ModelForm):  # type: ignore[type-arg]
    """The weights of the ranking from a day on."""

    class Meta:
        model = RankingRules
        fields = (
            "in_force_on",
            "satisfaction",
            "signed_in_time",
            "replied_in_time",
            "returned",
            "redone",
            "least_orders",
            "source",
        )
        widgets = {"in_force_on": DAY}


class MapForm(forms.Form):
    """A map of the districts as GeoJSON, and whose it is."""

    file = forms.FileField(
        label=_("GeoJSON file"), help_text=_("At most 1 MB; each feature has “code” and “name”.")
    )
    source = forms.CharField(label=pgettext_lazy("bulletin", "Source"), max_length=120)
    review_number = forms.CharField(label=_("Map review number"), max_length=40, required=False)

    def text(self) -> bytes:
        """Return what the file holds, no more than is allowed and one byte."""
        upload: Any = self.cleaned_data["file"]
        return bytes(upload.read(MOST_BYTES + 1))


def asked_span(form: type[SpanForm], query: Any, usual: Period) -> tuple[SpanForm, Period]:
    """Return the form as it was asked, and the span to show."""
    initial: dict[str, date] = {"since": usual.first, "until": usual.last}
    asked = form(query if "since" in query else None, initial=initial)
    return asked, asked.period(usual)
