"""What an entry says, and on what it rests."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongban.ground.people.models import Department
from tongban.offer.catalogue.models import Item
from tongban.offer.knowledge.actions.entries import CONTENT, Basis
from tongban.offer.knowledge.models import EntryVersion

LINES = {"rows": 3}


class KnowledgeForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's is not generic at run time
    """What an entry says; items by their code, articles and units one a line, so that each can be mended alone."""

    items = forms.CharField(
        label=gettext_lazy("Items"), required=False, widget=forms.Textarea(LINES),
        help_text=gettext_lazy("Codes of items that the answer tells of, one a line"),
    )  # fmt: skip
    articles = forms.CharField(
        label=gettext_lazy("Articles of law"), required=False, widget=forms.Textarea(LINES),
        help_text=gettext_lazy("As licensing-law:42, one a line; the page of the law lists them"),
    )  # fmt: skip
    units = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Other units named in the answer"),
        required=False,
        queryset=Department.objects.all(),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = EntryVersion
        fields = CONTENT
        widgets = {
            "questions": forms.Textarea({"rows": 4}),
            "short_answer": forms.Textarea(LINES),
            "long_answer": forms.Textarea({"rows": 10}),
            "valid_from": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
            "valid_to": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        }

    def clean_items(self) -> tuple[Item, ...]:
        """Return the items of these codes."""
        codes = self.cleaned_data["items"].split()
        business = Item.objects.filter(code__in=codes, level=Item.Level.BUSINESS)
        found = {item.code: item for item in business}
        missing = [code for code in codes if code not in found]
        if missing:
            raise forms.ValidationError(_("No business item has this code: %(code)s") % {"code": missing[0]})
        return tuple(found[code] for code in dict.fromkeys(codes))

    @property
    def content(self) -> dict[str, Any]:
        """Return what the entry says."""
        return {name: self.cleaned_data[name] for name in CONTENT}

    @property
    def basis(self) -> Basis:
        """Return on what it rests."""
        said = self.cleaned_data
        return Basis(said["items"], tuple(said["articles"].split()), tuple(said["units"]))


def initial_basis(basis: Basis) -> dict[str, Any]:
    """Return what a form shows of a basis."""
    return {
        "items": "\n".join(item.code for item in basis.items),
        "articles": "\n".join(basis.articles),
        "units": [unit.pk for unit in basis.units],
    }
