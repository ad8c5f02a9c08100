"""How the figures of places are narrowed."""

from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.tables import Filters
from tongban.work.hall.queries.places import staffed_places
from tongban.work.hall.queries.statistics import DAYS, MONTHS, figures_of

SPANS = {"days": (DAYS, _("By day")), "months": (MONTHS, _("By month"))}
CUTS = {
    "hall": _("Whole place"),
    "group": _("Groups of items"),
    "half_hour": _("Half-hours"),
    "window": _("Windows"),
}


class DayForm(forms.Form):
    """Any day, today as well."""

    day = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput(attrs={"type": "date", "class": "form-control"}, format="%Y-%m-%d"),
    )


class FigureFilters(Filters):
    """By place, by day or month, and by what it is counted."""

    span = forms.ChoiceField(
        label=_("Time span"), choices=[(code, name) for code, (_regex, name) in SPANS.items()], required=False
    )
    cut = forms.ChoiceField(label=_("Counted by"), choices=list(CUTS.items()), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the places that have windows."""
        super().__init__(*args, **kwargs)
        self.fields["place"] = forms.ModelChoiceField(
            staffed_places(localdate()), label=_("Place of service"), required=False, empty_label=_("All")
        )
        self.order_fields(["place", "span", "cut"])

    def narrow(self, rows: Any) -> Any:
        """Return the figures that fit; without a choice, days of whole places."""
        said = self.cleaned_data
        return figures_of(rows, SPANS[said["span"] or "days"][0], said["cut"] or "hall", said["place"])
