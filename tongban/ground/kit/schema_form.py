"""A form drawn from a JSON Schema: text, long text, number, date, choice, box. It keeps whatever was typed.

What is right is not judged here: the room of cases checks the form against its schema, and tells the faults.
Besides the schema's own words three are read: ``x-order`` (the fields in order), ``x-lines`` (rows of a long
text) and ``x-from`` (which fact of the applicant is offered at the first opening: name, number, phone, address,
legal_representative).
"""

import math
from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.utils import ErrorDict, ErrorList
from django.http import QueryDict
from django.utils.translation import gettext as _

from tongban.ground.kit.json_schema import names_in, properties_of
from tongban.ground.people.models import Applicant

Schema = Mapping[str, Any]
LONG_FROM = 100
OFFERED = ("name", "number", "phone", "address", "legal_representative")
USUAL = {"applicant_name": "name", "contact": "name", "phone": "phone", "address": "address"} | {
    each: each for each in OFFERED[4:]
}
"""Fields whose name says which fact of the applicant they mean."""


class SchemaForm(forms.Form):
    """The form of an item with what was typed so far and what is wrong with it."""

    def __init__(self, schema: Schema, values: Mapping[str, Any], faults: Mapping[str, str]) -> None:
        """Draw a field for each property."""
        super().__init__(initial=_as_typed(values), auto_id="field_%s")
        self.faults = faults
        needed = names_in(schema, "required")
        for name, rule in in_order(schema):
            self.fields[name] = _field(name, rule, is_needed=name in needed)

    def full_clean(self) -> None:
        """Take the faults that the room of cases told, each at its field."""
        self._errors = ErrorDict()
        for place, text in self.faults.items():
            name = place.split("/")[0]
            self._errors.setdefault(name if name in self.fields else "__all__", ErrorList()).append(text)

    @property
    def written(self) -> list[tuple[str, str]]:
        """Return each field's title and value in words."""
        return [(str(bound.label), _in_words(bound.value())) for bound in self]


def read(schema: Schema, given: QueryDict) -> dict[str, Any]:
    """Return what was typed as values of the schema; what cannot be read stays as it was typed."""
    return {name: _read(rule, name, given) for name, rule in properties_of(schema).items()}


def known_of_applicant(schema: Schema, applicant: Applicant) -> dict[str, Any]:
    """Return what the bureau knows of the applicant, for the fields that ask for it."""
    asked = {name: rule.get("x-from", USUAL.get(name, "")) for name, rule in properties_of(schema).items()}
    known = {name: getattr(applicant, fact) for name, fact in asked.items() if fact in OFFERED}
    return {name: value for name, value in known.items() if value}


def in_order(schema: Schema) -> list[tuple[str, Schema]]:
    """Return the properties as they are asked: first what ``required`` lists, for the database keeps only its order."""
    given = properties_of(schema)
    names = dict.fromkeys([*names_in(schema, "x-order"), *names_in(schema, "required"), *given])
    return [(name, given[name]) for name in names if name in given]


def _field(name: str, rule: Schema, *, is_needed: bool) -> forms.Field:
    said: dict[str, Any] = {
        "label": str(rule.get("title", name)),
        "help_text": str(rule.get("description", "")),
        "required": is_needed,
    }
    kind, options = rule.get("type", "string"), _options(rule)
    if kind == "boolean":
        return forms.BooleanField(**said)
    if kind == "array":
        several = _options(rule.get("items"))
        return forms.MultipleChoiceField(choices=several, widget=forms.CheckboxSelectMultiple, **said)
    if options:
        return forms.ChoiceField(choices=[("", _("Please choose")), *options], **said)
    return forms.CharField(widget=_widget(kind, rule), **said)


def _widget(kind: str, rule: Schema) -> forms.Widget:
    limits = {"maxlength": _length(rule)} if _length(rule) else {}
    if kind in ("number", "integer"):
        return forms.TextInput({"inputmode": "decimal" if kind == "number" else "numeric", "maxlength": 20})
    if rule.get("format") == "date":
        return forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    if "x-lines" in rule or _length(rule) > LONG_FROM:
        return forms.Textarea({"rows": rule.get("x-lines", 4), **limits})
    return forms.TextInput(limits)


def _options(rule: Any) -> list[tuple[str, str]]:
    """Return what may be chosen: the constants of ``oneOf`` with their titles, or the values of ``enum``."""
    several, values = (
        _list(rule.get(word)) if isinstance(rule, Mapping) else [] for word in ("oneOf", "enum")
    )
    titled = [each for each in several if isinstance(each, Mapping) and "const" in each]
    plain = [(str(each), str(each)) for each in values]
    return [(str(each["const"]), str(each.get("title", each["const"]))) for each in titled] or plain


def _list(given: Any) -> list[Any]:
    return given if isinstance(given, list) else []


def _length(rule: Schema) -> int:
    most = rule.get("maxLength")
    return int(most) if isinstance(most, int | float) and not isinstance(most, bool) else 0


def _read(rule: Schema, name: str, given: QueryDict) -> Any:
    kind = rule.get("type", "string")
    if kind == "boolean":
        return name in given
    if kind == "array":
        return given.getlist(name) or None
    text = given.get(name, "").strip()
    if kind in ("number", "integer") and text:
        return _number(text, kind)
    return text or None


def _number(text: str, kind: str) -> Any:
    try:
        number = float(text.replace(",", "").replace("，", ""))
    except ValueError:
        return text
    if not math.isfinite(number):
        return text
    return int(number) if kind == "integer" and number.is_integer() else number


def _as_typed(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: f"{value:.15g}" if isinstance(value, float) else value for name, value in values.items()}


def _in_words(value: Any) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list | tuple):
        return "、".join(map(str, value))
    return "—" if value in (None, "") else str(value)
