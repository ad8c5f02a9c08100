"""The shapes of what a version keeps as JSON: legal basis, form, questions and answers, ways, procedures."""

import json
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit import json_schema
from tongban.ground.kit.schema_words import fault_in_words

if TYPE_CHECKING:
    from tongban.offer.catalogue.models.items import ItemVersion


def _text(most: int = 500, least: int = 1) -> dict[str, Any]:
    return {"type": "string", "minLength": least, "maxLength": most}


def _rows(needed: dict[str, Any], more: dict[str, Any] | None = None) -> dict[str, Any]:
    columns = {**needed, **(more or {})}
    row = {"type": "object", "properties": columns, "required": [*needed], "additionalProperties": False}
    return {"type": "array", "items": row, "maxItems": 60}


KINDS = ["hearing", "tender", "auction", "inspection", "testing", "quarantine", "appraisal", "expert_review"]
LEADS_OUT = _(
    "%(word)s names %(address)s. A form refers to itself only (#/$defs/…) and is written in draft 2020-12; "
    "copy what it needs into $defs."
)
UNUSABLE = _(
    "The form cannot be used: a field's kind, bound or pattern in it is not one that JSON Schema knows."
)
DAY = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
SCHEMAS: dict[str, dict[str, Any]] = {
    "legal_basis": _rows(
        {"name": _text(160), "edition": DAY},
        {"article": _text(80, 0), "number": _text(120, 0), "text": _text(2000, 0)},
    ),
    "delivery_ways": {
        "type": "array",
        "uniqueItems": True,
        "items": {"enum": ["window", "electronic", "courier", "courier_paid"]},
    },
    "faq": _rows({"question": _text(300), "answer": _text(2000)}),
    "special_procedures": _rows(
        {"kind": {"enum": KINDS}, "days": {"type": "integer", "minimum": 1, "maximum": 366}},
        {"note": _text(300, 0)},
    ),
    "choices": {"type": "array", "uniqueItems": True, "maxItems": 30, "items": _text(60)},
}
_VALIDATORS = {name: json_schema.validator_for(schema) for name, schema in SCHEMAS.items()}


def check(name: str, value: Any) -> None:
    """Raise ValidationError under the field's name, with the place of the first fault."""
    for error in _VALIDATORS[name].iter_errors(value):
        place = " / ".join(str(part + 1) if isinstance(part, int) else part for part in error.instance_path)
        said = {"place": place or "—", "error": fault_in_words(json_schema.fault_of(error))}
        raise ValidationError({name: _("%(place)s: %(error)s") % said})


def check_form(schema: Any) -> None:
    """Raise ValidationError unless a form is a JSON Schema of an object, or empty."""
    if schema == {}:
        return
    if not isinstance(schema, dict) or schema.get("type") != "object":
        raise ValidationError({"form_schema": _("A form is a JSON Schema of type object.")})
    for word, address in json_schema.foreign_in(schema):
        raise ValidationError({"form_schema": LEADS_OUT % {"word": word, "address": address}})
    given = schema.get("properties", {})
    for name in given if isinstance(given, dict) else ():
        if not isinstance(given[name], dict):
            raise ValidationError(
                {"form_schema": _("Describe the field %(name)s by an object.") % {"name": name}}
            )
    try:
        json_schema.validator_for(schema)
    except json_schema.UnusableSchema as error:
        raise ValidationError({"form_schema": UNUSABLE}) from error


def check_version(version: "ItemVersion") -> None:
    """Raise ValidationError with the faults of all fields of a version that hold JSON."""
    faults: dict[str, Any] = {}
    checks = [lambda name=name: check(name, getattr(version, name)) for name in SCHEMAS if name != "choices"]
    for look in (*checks, lambda: check_form(version.form_schema)):
        try:
            look()
        except ValidationError as error:
            faults.update(error.error_dict)
    if faults:
        raise ValidationError(faults)


def as_json_text(value: Any, indent: int | None = 2) -> str:
    """Return a JSON value as a text."""
    return json.dumps(value, ensure_ascii=False, indent=indent)
