"""Entering an item, choosing which items to see, and passing a version on."""

from typing import Any

from django import forms
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.tables import Filters
from tongban.ground.people.models import Department
from tongban.offer.catalogue.actions.drafts import KEPT_ONCE_PUBLISHED
from tongban.offer.catalogue.models import Item, ItemList, PowerType, Status
from tongban.offer.catalogue.queries.departments import own_divisions

ANY = ("", _("All"))
ELSEWHERE = _(
    "“%(parent)s” is handled by “%(division)s”. Choose another above, or confirm below that this is meant."
)


class AboveField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's is not generic at run time
    """What an item may be part of, with its kind of power and its division."""

    def label_from_instance(self, obj: Item) -> str:
        """Return the name with what a child must agree with."""
        return f"{obj.name}（{obj.get_power_type_display()} · {obj.division}）"


class ItemForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's is not generic at run time
    """An item of one of the three levels."""

    parent = AboveField(Item.objects.none(), label=_("Part of"), required=False)
    is_elsewhere = forms.BooleanField(
        label=_("Another division than the one above handles it: this is meant"),
        required=False,
        widget=forms.HiddenInput,
    )

    class Meta:
        model = Item
        fields = ("level", "parent", "code", "name", "power_type", "division", "supervisor", "theme")

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer what may stand above, and the bureau's own divisions."""
        super().__init__(*args, **options)
        above = Item.objects.exclude(level=Item.Level.BUSINESS).select_related("division")
        self.fields["parent"].queryset = above  # type: ignore[attr-defined]
        self.fields["division"].queryset = own_divisions(self.instance.division_id)  # type: ignore[attr-defined]
        if self.instance.pk:
            return
        self.fields["code"].required = False
        self.fields["code"].help_text = _(
            "Left empty, it is made from what stands above and the kind of power"
        )
        for name in ("level", "parent", "power_type"):
            self.fields[name].widget.attrs |= {
                "hx-get": reverse("catalogue:item-code"),
                "hx-include": "closest form",
                "hx-target": "#code-proposed",
            }

    def clean(self) -> dict[str, Any]:
        """Ask back where the division above is another, and take the theme from above."""
        said = super().clean() or {}
        parent, division = said.get("parent"), said.get("division")
        if self.instance.pk or parent is None or division is None:
            return said
        said["theme"] = said.get("theme") or parent.theme
        if parent.division != division:
            self.fields["is_elsewhere"].widget = forms.CheckboxInput()
            if not said.get("is_elsewhere"):
                self.add_error("parent", ELSEWHERE % {"parent": parent, "division": parent.division})
        return said

    @property
    def told(self) -> dict[str, Any]:
        """Return what was told of the item."""
        return {name: self.cleaned_data[name] for name in self._meta.fields}  # type: ignore[union-attr]


class CorrectItemForm(ItemForm):
    """What may be corrected of an item: everything before it is published, the office's own facts after."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["is_elsewhere"]
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
