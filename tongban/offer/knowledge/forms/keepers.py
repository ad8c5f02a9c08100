"""Handing entries over to another officer."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tongban.ground.people.models import User
from tongban.offer.knowledge.actions.keepers import LONGEST_REASON
from tongban.offer.knowledge.models import EntryVersion, KnowledgeEntry
from tongban.offer.knowledge.models.entries import LIVE
from tongban.offer.knowledge.queries.keepers import possible_keepers


class Officers(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's is not generic at run time
    """Officers, each with their unit."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the name with the unit: names occur twice."""
        return f"{obj} · {obj.department}"


class HandOverForm(forms.Form):
    """Which entries, to whom, and why."""

    to = Officers(queryset=User.objects.none(), label=_("To whom"))
    reason = forms.CharField(
        label=_("Why"), max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 3})
    )
    entries = forms.ModelMultipleChoiceField(
        queryset=KnowledgeEntry.objects.none(),
        label=_("Entries of knowledge"),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self,
        *args: Any,
        kept: QuerySet[KnowledgeEntry],
        keeper: User | None,
        by: User,
        day: date,
        **given: Any,
    ) -> None:
        """Offer the entries, all of them chosen, and whoever could keep them."""
        super().__init__(*args, **given)
        entries, to = self.fields["entries"], self.fields["to"]
        to.queryset = possible_keepers(by, day).exclude(pk=keeper.pk if keeper else 0)  # type: ignore[attr-defined]
        entries.queryset = kept  # type: ignore[attr-defined]
        titles = dict(
            EntryVersion.objects.filter(entry__in=kept, status__in=LIVE).values_list("entry_id", "title")
        )
        entries.label_from_instance = lambda entry: f"{titles[entry.pk]}（{entry.reference}）"  # type: ignore[attr-defined]
        entries.initial = list(titles)
