"""A form of inspection with its criteria as rows, and the rules that ask for inspections."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.ground.matters.acts import day_field
from tongban.work.inspection.actions.forms import CriterionWish, RuleWish
from tongban.work.inspection.models import HitRule, QualityCriterion, QualityForm

SPARE_ROWS = 4
MOST_CRITERIA = 40


class QualityFormForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's is not generic at run time
    """What a form is called, from when on it counts, and from how many points an inspection is passed."""

    in_force_on = day_field(_("In force from"))
    pass_mark = forms.DecimalField(
        label=_("Passed from"), min_value=0, max_value=100, max_digits=5, decimal_places=2, initial=80
    )

    class Meta:
        model = QualityForm
        fields = ("name", "in_force_on", "pass_mark")


class CriterionForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's is not generic at run time
    """One criterion; a row without a name is none."""

    name = forms.CharField(label=_("What is looked at"), max_length=120, required=False)
    points = forms.DecimalField(
        label=_("Full points"), min_value=0, max_value=100, max_digits=5, decimal_places=2, required=False
    )

    class Meta:
        model = QualityCriterion
        fields = ("name", "points", "is_fatal")

    def clean(self) -> dict[str, Any]:
        """A criterion gives points or is fatal, never both, and has a name."""
        said = super().clean() or {}
        points, is_fatal = said.get("points"), said.get("is_fatal")
        if not said.get("name") and (points or is_fatal):
            self.add_error("name", _("Say what is looked at."))
        if said.get("name") and "points" not in self.errors and bool(points) == bool(is_fatal):
            self.add_error("points", _("Give points, or mark it as a fatal error; not both."))
        return said

    def _post_clean(self) -> None:
        """Leave the row as it is: the action makes it."""


CriterionRows = forms.formset_factory(
    CriterionForm, extra=SPARE_ROWS, max_num=MOST_CRITERIA, validate_max=True, absolute_max=MOST_CRITERIA + 5
)


class NewQualityForm:
    """The editor as a whole: the head and the rows of criteria, valid together, read together."""

    def __init__(self, head: QualityFormForm, rows: Any) -> None:
        """Take both; it is sent when its head is."""
        self.head, self.rows, self.is_bound = head, rows, head.is_bound

    def is_valid(self) -> bool:
        """Return whether all of it may be saved; every fault is found, not the first alone."""
        return all([self.head.is_valid(), self.rows.is_valid()])

    def add_error(self, name: str | None, error: Any) -> None:
        """Show above the head what the action refuses."""
        self.head.add_error(name, error)

    @property
    def criteria(self) -> list[CriterionWish]:
        """Return the criteria in the order of their rows."""
        said = (row.cleaned_data for row in self.rows if row.cleaned_data.get("name"))
        return [CriterionWish(each["name"], each["points"] or Decimal(0), each["is_fatal"]) for each in said]


class HitRulesForm(forms.Form):
    """The number of every rule, and whether it is in use."""

    def __init__(self, *args: Any, rules: Mapping[str, HitRule], may_set: bool, **kwargs: Any) -> None:
        """Ask for each kind; what holds stands in it, and stays there for who only reads."""
        super().__init__(*args, **kwargs)
        for kind, label in HitRule.Kind.choices:
            rule = rules.get(kind)
            self.fields[f"number_{kind}"] = forms.IntegerField(
                label=label, min_value=0, max_value=32767, required=False, initial=rule and rule.number
            )
            self.fields[f"use_{kind}"] = forms.BooleanField(
                label=pgettext_lazy("inspection", "In use"),
                required=False,
                initial=bool(rule and rule.is_active),
            )
        for field in self.fields.values():
            field.disabled = not may_set

    def clean(self) -> dict[str, Any]:
        """A rule in use has a number."""
        said = super().clean() or {}
        for kind in HitRule.Kind.values:
            if said.get(f"use_{kind}") and said.get(f"number_{kind}") is None:
                self.add_error(f"number_{kind}", _("Enter the number of the rule."))
        return said

    @property
    def wanted(self) -> dict[str, RuleWish]:
        """Return the rules that have a number."""
        said = self.cleaned_data
        numbers = {kind: said[f"number_{kind}"] for kind in HitRule.Kind.values}
        return {
            kind: RuleWish(number, said[f"use_{kind}"])
            for kind, number in numbers.items()
            if number is not None
        }
