"""The small forms of the desks beside the case page."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.tables import Filters
from tongban.ground.matters.acts import day_field, long_text
from tongban.offer.delivery.models import Delivery
from tongban.work.cases.forms.lists import ANY
from tongban.work.cases.models import Assessor, FieldCheck, Pause, Remedy


class AdvanceForm(forms.Form):
    """How far a remedy has come, or how it ended."""

    stage = forms.ChoiceField(label=_("Stage"), choices=Remedy.Stage.choices)
    outcome = forms.ChoiceField(
        label=_("Outcome"), choices=[("", "—"), *(c for c in Remedy.Outcome.choices if c[0])], required=False
    )
    closed_on = day_field(_("Closed on"), required=False)
    lessons = long_text(_("Lessons"), required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for outcome and day where the remedy is closed."""
        said = super().clean() or {}
        if said.get("stage") == Remedy.Stage.CLOSED:
            for name in ("outcome", "closed_on"):
                if not said.get(name):
                    self.add_error(name, ValidationError(_("A closed remedy has its outcome and its day.")))
        return said


class DrawForm(forms.Form):
    """The field of the firms, and who may not take part."""

    field = forms.ChoiceField(label=_("Field"))

    def __init__(self, *args: Any, firms: list[Assessor], **kwargs: Any) -> None:
        """Offer the fields of the list, and beside each firm a line for why it is recused."""
        super().__init__(*args, **kwargs)
        self.firms = firms
        fields = sorted({firm.field for firm in firms})
        self.fields["field"].choices = [(each, each) for each in fields]  # type: ignore[attr-defined]
        for firm in firms:
            self.fields[f"recused_{firm.pk}"] = forms.CharField(
                label=f"{firm.field} · {firm.name}",
                required=False,
                max_length=200,
                help_text=_("Recused because of …; empty: takes part."),
            )

    @property
    def recused(self) -> dict[str, str]:
        """Return the firms of the field that may not take part, with why."""
        said = self.cleaned_data
        chosen = [firm for firm in self.firms if firm.field == said["field"]]
        reasons = {firm.credit_code: said.get(f"recused_{firm.pk}", "").strip() for firm in chosen}
        return {code: why for code, why in reasons.items() if why}


class ReportForm(forms.Form):
    """The assessor's report."""

    report = forms.FileField(label=_("Assessment report"))


class FeeForm(forms.Form):
    """What the assessment cost, and who paid."""

    fee_yuan = forms.DecimalField(label=_("Fee (yuan)"), min_value=0, max_digits=12, decimal_places=2)
    budget_line = forms.ChoiceField(label=_("Paid from budget line"))
    reason = forms.CharField(
        label=_("Why it is corrected"),
        max_length=300,
        required=False,
        help_text=_("Only where a fee was entered before."),
    )

    def __init__(self, *args: Any, lines: Sequence[str], **kwargs: Any) -> None:
        """Offer the lines of the year's budget."""
        super().__init__(*args, **kwargs)
        chosen = self.fields["budget_line"]
        chosen.choices = [("", "—"), *((line, line) for line in lines)]  # type: ignore[attr-defined]
        if not lines:
            chosen.help_text = _(
                "No budget of this year has been entered yet; please ask the finance office."
            )


class ScoreForm(forms.Form):
    """How good the report was."""

    points = forms.IntegerField(label=_("Score (0 to 100)"), min_value=0, max_value=100)


class AddressForm(forms.Form):
    """Whom and where a parcel goes."""

    recipient = forms.CharField(label=_("Recipient"), max_length=80)
    phone = forms.CharField(label=_("Telephone"), max_length=20)
    address = forms.CharField(label=_("Address"), max_length=200)


class PriceForm(forms.Form):
    """What the courier charged."""

    price_yuan = forms.DecimalField(label=_("Price (yuan)"), min_value=0, max_digits=9, decimal_places=2)
    weight_grams = forms.IntegerField(label=_("Weight (g)"), min_value=1, required=False)


class PauseFilters(Filters):
    """Running or ended, by kind."""

    state = forms.ChoiceField(
        label=_("State"), choices=[ANY, ("running", _("Running")), ("ended", _("Ended"))], required=False
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=[ANY, *Pause.Kind.choices], required=False)

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the special procedures that fit."""
        said = self.cleaned_data
        if said["state"]:
            rows = rows.filter(until__isnull=said["state"] == "running")
        return rows.filter(kind=said["kind"]) if said["kind"] else rows


class RemedyFilters(Filters):
    """By kind and stage."""

    kind = forms.ChoiceField(label=_("Kind"), choices=[ANY, *Remedy.Kind.choices], required=False)
    stage = forms.ChoiceField(label=_("Stage"), choices=[ANY, *Remedy.Stage.choices], required=False)

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the remedies that fit."""
        chosen = {name: value for name, value in self.cleaned_data.items() if value}
        return rows.filter(**chosen)


class ParcelFilters(Filters):
    """By waybill or name, state and payer."""

    q = forms.CharField(label=_("Waybill, case or recipient"), required=False)
    state = forms.ChoiceField(label=_("State"), choices=[ANY, *Delivery.State.choices], required=False)
    payer = forms.ChoiceField(label=_("Payer"), choices=[ANY, *Delivery.Payer.choices], required=False)

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the parcels that fit."""
        said = self.cleaned_data
        if text := said["q"].strip():
            found = Q(waybill__icontains=text) | Q(case__reference__icontains=text)
            rows = rows.filter(found | Q(recipient__icontains=text))
        return rows.filter(**{name: said[name] for name in ("state", "payer") if said[name]})


class VisitFilters(Filters):
    """Still to be checked, or by what the check came to."""

    state = forms.ChoiceField(
        label=_("State"),
        choices=[ANY, ("open", _("To be checked")), *(c for c in FieldCheck.Outcome.choices if c[0])],
        required=False,
    )

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the steps that fit."""
        state = self.cleaned_data["state"]
        if state == "open":
            return rows.filter(state="open").exclude(outcome="passed")
        return rows.filter(outcome=state) if state else rows
