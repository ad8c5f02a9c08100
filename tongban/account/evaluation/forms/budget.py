"""Forms over a budget: its lines, what is posted to them, how it is measured, and the totals it must meet."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.account.budget.models import (
    Adjustment,
    AdjustmentKind,
    Budget,
    BudgetLine,
    ControlTotal,
    LineKind,
    Payment,
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


class AdjustmentForm(PlainForm):
    """A change of a line's budget."""

    amount_yuan = WanField(
        label=_("amount (10,000 yuan)"), help_text=_("Additions are positive, cuts negative.")
    )

    class Meta:
        model = Adjustment
        fields = ("kind", "amount_yuan", "decided_on", "document", "reason")
        widgets = {"reason": forms.Textarea(attrs={"rows": 2}), "decided_on": DayInput()}

    def clean(self) -> dict[str, Any]:
        """Refuse a sign that contradicts the kind, and a change without a reason."""
        asked = super().clean() or {}
        kind, amount = asked.get("kind"), asked.get("amount_yuan")
        if amount == 0:
            self.add_error("amount_yuan", _("The amount cannot be zero."))
        elif amount and kind in (AdjustmentKind.CARRY_OVER, AdjustmentKind.SUPPLEMENT) and amount < 0:
            self.add_error("amount_yuan", _("An addition is a positive amount."))
        elif amount and kind == AdjustmentKind.CUT and amount > 0:
            self.add_error("amount_yuan", _("A cut is a negative amount."))
        if kind and kind != AdjustmentKind.MERGED and not asked.get("reason"):
            self.add_error("reason", _("An adjustment needs its reason."))
        return asked


class PaymentForm(PlainForm):
    """A payment from a line."""

    amount_yuan = WanField(
        label=_("amount (10,000 yuan)"), help_text=_("A negative amount takes a payment back.")
    )

    class Meta:
        model = Payment
        fields = ("amount_yuan", "paid_on", "purpose", "document")
        widgets = {"paid_on": DayInput()}

    def clean_amount_yuan(self) -> Any:
        """Refuse a payment of nothing."""
        if self.cleaned_data["amount_yuan"] == 0:
            raise forms.ValidationError(_("The amount cannot be zero."))
        return self.cleaned_data["amount_yuan"]


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
