"""The forms of the dispatch desk and of the pages of the catalogue: one stroke classifies and dispatches."""

from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.work.hotline.forms.act import unit_field
from tongban.work.hotline.models import Area, Order
from tongban.work.hotline.queries.catalogue import classes_on


class DispatchForm(forms.Form):
    """Class, area and lead unit of an order."""

    area = forms.ModelChoiceField(Area.objects.all(), label=_("Area"), required=False)
    unit = unit_field(_("Lead unit"))

    def __init__(self, *args: Any, order: Order, unit: Any = None, **kwargs: Any) -> None:
        """Offer the classes of today; the class of a confidential report is sealed and not asked."""
        super().__init__(*args, **kwargs)
        self.order = order
        if order.is_confidential:
            del self.fields["area"]
        else:
            classes = forms.ModelChoiceField(
                classes_on(localdate()), label=_("Class"), initial=order.demand_class_id
            )
            self.fields = {"demand_class": classes, **self.fields}
            self.fields["area"].initial = order.area_id
        self.fields["unit"].initial = unit

    @property
    def is_other_class(self) -> bool:
        """Return whether the order is to be put into another class or area first."""
        said = self.cleaned_data
        if self.order.is_confidential:
            return False
        told = (said["demand_class"].pk, said["area"].pk if said["area"] else None)
        return told != (self.order.demand_class_id, self.order.area_id)


class CompetenceForm(forms.Form):
    """Who is competent, and why."""

    unit = unit_field(_("Competent unit"))
    reason = forms.CharField(label=_("Why"), widget=forms.Textarea(attrs={"rows": 3}), max_length=500)


class DispatchRowForm(forms.Form):
    """Why a proposed row is taken or not."""

    why = forms.CharField(label=_("Why"), max_length=300, required=False)


class RuleForm(forms.Form):
    """Words that together speak for a class."""

    words = forms.CharField(
        label=_("Words"), max_length=200, help_text=_("Parted by spaces; all of them must be there.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the classes of today."""
        super().__init__(*args, **kwargs)
        self.fields["demand_class"] = forms.ModelChoiceField(classes_on(localdate()), label=_("Class"))
