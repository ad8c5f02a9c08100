"""The filters of the lists."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.tables import Filters
from tongban.work.inspection.models import ClosingLead, Inspection

ANY = ("", _("All"))


class MatterFilters(Filters):
    """By the number of the matter or the order, and by where it stands."""

    q = forms.CharField(label=_("Number, or number of the order"), required=False)

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return what fits."""
        said = dict(self.cleaned_data)
        if text := said.pop("q").strip():
            rows = rows.filter(Q(reference__icontains=text) | Q(order__reference__icontains=text))
        for name, value in said.items():
            if value:
                rows = rows.filter(**{name: value})
        return rows


class InspectionFilters(MatterFilters):
    """Inspections."""

    status = forms.ChoiceField(label=_("Status"), choices=[ANY, *Inspection.Status.choices], required=False)


class LeadFilters(MatterFilters):
    """Leads."""

    status = forms.ChoiceField(label=_("Status"), choices=[ANY, *ClosingLead.Status.choices], required=False)
    kind = forms.ChoiceField(label=_("Evidence"), choices=[ANY, *ClosingLead.Kind.choices], required=False)
