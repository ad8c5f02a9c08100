"""The form over a key task."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.account.evaluation.forms.records import DayInput, RecordForm, WanField
from tongban.account.evaluation.models import KeyTask

LONG = forms.Textarea(attrs={"rows": 5})


class TaskForm(RecordForm):
    """What a task is, under which function, what was done, with which money."""

    spent_yuan = WanField(label=_("spent (10,000 yuan)"), required=False, min_value=0)

    class Meta:
        model = KeyTask
        fields = (
            "name",
            "function",
            "plan",
            "due_on",
            "owner",
            "budget_line",
            "spent_yuan",
            "needs_no_money",
            "content",
            "completion",
            "indicators",
        )
        widgets = {
            "content": forms.Textarea(attrs={"rows": 3}),
            "completion": LONG,
            "due_on": DayInput(),
            "indicators": forms.CheckboxSelectMultiple,
        }
        help_texts = {
            "completion": _(
                "Figures stand in braces and are filled from the data, as in {预算总金额.执行率}."
            )
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        year = self.instance.evaluation
        for name, choices in (
            ("function", year.functions.all()),
            ("budget_line", year.budget.lines.all()),
            ("indicators", year.indicators.all()),
        ):
            field = cast("forms.ModelChoiceField[Any]", self.fields[name])
            field.queryset, field.empty_label = choices, str(_("none"))

    @property
    def changes(self) -> dict[str, Any]:
        """Return the fields of the task itself; its indicators are chosen apart."""
        return {name: value for name, value in super().changes.items() if name != "indicators"}

    @property
    def values(self) -> dict[str, Any]:
        """Return every typed value but the indicators."""
        return {name: value for name, value in super().values.items() if name != "indicators"}
