"""What is posted to a budget line: in yuan or 万元, with day and voucher; money that cannot be meant is asked about."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongban.account.budget.models import Adjustment, AdjustmentKind, Payment
from tongban.account.budget.queries import BudgetRow, doubts_about
from tongban.account.evaluation.forms.records import DayInput, PlainForm, WanField
from tongban.ground.kit.figures import CENT, WAN, grouped, said_amount

UNITS = (("wan", gettext_lazy("10,000 yuan")), ("yuan", gettext_lazy("yuan")))
ASKED = gettext_lazy("Nothing is posted yet. Correct it, or confirm below that it is meant.")


class PostingForm(PlainForm):
    """An amount posted to a line; what is hard to believe is posted only once it is confirmed, amount and day."""

    amount_yuan = WanField(label=gettext_lazy("amount"))
    unit = forms.ChoiceField(label=gettext_lazy("unit of the amount"), choices=UNITS, required=False)
    confirmed = forms.CharField(required=False, widget=forms.HiddenInput)
    order: tuple[str, ...] = ()
    moves, day = "", ""

    def __init__(self, *args: Any, row: BudgetRow, whole: Decimal, **options: Any) -> None:
        self.row, self.whole, self.questions = row, whole, list[str]()
        self.year = row.line.budget.year
        super().__init__(*args, **options)
        self.order_fields(self.order)
        self.fields["amount_yuan"].widget.attrs["data-money"] = f"{self.auto_id}" % "unit"
        self.initial.setdefault(self.day, day_within(self.year))

    def clean_amount_yuan(self) -> Any:
        """Return the amount in yuan, whichever unit it was typed in; refuse nothing at all."""
        amount = self.cleaned_data["amount_yuan"]
        if amount == 0:
            raise forms.ValidationError(_("The amount cannot be zero."))
        return (amount / WAN).quantize(CENT) if self.data.get(self.add_prefix("unit")) == "yuan" else amount

    def clean(self) -> dict[str, Any]:
        """Ask once more about an amount or a day that can hardly be meant."""
        asked = super().clean() or {}
        amount, on = asked.get("amount_yuan"), asked.get(self.day)
        if amount is None or on is None or self.errors:
            return asked
        said = {self.moves: amount}
        self.questions = doubts_about(self.row, whole=self.whole, on=on, **said)
        if asked.get("confirmed") == self.stamp:
            self.questions = []
        if self.questions:
            self.add_error(None, [*self.questions, str(ASKED)])
        return asked

    @property
    def stamp(self) -> str:
        """Return what is confirmed: this amount on this day."""
        return f"{self.cleaned_data.get('amount_yuan')} {self.cleaned_data.get(self.day)}"

    @property
    def meant(self) -> str:
        """Say the amount that is to be confirmed."""
        return amount_twice(self.cleaned_data["amount_yuan"])

    @property
    def values(self) -> dict[str, Any]:
        """Return what is posted."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("unit", "confirmed")}


def amount_twice(yuan: Decimal) -> str:
    """Write an amount in figures and as one says it."""
    return f"{grouped(yuan)} 元 = {said_amount(yuan)}"


def day_within(year: int) -> date:
    """Return the day that a posting of a year most likely has: today, or the last of a year that is over."""
    today = localdate()
    return today if today.year == year else date(year, 12, 31)


class AdjustmentForm(PostingForm):
    """A change of a line's budget."""

    moves, day = "changed", "decided_on"
    order = ("kind", "amount_yuan", "unit", "decided_on", "document", "reason")

    class Meta:
        model = Adjustment
        fields = ("kind", "amount_yuan", "decided_on", "document", "reason")
        widgets = {"reason": forms.Textarea(attrs={"rows": 2}), "decided_on": DayInput()}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["amount_yuan"].help_text = _("Additions are positive, cuts negative.")

    def clean(self) -> dict[str, Any]:
        """Refuse a sign that contradicts the kind, and a change without its reason and document."""
        asked = self.cleaned_data
        kind, amount = asked.get("kind"), asked.get("amount_yuan")
        if amount and kind in (AdjustmentKind.CARRY_OVER, AdjustmentKind.SUPPLEMENT) and amount < 0:
            self.add_error("amount_yuan", _("An addition is a positive amount."))
        elif amount and kind == AdjustmentKind.CUT and amount > 0:
            self.add_error("amount_yuan", _("A cut is a negative amount."))
        if kind and kind != AdjustmentKind.MERGED:
            if not asked.get("reason"):
                self.add_error("reason", _("An adjustment needs its reason."))
            if not asked.get("document"):
                self.add_error("document", _("Name the document that decided it, with its number."))
        return super().clean()


class PaymentForm(PostingForm):
    """A payment from a line."""

    moves, day = "paid", "paid_on"
    order = ("amount_yuan", "unit", "paid_on", "document", "purpose")

    class Meta:
        model = Payment
        fields = ("amount_yuan", "paid_on", "purpose", "document")
        widgets = {"paid_on": DayInput()}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["amount_yuan"].help_text = _("A negative amount takes a payment back.")
        self.fields["document"].label = _("voucher number")
        self.fields["document"].required = True
