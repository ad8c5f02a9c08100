"""Forms over indicators: the goal, the result, how far it can be trusted, the proofs."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.account.evaluation.forms.records import DayInput, PlainForm, RecordForm
from tongban.account.evaluation.models import (
    Evidence,
    Indicator,
    IndicatorClass,
    Operator,
    Reading,
    Status,
    Verdict,
)
from tongban.account.evaluation.queries.account import Account
from tongban.account.evaluation.queries.standings import IndicatorStanding, share_in_words
from tongban.account.evaluation.queries.summary import OWED
from tongban.account.evaluation.rules import verdict_bands, verdict_by_share
from tongban.ground.kit.tables import Filters

GOAL = ("operator", "target", "target_upper", "target_text", "unit", "better", "weight")
RESULT = ("actual", "actual_text", "attained", "verdict", "cause", "measure", "owner", "due_on")
TARGETS_OPEN = (Status.DECLARING, Status.DRAFTING)
TEXT = forms.Textarea(attrs={"rows": 2})
NUMBERS = ("target", "target_upper", "actual", "attained", "weight", "zero_cap", "baseline")
OTHER_UNIT = _(
    "“%(figure)s” is measured in %(unit)s, the indicator in %(asked)s. Choose another figure or change the unit."
)
OTHER_BAND = _(
    "“%(verdict)s” means a share from %(low)s to %(high)s percent; change the share or the verdict."
)
NOT_COMPUTED = _("not computed yet")
CAUSE_CLASSES = ("经费保障", "制度保障", "人员保障", "硬件条件保障", "其他")


class IndicatorForm(RecordForm):
    """What every form over an indicator checks: a number or words, a range with two ends."""

    class Meta:
        model = Indicator
        fields = (*GOAL, *RESULT)
        widgets = {"cause": TEXT, "measure": TEXT, "formula": TEXT, "due_on": DayInput()}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in set(NUMBERS) & set(self.fields):
            self.fields[name].widget = forms.TextInput(
                attrs={"inputmode": "decimal", "autocomplete": "off", "class": "figures"}
            )

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        """Write numbers without the zeros that only the column's width asks for."""
        value = super().get_initial_for_field(field, field_name)
        if field_name in NUMBERS and value is not None:
            return Decimal(f"{value.normalize():f}") if value else Decimal(0)
        return value

    def clean(self) -> dict[str, Any]:
        """Say beside the field what a goal lacks."""
        asked = super().clean() or {}
        if (asked.get("weight") or 0) < 0:
            self.add_error("weight", _("A weight cannot be negative."))
        if "verdict" in self.fields and asked.get("operator", self.instance.operator) == Operator.TEXT:
            self._judge(asked)
        if "operator" not in self.fields:
            return asked
        operator = asked.get("operator")
        if operator == Operator.TEXT:
            self._need("target_text", _("Say in words what is to be reached."))
            if asked.get("target") is not None:
                self.add_error("target", _("A target in words has no number; leave this empty."))
        elif operator:
            self._need("target", _("Enter the number to be reached."))
        if operator == Operator.RANGE:
            self._need("target_upper", _("A range needs its upper end."))
            lower, upper = asked.get("target"), asked.get("target_upper")
            if lower is not None and upper is not None and upper < lower:
                self.add_error("target_upper", _("The upper end lies below the lower one."))
        return asked

    def _judge(self, asked: dict[str, Any]) -> None:
        """Say beside the field where words, share and verdict on a target in words contradict one another."""
        row = self.instance
        said = Indicator(
            target_text=asked.get("target_text", row.target_text),
            actual_text=asked.get("actual_text", row.actual_text),
            attained=asked.get("attained"),
        )
        share, on, verdict = share_in_words(said), date(row.evaluation.year, 12, 31), asked.get("verdict", "")
        if verdict and share is None:
            self.add_error("attained", _("Say beside the verdict how much of the target was reached."))
        elif share is not None and not 0 <= share <= 100:
            self.add_error("attained", _("A share lies between 0 and 100 percent."))
        elif verdict and share is not None:
            low, high = verdict_bands(on)[verdict]
            if not low <= share <= high:
                told = {"verdict": Verdict(verdict).label, "low": low, "high": high}
                self.add_error("attained", OTHER_BAND % told)
        if share is None or not said.actual_text or said.actual_text != said.target_text:
            return
        if (verdict or verdict_by_share(share, on)) != Verdict.REACHED:
            self.add_error("actual_text", _("The result repeats the target, yet it counts as not reached."))

    def _need(self, name: str, text: Any) -> None:
        if name not in self.errors and self.cleaned_data.get(name) in (None, ""):
            self.add_error(name, text)


class RowForm(IndicatorForm):
    """A row of the indicator table: the goal while it may change, the result, and what the row owes."""

    def __init__(self, *args: Any, standing: IndicatorStanding, **options: Any) -> None:
        super().__init__(*args, instance=standing.indicator, **options)
        row = standing.indicator
        kept = {"version", "cause"}
        if row.evaluation.status in TARGETS_OPEN:
            kept |= set(GOAL)
        if not row.bound_to:
            kept |= {"actual_text", "attained", "verdict"} if standing.goal is None else {"actual"}
        if standing.duty == "cause_and_measure" or row.measure or self.is_bound:
            kept |= {"measure", "owner", "due_on"}
        for name in set(self.fields) - kept:
            del self.fields[name]


class DefinitionForm(IndicatorForm):
    """What an indicator is, what is to be reached, and what it belongs to."""

    class Meta(IndicatorForm.Meta):
        fields = (  # type: ignore[assignment]
            *("name", "level1", "level2", "level3"),
            *GOAL,
            *("zero_cap", "baseline", "function", "budget_line", "basis", "bound_to", "formula"),
        )

    def __init__(self, *args: Any, account: Account, **options: Any) -> None:
        super().__init__(*args, **options)
        year = self.instance.evaluation
        self.figures = account.own_figures
        live = [
            ("", _("none: the value is typed")),
            *((key, f"{key} = {each.text or NOT_COMPUTED}") for key, each in self.figures.items()),
        ]
        self.fields["bound_to"] = forms.ChoiceField(
            label=_("live figure of the budget or of the work"), choices=live, required=False
        )
        lines = [row.line for row in account.sheet.rows]
        for name, records, within in (
            ("function", account.functions, year.functions.all()),
            ("budget_line", lines, year.budget.lines.all()),
        ):
            field = cast("forms.ModelChoiceField[Any]", self.fields[name])
            field.queryset = within
            field.choices = [("", _("none")), *((record.pk, str(record)) for record in records)]
        is_fixed = self.instance.pk and year.status not in TARGETS_OPEN
        for name in {*GOAL, "zero_cap"} if is_fixed else ():
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Refuse a live figure that is measured in another unit than the indicator."""
        asked = super().clean()
        figure = self.figures.get(asked.get("bound_to", ""))
        unit = asked.get("unit", self.instance.unit)
        if figure is not None and figure.unit != unit:
            told = {"figure": figure.key, "unit": figure.unit, "asked": unit or "—"}
            self.add_error("bound_to", OTHER_UNIT % told)
        if figure is not None and asked.get("operator", self.instance.operator) == Operator.TEXT:
            self.add_error("bound_to", _("A target in words cannot take its value from a figure."))
        return asked


class ResultForm(IndicatorForm):
    """What was reached, and why it differs."""

    class Meta(IndicatorForm.Meta):
        fields = RESULT  # type: ignore[assignment]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        row = self.instance
        dropped = {"actual", "attained", "verdict"} if row.bound_to else set()
        dropped |= {"actual"} if row.operator == Operator.TEXT else {"actual_text", "attained", "verdict"}
        for name in dropped & set(self.fields):
            del self.fields[name]


class TrustForm(RecordForm):
    """The five statements on the quality of the value."""

    class Meta:
        model = Indicator
        fields = ("verified", "source_note", "accuracy", "limits", "compensation")
        widgets = dict.fromkeys(fields, TEXT)


class EvidenceForm(PlainForm):
    """One proof, with its paper."""

    upload = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("PDF, Word, Excel, picture, CSV or plain text, at most 20 MB."),
    )

    class Meta:
        model = Evidence
        fields = ("kind", "title", "system", "as_of", "owner")
        widgets = {"as_of": DayInput()}


class ReadingForm(PlainForm):
    """What an indicator stands at during the year."""

    cause_class = forms.ChoiceField(
        label=_("class of cause"),
        required=False,
        choices=[("", _("none")), *((word, word) for word in CAUSE_CLASSES)],
    )

    class Meta:
        model = Reading
        fields = ("as_of", "value", "forecast", "likelihood", "cause_class", "note")
        widgets = {"as_of": DayInput(), "note": TEXT}


class KeepForm(forms.Form):
    """What is kept beside a computed reading: of which indicator (all when empty), and what the officer says of it."""

    indicator = forms.IntegerField(required=False, widget=forms.HiddenInput)
    cause_class = forms.ChoiceField(
        label=_("class of cause"),
        required=False,
        choices=[("", _("none")), *((word, word) for word in CAUSE_CLASSES)],
    )
    note = forms.CharField(label=_("cause and measure"), required=False, widget=TEXT)


class IndicatorFilters(Filters):
    """Find indicators by name, class, light and what they owe."""

    q = forms.CharField(label=_("indicator"), required=False)
    level1 = forms.ChoiceField(
        label=_("class"), required=False, choices=[("", _("All")), *IndicatorClass.choices]
    )
    light = forms.ChoiceField(
        label=_("Light"),
        required=False,
        choices=[
            ("", _("All")),
            ("green", _("On target")),
            ("yellow", _("Needs attention")),
            ("red", _("Off target")),
            ("grey", _("No value yet")),
        ],
    )
    owed = forms.ChoiceField(
        label=_("Owed"), required=False, choices=[("", _("All")), ("any", _("anything")), *OWED.items()]
    )

    def narrow(self, rows: Sequence[IndicatorStanding]) -> list[IndicatorStanding]:
        """Return the indicators that fit."""
        asked = self.cleaned_data
        return [
            row
            for row in rows
            if asked["q"].strip() in row.indicator.name
            and asked["level1"] in ("", row.indicator.level1)
            and asked["light"] in ("", row.light)
            and (
                not asked["owed"] or asked["owed"] in row.missing or (asked["owed"] == "any" and row.missing)
            )
        ]
