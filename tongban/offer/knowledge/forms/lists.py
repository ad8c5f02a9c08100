"""The filters of the lists, and the small forms of the pages around them."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.tables import Filters
from tongban.offer.knowledge.models import Gap, Status, Visibility

ANY = ("", _("All"))


class KnowledgeFilters(Filters):
    """By words of the question, and by where a version stands."""

    q = forms.CharField(label=_("Number or question"), required=False)
    status = forms.ChoiceField(label=_("Status"), choices=[ANY, *Status.choices], required=False)
    visibility = forms.ChoiceField(
        label=_("Who may read it"), choices=[ANY, *Visibility.choices], required=False
    )

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the versions that fit."""
        asked = self.cleaned_data
        if text := asked["q"].strip():
            rows = rows.filter(reference__icontains=text) | rows.filter(title__icontains=text)
        chosen = {name: asked[name] for name in ("status", "visibility") if asked[name]}
        return rows.filter(**chosen)


class GapFilters(Filters):
    """By the question, and by where it stands."""

    q = forms.CharField(label=_("Number or question"), required=False)
    status = forms.ChoiceField(label=_("Status"), choices=[ANY, *Gap.Status.choices], required=False)

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the questions that fit."""
        if text := self.cleaned_data["q"].strip():
            rows = rows.filter(reference__icontains=text) | rows.filter(question__icontains=text)
        status = self.cleaned_data["status"]
        return rows.filter(status=status) if status else rows


class FindingForm(forms.Form):
    """What was found about a report."""

    finding = forms.CharField(label=_("What was found"), max_length=500, widget=forms.Textarea({"rows": 2}))


class SampleSizeForm(forms.Form):
    """How many answers are drawn."""

    count = forms.IntegerField(label=_("How many"), min_value=1, max_value=200, initial=20)


class VerdictForm(forms.Form):
    """Whether a sampled answer is right."""

    is_right = forms.TypedChoiceField(
        label=_("Right?"),
        choices=[("yes", _("Right")), ("no", _("Wrong"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    finding = forms.CharField(
        label=_("What is wrong"), required=False, max_length=500, widget=forms.Textarea({"rows": 2})
    )
