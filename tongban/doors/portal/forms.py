"""What citizens are asked about delivery."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.doors.portal.queries.delivery import DeliveryOverview
from tongban.offer.delivery.models import Delivery

NEEDED = _("A parcel needs a recipient, a telephone number and an address.")


class ParcelForm(forms.Form):
    """To whom, or from whom, a parcel goes."""

    recipient = forms.CharField(label=_("Name"), max_length=80)
    phone = forms.CharField(label=_("Telephone"), max_length=20)
    address = forms.CharField(label=_("Address"), max_length=200)


class DeliveryChoiceForm(ParcelForm):
    """How the applicant wants the result; an address is needed for a courier only."""

    way = forms.ChoiceField(label=_("How would you like to receive the result?"), widget=forms.RadioSelect)
    field_order = ("way", "recipient", "phone", "address")

    def __init__(self, *args: Any, sending: DeliveryOverview, **kwargs: Any) -> None:
        """Offer the ways of the item."""
        super().__init__(*args, **{"initial": sending.initial, **kwargs})
        labels = dict(Delivery.Way.choices)
        self.fields["way"].choices = [(way, labels[way]) for way in sending.ways]  # type: ignore[attr-defined]
        for name in ("recipient", "phone", "address"):
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        """Ask for the address where a courier was chosen."""
        said = super().clean() or {}
        if said.get("way") == Delivery.Way.COURIER:
            for name in ("recipient", "phone", "address"):
                if not said.get(name):
                    self.add_error(name, NEEDED)
        return said
