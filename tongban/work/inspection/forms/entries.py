"""What is entered: a sample to be drawn, a standard and its indicators, a round, values, a rectification."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.ground.matters.acts import day_field, long_text
from tongban.ground.people.models import Department
from tongban.ground.people.places import departments_open
from tongban.work.inspection.actions.samples import SampleWish
from tongban.work.inspection.models import EvaluationStandard, SamplePlan, StandardIndicator
from tongban.work.inspection.queries.figures import LABELS

NOT_CHOSEN = ("", "—")


class SamplePlanForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's is not generic at run time
    """A sample: of which orders, by which method, how sure."""

    since = day_field(_("From"))
    until = day_field(_("Until"), help_text=_("The last day, inclusive"))

    class Meta:
        model = SamplePlan
        fields = list(SampleWish.__slots__)
        help_texts = {
            "groups": _("For a draw in proportion to groups"),
            "confidence": _("The size follows from n = z²·p(1−p)/e², less for a finite number of orders"),
        }

    def clean(self) -> dict[str, Any]:
        """Refuse numbers from which no size follows, and a period that ends before it begins."""
        said = super().clean() or {}
        for name in ("confidence", "error", "share"):
            value = said.get(name)
            if value is not None and not 0 < value < 100:
                self.add_error(name, _("More than 0 and less than 100."))
        since, until = said.get("since"), said.get("until")
        if since and until and until < since:
            self.add_error("until", _("It ends before it begins."))
        if said.get("method") == SamplePlan.Method.SPREAD and not said.get("groups"):
            self.add_error("groups", _("Say by what the groups are formed."))
        return said

    def _post_clean(self) -> None:
        """Leave the row as it is: the action makes it."""

    @property
    def wish(self) -> SampleWish:
        """Return what is to be drawn."""
        return SampleWish(**self.cleaned_data)


class StandardHeadForm(forms.Form):
    """What a draft is called, on what it is based, and its plan of sampling."""

    name = forms.CharField(label=_("Name"), max_length=80)
    basis = forms.CharField(label=_("Based on"), max_length=200, required=False)
    sampling = long_text(
        _("Sampling"),
        required=False,
        help_text=_("Areas, classes and times; size by confidence and margin of error"),
    )


class StandardForm(StandardHeadForm):
    """A standard to be drafted, empty or as a copy."""

    copied_from = forms.ModelChoiceField(
        EvaluationStandard.objects.all(), label=_("Copy the indicators of"), required=False
    )


class StandardIndicatorForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's is not generic at run time
    """An indicator under its code."""

    code = forms.RegexField(
        r"^[1-9]\d?(\.[1-9]\d?){0,2}$", label=_("Code"), help_text=_("1, 1.2 or 1.2.3; three levels")
    )
    figure = forms.ChoiceField(
        label=_("Hotline figure"), choices=[NOT_CHOSEN, *LABELS.items()], required=False,
        help_text=_("For values from the hotline's own figures"),
    )  # fmt: skip
    bands = forms.CharField(
        label=_("Bands"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A line for each band: from which value, how many points: 90 10"),
    )

    class Meta:
        model = StandardIndicator
        fields = (
            *("code", "name", "weight", "source", "figure", "formula", "full_at", "none_at", "each"),
            *("bands", "expression"),
        )
        help_texts = {
            "expression": _("Over value, number, of and weight: value >= 90.0 ? weight : value * 0.1")
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Show the bands a line each."""
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["bands"] = "\n".join(f"{since} {points}" for since, points in self.instance.bands)

    def clean_bands(self) -> list[list[str]]:
        """Read the bands: two numbers a line."""
        found = []
        for line in str(self.cleaned_data["bands"]).splitlines():
            if not line.strip():
                continue
            try:
                since, points = (Decimal(part) for part in line.split())
            except (ValueError, InvalidOperation):
                raise forms.ValidationError(
                    _("A line has two numbers: from which value, how many points. This one has not: %(line)s")
                    % {"line": line}
                ) from None
            found.append([f"{since:f}", f"{points:f}"])
        return found

    def _post_clean(self) -> None:
        """Leave the row as it is: the action checks and changes it under its lock."""


class RoundForm(forms.Form):
    """A round to be opened by the standard in force."""

    name = forms.CharField(label=_("Name"), max_length=80)
    since = day_field(_("From"))
    until = day_field(_("Until"), help_text=_("The last day, inclusive"))
    units = forms.ModelMultipleChoiceField(
        Department.objects.none(), label=_("Units evaluated"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the units that work for the hotline today."""
        super().__init__(*args, **kwargs)
        self.fields["units"].queryset = departments_open(localdate()).order_by("name")  # type: ignore[attr-defined]


class ValueForm(forms.Form):
    """A value with its evidence."""

    number = forms.DecimalField(
        label=pgettext_lazy("inspection", "Value"), min_value=0, max_digits=12, decimal_places=2
    )
    of = forms.DecimalField(
        label=_("Of so many"), min_value=0, max_digits=12, decimal_places=2, required=False,
        help_text=_("For a share; empty where the number itself counts"),
    )  # fmt: skip
    note = forms.CharField(label=_("How it was found"), max_length=300, required=False)
    file = forms.FileField(label=_("Evidence"), required=False)


class RulingForm(forms.Form):
    """Which value holds where two entries differ, and why."""

    number = ValueForm.base_fields["number"]
    of = ValueForm.base_fields["of"]
    reason = forms.CharField(label=_("Why"), max_length=300)


class OrderRectificationForm(forms.Form):
    """What has to be put right."""

    finding = long_text(_("What has to be put right"))
