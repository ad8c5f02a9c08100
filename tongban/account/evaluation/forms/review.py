"""What is typed while a year is passed on: notes, comments, answers, rectifications."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.account.audit.render.phrases import SECTIONS
from tongban.account.evaluation.forms.records import DayInput
from tongban.account.evaluation.states import CHART
from tongban.ground.kit.tables import Filters


class YearMoveForm(forms.Form):
    """A move of the chart with what is said about it."""

    move = forms.ChoiceField(choices=[(name, name) for name in CHART.moves])
    note = forms.CharField(label=_("Note"), max_length=2000, required=False)
    knowing = forms.BooleanField(label=_("I know of these errors and pass it on"), required=False)
    supersedes = forms.BooleanField(label=_("The valid account is superseded"), required=False)


class CommentForm(forms.Form):
    """A remark on a part of the report."""

    place = forms.ChoiceField(label=_("Part of the report"), required=False)
    text = forms.CharField(
        label=_("Comment"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), strip=True
    )

    def __init__(self, *args: Any, language: str = "zh", **options: Any) -> None:
        super().__init__(*args, **options)
        said = [(key, words.zh if language == "zh" else words.en) for key, words in SECTIONS.items()]
        self.fields["place"].choices = said  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """What was mended, or why it stays."""

    answer = forms.CharField(
        label=_("Answer"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}), strip=True
    )


class RectificationForm(forms.Form):
    """When a problem was rectified, and with what result."""

    done_on = forms.DateField(label=_("done on"), widget=DayInput())
    result = forms.CharField(
        label=_("result"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}), strip=True
    )


class HistoryFilters(Filters):
    """The history: everything, or the moves alone."""

    kind = forms.ChoiceField(
        label=_("Show"),
        choices=(("", _("Moves and changes")), ("move", _("Moves only"))),
        required=False,
    )

    def narrow(self, rows: Any) -> Any:
        """Return the entries of the kind chosen."""
        kind = self.cleaned_data["kind"]
        return rows.filter(kind=kind) if kind else rows
