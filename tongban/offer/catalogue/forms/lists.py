"""Changing and publishing a list."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tongban.offer.catalogue.models import Item, ListEntry, ListVersion
from tongban.offer.catalogue.models.lists import POWER_OF


class EntryForm(forms.Form):
    """An item on the draft of a list, and what changed for it."""

    item = forms.ModelChoiceField(label=_("Item"), queryset=Item.objects.order_by("level", "name"))
    change = forms.ChoiceField(label=_("Kind of change"), choices=ListEntry.Change, required=False)
    basis = forms.CharField(label=_("Basis"), max_length=200, required=False)
    note = forms.CharField(label=_("Note"), max_length=200, required=False)

    def __init__(self, version: ListVersion, data: Any = None, **options: Any) -> None:
        """Offer what may stand on the list, and what stands there."""
        super().__init__(data, auto_id="entry-%s", **options)
        if power := POWER_OF.get(version.list.kind):
            fits = Q(power_type=power) | Q(pk__in=version.entries.values("item"))
            self.fields["item"].queryset = Item.objects.filter(fits).order_by("level", "name")  # type: ignore[attr-defined]


class PublishListForm(forms.Form):
    """With what a list becomes public."""

    on = forms.DateField(
        label=_("Published on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    basis = forms.CharField(label=_("Basis"), max_length=200)
    approval = forms.CharField(label=_("Approved by"), max_length=200)
