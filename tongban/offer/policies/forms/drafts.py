"""The editor of a draft: its fields, its conditions row by row, and what it does not go together with."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tongban.ground.matters.acts import day_field
from tongban.ground.matters.conditions import MOST_LETTERS, BadCondition, check, check_amount
from tongban.ground.people.models import Department
from tongban.offer.policies.actions.drafts import COPIED, PolicyContent
from tongban.offer.policies.models import Policy, PolicyVersion
from tongban.offer.policies.profile import questions
from tongban.offer.policies.rules import RuleCondition

MOST_CONDITIONS = 20
SPARE_ROWS = 2


class VersionFieldsForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's is not generic at run time
    """What a version says beside its conditions."""

    apply_url = forms.URLField(
        label=_("Where to apply"), max_length=300, required=False, assume_scheme="https"
    )
    valid_from = day_field(_("Valid from"))
    valid_until = day_field(_("Valid until"), required=False, help_text=_("The last day, inclusive"))
    review_on = day_field(_("To be reviewed by"))
    exclusions = forms.ModelMultipleChoiceField(
        label=_("Not together with"), queryset=Policy.objects.none(), required=False
    )

    class Meta:
        model = PolicyVersion
        fields = COPIED
        widgets = {"benefit": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "amount_rule": _("For example 50000.0 or graduates * 1500.0; numbers with a decimal point"),
            "is_automatic": _("A list of the enterprises that it fits by verified fields may be drawn up"),
        }

    def __init__(self, *args: Any, others: QuerySet[Policy], **kwargs: Any) -> None:
        """Offer the other policies as exclusions."""
        super().__init__(*args, **kwargs)
        self.fields["exclusions"].queryset = others  # type: ignore[attr-defined]
        self.fields["exclusions"].label_from_instance = _titled  # type: ignore[attr-defined]
        if self.instance.pk:
            self.fields["exclusions"].initial = [row.other_id for row in self.instance.exclusions.all()]

    def clean_amount_rule(self) -> str:
        """Refuse a formula that gives no number."""
        formula = str(self.cleaned_data["amount_rule"]).strip()
        if formula:
            _weigh(check_amount, formula)
        return formula

    def _post_clean(self) -> None:
        """Leave the row as it is: the action checks and changes it under its lock."""

    def clean(self) -> dict[str, Any]:
        """Refuse a policy that ends before it begins."""
        said = super().clean() or {}
        since, until = said.get("valid_from"), said.get("valid_until")
        if since and until and until < since:
            self.add_error("valid_until", _("It ends before it begins."))
        return said


class NewPolicyForm(VersionFieldsForm):
    """The first version of a policy, with the unit that answers for it."""

    unit = forms.ModelChoiceField(label=_("Owner unit"), queryset=Department.objects.all())
    field_order = ("unit", *COPIED, "exclusions")


class ConditionForm(forms.Form):
    """One condition; a row left empty is no condition."""

    expression = forms.CharField(label=_("Condition"), max_length=MOST_LETTERS, required=False)
    zh = forms.CharField(label=_("What it asks, in Chinese"), max_length=200, required=False)
    en = forms.CharField(label=_("What it asks, in English"), max_length=200, required=False)

    def clean_expression(self) -> str:
        """Refuse what gives no yes or no."""
        expression = str(self.cleaned_data["expression"]).strip()
        _weigh(check, expression)
        return expression

    def clean(self) -> dict[str, Any]:
        """Ask for the words of a condition, and for the condition of words."""
        said = super().clean() or {}
        if said.get("expression") and not said.get("zh"):
            self.add_error("zh", _("Say in Chinese what the condition asks: it is what enterprises read."))
        if said.get("zh") and not said.get("expression") and "expression" not in self.errors:
            self.add_error("expression", _("Write the condition for these words."))
        return said


def _weigh(weighed: Any, text: str) -> None:
    try:
        weighed(text, questions())
    except BadCondition as error:
        raise forms.ValidationError(str(error)) from error


def _titled(policy: Policy) -> str:
    return f"{policy.reference} {getattr(policy, 'title', '')}"


ConditionRows = forms.formset_factory(
    ConditionForm,
    extra=SPARE_ROWS,
    max_num=MOST_CONDITIONS,
    validate_max=True,
    absolute_max=MOST_CONDITIONS + 5,
)


class DraftForms:
    """The editor as a whole: the fields and the rows of conditions, valid together, read together."""

    def __init__(self, fields: VersionFieldsForm, rows: Any) -> None:
        self.fields, self.rows = fields, rows

    def is_valid(self) -> bool:
        """Return whether all of it may be saved; every fault is found, not the first alone."""
        return all([self.fields.is_valid(), self.rows.is_valid()])

    @property
    def content(self) -> PolicyContent:
        """Return what was typed."""
        said = dict(self.fields.cleaned_data)
        exclusions = list(said.pop("exclusions"))
        said.pop("unit", None)
        given = (row.cleaned_data for row in self.rows if row.cleaned_data.get("expression"))
        conditions = [RuleCondition(row["expression"], row["zh"], row["en"]) for row in given]
        return PolicyContent(said, conditions, exclusions)
