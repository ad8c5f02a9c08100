"""What an officer says at the window: whom to hand a number, where to send somebody, what was not done."""

from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.people.models import User
from tongban.ground.people.places import departments_open
from tongban.ground.people.queries import holders_of
from tongban.offer.catalogue.models import Item
from tongban.work.cases.queries.visibility import case_of
from tongban.work.hall.actions.tickets import Wish
from tongban.work.hall.models import Errand, Place, Priority, Ticket
from tongban.work.hall.queries.places import groups_on, offered_on, places_on, windows_of


class ErrandForm(forms.Form):
    """One thing somebody comes for: an item of the place, or a case by its number."""

    case = forms.CharField(label=_("Case number"), max_length=20, required=False)

    def __init__(self, *args: Any, place: Place, user: User, **kwargs: Any) -> None:
        """Offer what the place offers today."""
        super().__init__(*args, **kwargs)
        self.place, self.user = place, user
        offered = offered_on(place, localdate()).values("item")
        self.fields["item"] = forms.ModelChoiceField(
            Item.objects.filter(pk__in=offered), label=_("Item"), required=False, empty_label="—"
        )
        self.order_fields(["group", "item", "case"])

    def clean_case(self) -> str:
        """Return the number of a case that this officer may see."""
        number = str(self.cleaned_data["case"]).strip().upper()
        if number and case_of(self.user, number) is None:
            raise forms.ValidationError(_("You see no case of this number."))
        return number

    @property
    def wish(self) -> Wish:
        """Return what was said."""
        return Wish(self.cleaned_data["item"], self.cleaned_data["case"])


class HandOutForm(ErrandForm):
    """A number for somebody who stands at the desk."""

    priority = forms.ChoiceField(label=_("Priority"), choices=Priority.choices, required=False)

    def __init__(self, *args: Any, place: Place, user: User, **kwargs: Any) -> None:
        """Offer the lines of the place."""
        super().__init__(*args, place=place, user=user, **kwargs)
        self.fields["group"] = forms.ModelChoiceField(
            groups_on(place, localdate()), label=_("Group of items"), empty_label=None
        )
        self.order_fields(["group", "item", "case", "priority"])


class TransferForm(forms.Form):
    """Where to send somebody: one of three."""

    note = forms.CharField(label=_("What the next officer should know"), max_length=300, required=False)

    def __init__(self, *args: Any, ticket: Ticket, **kwargs: Any) -> None:
        """Offer other lines, other windows, and divisions with somebody in the back office."""
        super().__init__(*args, **kwargs)
        today = localdate()
        groups = groups_on(ticket.place, today).exclude(pk=ticket.group_id)
        windows = windows_of(ticket.place, today).exclude(pk=ticket.window_id or 0)
        people = holders_of("hall.assist", today)
        assisting = [user.department_id for user in people if user.department_id is not None]
        divisions = departments_open(today).filter(pk__in=assisting)
        for name, rows, label in (
            ("group", groups, _("To another line")),
            ("window", windows, _("To another window")),
            ("back_office", divisions, _("To the back office")),
        ):
            self.fields[name] = forms.ModelChoiceField(rows, label=label, required=False, empty_label="—")
        self.order_fields(["group", "window", "back_office", "note"])


class FinishForm(forms.Form):
    """Which errands were done."""

    def __init__(self, *args: Any, ticket: Ticket, **kwargs: Any) -> None:
        """Begin with all of them done."""
        super().__init__(*args, **kwargs)
        self.errands = Errand.objects.filter(ticket=ticket)
        self.fields["done"] = forms.ModelMultipleChoiceField(
            self.errands,
            label=_("Errands that were done"),
            required=False,
            initial=self.errands,
            widget=forms.CheckboxSelectMultiple,
        )

    @property
    def undone(self) -> list[int]:
        """Return what was not done."""
        done = {errand.pk for errand in self.cleaned_data["done"]}
        return [errand.pk for errand in self.errands if errand.pk not in done]


class PlaceForm(forms.Form):
    """Which place to work at or to look at."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the places of today."""
        super().__init__(*args, **kwargs)
        self.fields["place"] = forms.ModelChoiceField(
            places_on(localdate()), label=_("Place of service"), to_field_name="code", empty_label=None
        )


class ScanForm(forms.Form):
    """The code of a person, as the reader types it; and why, where they have no visit."""

    scanned = forms.CharField(
        label=_("Code of the person"),
        max_length=120,
        help_text=_("Hold the phone under the reader."),
        widget=forms.TextInput({"autofocus": True, "autocomplete": "off", "spellcheck": "false"}),
    )
    basis = forms.CharField(
        label=_("Why, without a visit"),
        max_length=120,
        required=False,
        help_text=_("Only if the person has neither a number nor an appointment here today."),
    )
