"""Forms of experts, enterprises and past decisions, and the filters of the lists."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.tables import Filters
from tongban.ground.matters.acts import day_field, long_text
from tongban.ground.matters.conditions import CHOICE, NUMBER, YES_NO
from tongban.ground.people.identity import is_credit_code, normalize_number
from tongban.offer.policies.models import Expert, GrantList, Level, Status
from tongban.offer.policies.profile import FOUNDED_ON, SOURCES, ZH, BadProfile, Known, Profile, fields
from tongban.offer.policies.queries import language

ALL = ("", _("All"))


class ExpertForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's is not generic at run time
    """An expert."""

    review_on = day_field(_("To be reviewed by"))

    class Meta:
        model = Expert
        fields = ("name", "field", "unit", "position", "phone", "policies", "review_on", "is_active")

    def _post_clean(self) -> None:
        """Leave the row as it is: the action checks and changes it under its lock."""


class ProfileForm(forms.Form):
    """What is known of an enterprise: each field with its value, its source and the day as of which it holds."""

    credit_code = forms.CharField(label=_("Unified social credit code"), max_length=30)
    name = forms.CharField(label=_("Name"), max_length=120)

    def __init__(self, *args: Any, known: Profile | None = None, **kwargs: Any) -> None:
        """Ask for each field of the profile; what is known already stands in it."""
        super().__init__(*args, **kwargs)
        words = 0 if language() == ZH else 1
        sources = [("", "—"), *((code, names[words]) for code, names in SOURCES.items())]
        for code in (FOUNDED_ON, *fields()):
            if code == "age_years":
                continue
            self.fields[f"{code}_value"] = _value_field(code)
            self.fields[f"{code}_source"] = forms.ChoiceField(
                label=_("Known from"), choices=sources, required=False
            )
            self.fields[f"{code}_on"] = day_field(_("As of"), required=False)
            if known and code in known:
                value = known[code].value
                said = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
                self.initial.update(
                    {
                        f"{code}_value": said,
                        f"{code}_source": known[code].source,
                        f"{code}_on": known[code].on,
                    }
                )

    def clean_credit_code(self) -> str:
        """Refuse a number whose check character is wrong."""
        code = normalize_number(self.cleaned_data["credit_code"])
        if not is_credit_code(code):
            raise forms.ValidationError(_("This number is wrong: its check character does not fit."))
        return code

    def clean(self) -> dict[str, Any]:
        """Read the profile; a value needs its source and its day."""
        said = super().clean() or {}
        self.profile: dict[str, Known] = {}
        for code in (FOUNDED_ON, *fields()):
            value = said.get(f"{code}_value")
            if value in (None, "") or f"{code}_value" in self.errors:
                continue
            self._read(code, value, said.get(f"{code}_source"), said.get(f"{code}_on"))
        return said

    def _read(self, code: str, value: Any, source: str | None, on: date | None) -> None:
        if not source or not on:
            self.add_error(f"{code}_value", _("Say where this is known from, and as of which day."))
            return
        try:
            parsed = value if code == FOUNDED_ON else fields()[code].parse(value)
        except BadProfile as error:
            self.add_error(f"{code}_value", error.zh if language() == ZH else error.en)
            return
        self.profile[code] = Known(parsed, source, on)

    @property
    def lines(self) -> list[tuple[Any, Any, Any]]:
        """Return the fields of the profile, three to a line: value, source, day."""
        codes = [name.removesuffix("_value") for name in self.fields if name.endswith("_value")]
        return [(self[f"{code}_value"], self[f"{code}_source"], self[f"{code}_on"]) for code in codes]


def _value_field(code: str) -> forms.Field:
    if code == FOUNDED_ON:
        return day_field(_("Founded on"), required=False)
    each, said = fields()[code], language()
    if each.kind in (YES_NO, CHOICE):
        choices = [("", each.say(None, said)), *each.answers(said)]
        return forms.ChoiceField(label=each.name(said), choices=choices, required=False)
    if each.kind == NUMBER:
        return forms.FloatField(label=each.name(said), required=False, min_value=0, max_value=each.most)
    return forms.CharField(label=each.name(said), required=False, max_length=20)


class PastDecisionForm(ProfileForm):
    """What was decided once, with the enterprise as it was known then."""

    decided_on = day_field(_("Decided on"))
    is_granted = forms.TypedChoiceField(
        label=_("Decision"),
        choices=[("yes", _("Granted")), ("no", _("Refused"))],
        coerce=lambda answer: answer == "yes",
    )
    reason = long_text(_("Reason"), rows=2)
    source = forms.CharField(label=_("Source"), max_length=200, help_text=_("Document or case file"))

    @property
    def said(self) -> dict[str, Any]:
        """Return the decision without the profile."""
        names = ("credit_code", "name", "decided_on", "is_granted", "reason", "source")
        return {name: self.cleaned_data[name] for name in names}


class PolicyFilters(Filters):
    """By words, level and where the policy stands."""

    STATES = (
        ("in_force", _("Published and in force")),
        ("due", _("Ended or due for review")),
        ("worked_on", _("Being worked on")),
        ("withdrawn", _("Withdrawn")),
    )
    q = forms.CharField(label=_("Number, title or issuer"), required=False)
    level = forms.ChoiceField(label=_("Level"), choices=[ALL, *Level.choices], required=False)
    state = forms.ChoiceField(label=_("State"), choices=[ALL, *STATES], required=False)

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the policies that fit."""
        said = self.cleaned_data
        if text := said["q"].strip():
            words = Q(reference__icontains=text) | Q(title__icontains=text) | Q(issuer__icontains=text)
            rows = rows.filter(words)
        if said["level"]:
            rows = rows.filter(level=said["level"])
        return rows.filter(_standing(said["state"], localdate())) if said["state"] else rows


def _standing(state: str, day: date) -> Q:
    ended = Q(public_until__lt=day)
    due = Q(public__isnull=False) & (ended | Q(public_review__lte=day))
    return {
        "in_force": Q(public__isnull=False) & ~ended,
        "due": due,
        "worked_on": Q(working__isnull=False),
        "withdrawn": Q(latest_status=Status.WITHDRAWN),
    }[state]


class ExpertFilters(Filters):
    """By name, field or unit."""

    q = forms.CharField(label=_("Name, field or unit"), required=False)

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the experts that fit."""
        text = self.cleaned_data["q"].strip()
        words = Q(name__icontains=text) | Q(field__icontains=text) | Q(unit__name__icontains=text)
        return rows.filter(words) if text else rows


class EnterpriseFilters(Filters):
    """By name or credit code."""

    q = forms.CharField(label=_("Name or credit code"), required=False)

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the enterprises that fit."""
        text = self.cleaned_data["q"].strip()
        return rows.filter(Q(name__icontains=text) | Q(credit_code__icontains=text)) if text else rows


class ListFilters(Filters):
    """By number or policy, and by where the list stands."""

    q = forms.CharField(label=_("Number or policy"), required=False)
    status = forms.ChoiceField(label=_("Status"), choices=[ALL, *GrantList.Status.choices], required=False)

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the lists that fit."""
        said = self.cleaned_data
        if text := said["q"].strip():
            rows = rows.filter(Q(reference__icontains=text) | Q(version__title__icontains=text))
        return rows.filter(status=said["status"]) if said["status"] else rows


class RowTextForm(forms.Form):
    """An objection, or the ruling on one."""

    text = long_text(_("In words"), rows=2)
