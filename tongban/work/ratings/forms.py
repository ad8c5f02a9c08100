"""The forms of the ratings desk: one for each move, and the filters of its lists."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.tables import Filters
from tongban.work.ratings.models import Status

ANY = ("", _("All"))
LABELS = {
    "contact": _("What was found"),
    "appeal": _("Why the rating is thought mistaken"),
    "uphold": _("Ruling"),
    "exclude": _("Ruling"),
    "remedy": _("What was done"),
    "reopen": _("What the call brought"),
    "call_back": _("What the call brought"),
}


class RatingMoveForm(forms.Form):
    """What is said with a move."""

    text = forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, move: str, **kwargs: Any) -> None:
        """Label the text for the move."""
        super().__init__(*args, **kwargs)
        self.fields["text"].label = LABELS[move]


class WorkFilters(Filters):
    """By number or item, and by where the work stands."""

    q = forms.CharField(label=_("Number, case or item"), required=False)
    status = forms.ChoiceField(label=_("Status"), choices=[ANY, *Status.choices], required=False)

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the bad ratings that fit."""
        said = self.cleaned_data
        if text := said["q"].strip():
            item = Q(rating__invitation__item_name__icontains=text)
            rows = rows.filter(
                Q(reference__icontains=text) | Q(rating__invitation__matter__icontains=text) | item
            )
        return rows.filter(status=said["status"]) if said["status"] else rows
