"""Forms over a budget: its lines, what is posted to them, how it is measured, and the totals it must meet."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.account.budget.models import (
    Budget,
    BudgetLine,
    ControlTotal,
    LineKind,
)
from tongban.account.budget.queries import BudgetRow
from tongban.account.evaluation.forms.records import DayInput, PlainForm, RecordForm, WanField
from tongban.ground.kit.tables import Filters

CAUSE = forms.Textarea(attrs={"rows": 2})
SHOWN = {
    "changed": _("changed in the year"),
    "below": _("execution below the threshold"),
    "owed": _("cause or reason missing"),
    "unspent": _("money left"),
    "overspent": _("overspent"),
}


class LineForm(RecordForm):
    """A line's description, the amount first approved, and the cause of its execution."""

    initial_yuan = WanField(label=_("initial budget (10,000 yuan)"), min_value=0)

    class Meta:
        model = BudgetLine
        fields = (
            "name",
            "initial_yuan",
            "unit",
            "funding",
            "function_class",
            "economic_class",
            "nature",
            "is_procurement",
            "cause",
        )
        widgets = {"cause": CAUSE}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        units = cast("forms.ModelChoiceField[Any]", self.fields["unit"])
        units.queryset = self.instance.budget.department.budget_units.all()
        units.empty_label = str(_("not declared"))


class NewLineForm(LineForm):
    """A line that is entered."""

    class Meta(LineForm.Meta):
        fields = ("kind", *LineForm.Meta.fields)  # type: ignore[assignment]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].initial = LineKind.PROJECT


class ReversalForm(forms.Form):
    """Why and when a posting is posted back."""

    on = forms.DateField(label=_("day"), widget=DayInput())
    reason = forms.CharField(label=_("reason"), max_length=200)


class DeclarationForm(PlainForm):
    """How rates are measured, and what finance took back at the year's end."""

    taken_back_yuan = WanField(
        label=_("taken back by finance (10,000 yuan)"),
        required=False,
        min_value=0,
        help_text=_("Money that finance took back at the year's end; leave empty when nobody has said."),
    )

    class Meta:
        model = Budget
        fields = ("rate_basis", "adjustment_basis", "taken_back_yuan")


class ControlForm(PlainForm):
    """A total as an outside document states it."""

    initial_yuan = WanField(label=_("initial budget (10,000 yuan)"))
    adjustment_yuan = WanField(label=_("adjustment (10,000 yuan)"))
    spent_yuan = WanField(label=_("spent (10,000 yuan)"))

    class Meta:
        model = ControlTotal
        fields = ("level", "initial_yuan", "adjustment_yuan", "spent_yuan", "document")

    def validate_unique(self) -> None:
        """A second statement of the same total replaces the first."""


class WorkbookForm(forms.Form):
    """A filled-in workbook."""

    file = forms.FileField(
        label=_("Filled-in workbook (.xlsx)"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
    )
    is_confirmed = forms.BooleanField(
        label=_("Amounts and days that look wrong have been checked and are meant"), required=False
    )


class BudgetLineFilters(Filters):
    """Find lines by name, kind, light and what is remarkable about them."""

    q = forms.CharField(label=_("budget line"), required=False)
    kind = forms.ChoiceField(label=_("kind"), required=False, choices=[("", _("All")), *LineKind.choices])
    show = forms.ChoiceField(
        label=_("Only lines with"), required=False, choices=[("", _("All")), *SHOWN.items()]
    )
    light = forms.ChoiceField(
        label=_("Light"),
        required=False,
        choices=[("", _("All")), ("red", _("red")), ("yellow", _("yellow")), ("green", _("green"))],
    )

    def narrow(self, rows: list[BudgetRow]) -> list[BudgetRow]:
        """Return the lines that fit."""
        asked = self.cleaned_data
        fits = {
            "": lambda row: True,
            "changed": lambda row: bool(row.execution.moved),
            "below": lambda row: row.is_behind,
            "owed": lambda row: row.owes_cause or row.owes_reason,
            "unspent": lambda row: row.execution.unspent > 0,
            "overspent": lambda row: row.execution.unspent < 0,
        }[asked["show"]]
        return [
            row
            for row in rows
            if fits(row)
            and asked["q"].strip() in row.line.name
            and asked["kind"] in ("", row.line.kind)
            and asked["light"] in ("", row.light)
        ]
