"""What was found behind an alarm, and how many false alarms a year are accepted."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.tables import Filters
from tongban.work.hotline.models import Area, BurstAlarm, DemandClass

FINDINGS = [choice for choice in BurstAlarm.Finding.choices if choice[0]]


class AlarmFindingForm(forms.Form):
    """What whoever looked into an alarm found."""

    finding = forms.ChoiceField(label=_("Outcome of the check"), choices=FINDINGS, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("What was found and done"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class BudgetForm(forms.Form):
    """How many false alarms a year are accepted."""

    a_year = forms.IntegerField(
        label=_("False alarms a year"),
        min_value=1,
        max_value=365,
        help_text=_(
            "Over all classes and areas, if nothing happens. More of them find smaller bursts sooner."
        ),
    )


class AlarmFilters(Filters):
    """By class and area, and whether somebody has looked."""

    demand_class = forms.ModelChoiceField(
        DemandClass.objects.all(), label=_("Class"), required=False, empty_label=_("All")
    )
    area = forms.ModelChoiceField(Area.objects.all(), label=_("Area"), required=False, empty_label=_("All"))
    finding = forms.ChoiceField(
        label=_("Outcome of the check"),
        choices=[("", _("All")), ("open", _("Not looked at yet")), *FINDINGS],
        required=False,
    )

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the alarms that fit."""
        said = self.cleaned_data
        for name in ("demand_class", "area"):
            if said[name]:
                rows = rows.filter(**{name: said[name]})
        if said["finding"]:
            rows = rows.filter(finding="" if said["finding"] == "open" else said["finding"])
        return rows
