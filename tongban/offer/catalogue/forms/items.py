"""Entering an item, choosing which items to see, and passing a version on."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.tables import Filters
from tongban.ground.people.models import Department
from tongban.offer.catalogue.actions.drafts import KEPT_ONCE_PUBLISHED
from tongban.offer.catalogue.models import Item, ItemList, PowerType, Status

ANY = ("", _("All"))


class ItemForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's is not generic at run time
    """An item of one of the three levels."""

    class Meta:
        model = Item
        fields = ("level", "parent", "code", "name", "power_type", "division", "supervisor", "theme")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        parents = self.fields["parent"]
        parents.queryset = Item.objects.exclude(level=Item.Level.BUSINESS)  # type: ignore[attr-defined]


class CorrectItemForm(ItemForm):
    """What may be corrected of an item: everything before it is published, the office's own facts after."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.versions.filter(published_at__isnull=False).exists():
            for name in KEPT_ONCE_PUBLISHED & self.fields.keys():
                del self.fields[name]

    @property
    def changes(self) -> dict[str, Any]:
        """Return the fields that were changed, with their new values."""
        return {name: self.cleaned_data[name] for name in self.changed_data}


class ItemFilters(Filters):
    """Items by name or code, kind of power, division and where they stand."""

    q = forms.CharField(label=_("Name or code"), required=False)
    power = forms.ChoiceField(label=_("Kind of power"), choices=[ANY, *PowerType.choices], required=False)
    division = forms.ModelChoiceField(
        label=_("Division"),
        queryset=Department.objects.filter(kind="division"),
        required=False,
        empty_label=_("All"),
    )
    status = forms.ChoiceField(label=_("Status"), choices=[ANY, *Status.choices], required=False)

    def narrow(self, rows: Any) -> Any:
        """Return the items that fit."""
        asked = self.cleaned_data
        text = asked["q"].strip()
        if text:
            rows = rows.filter(Q(name__icontains=text) | Q(code__icontains=text))
        if asked["power"]:
            rows = rows.filter(power_type=asked["power"])
        if asked["division"]:
            rows = rows.filter(division=asked["division"])
        return rows.filter(versions__status=asked["status"]).distinct() if asked["status"] else rows


MOVES = ("submit", "return", "approve", "publish", "withdraw")


class ReasonForm(forms.Form):
    """Why a version goes back, or what the reviewer notes."""

    move = forms.ChoiceField(choices=[(name, name) for name in MOVES])
    note = forms.CharField(required=False, max_length=2000)


class NewListForm(forms.Form):
    """A list to be kept."""

    kind = forms.ChoiceField(label=_("Kind"), choices=ItemList.Kind)
    name = forms.CharField(label=_("Name"), max_length=120)
