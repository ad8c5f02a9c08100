"""What is chosen before events are exported."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tongban.ground.people import identity
from tongban.ground.people.models import Applicant, Department
from tongban.offer.catalogue.models import Item
from tongban.work.cases.models import Case

FORMS = (("ocel", "OCEL 2.0 (JSON)"), ("xes", "XES (IEEE 1849)"))


class ExportForm(forms.Form):
    """The format, and which cases."""

    form = forms.ChoiceField(label=_("Format"), choices=FORMS, initial="ocel")
    item = forms.ModelChoiceField(
        Item.objects.none(), label=_("Item"), required=False, empty_label=_("All"), to_field_name="code"
    )
    division = forms.ModelChoiceField(
        Department.objects.none(),
        label=_("Division"),
        required=False,
        empty_label=_("All"),
        to_field_name="code",
    )
    since = forms.DateField(
        label=_("Filed from"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label=_("Filed until"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args: Any, cases: QuerySet[Case], **kwargs: Any) -> None:
        """Offer the items and divisions of the cases that this person may see."""
        super().__init__(*args, **kwargs)
        found = cases.order_by().select_related(None)
        items = found.values("version__item")
        self.fields["item"].queryset = Item.objects.filter(pk__in=items)  # type: ignore[attr-defined]
        divisions = found.values("division")
        self.fields["division"].queryset = Department.objects.filter(pk__in=divisions)  # type: ignore[attr-defined]
        self.cases = cases

    def clean(self) -> dict[str, Any]:
        """Refuse days that end before they begin."""
        said = super().clean() or {}
        if said.get("since") and said.get("until") and said["until"] < said["since"]:
            self.add_error("until", _("The last day lies before the first."))
        return said

    def chosen(self) -> QuerySet[Case]:
        """Return the cases that fit."""
        said = self.cleaned_data
        conditions = {
            "version__item": said["item"],
            "division": said["division"],
            "filed_at__date__gte": said["since"],
            "filed_at__date__lte": said["until"],
        }
        return self.cases.filter(**{name: value for name, value in conditions.items() if value})

    def words(self) -> dict[str, str]:
        """Return what was chosen, as the ledger keeps it."""
        said = self.cleaned_data
        words = {name: getattr(said[name], "code", "") for name in ("item", "division")}
        return words | {name: said[name].isoformat() if said[name] else "" for name in ("since", "until")}


class ApplicantForm(forms.Form):
    """The number of the applicant whose file is opened."""

    number_type = forms.ChoiceField(label=_("Type of number"), choices=Applicant.NumberType.choices)
    number = forms.CharField(label=_("Identity number"), max_length=32)

    def clean_number(self) -> str:
        """Return the number as it is kept."""
        return identity.normalize_number(self.cleaned_data["number"])
