"""The application form of an item as a list of fields, read from and written into the JSON Schema that is kept.

What a field list cannot say stays in the schema as it was: a field of another kind is only moved or struck, and of a field
that can be edited whatever else its rule says is kept.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tongban.ground.kit.json_schema import names_in
from tongban.ground.kit.schema_form import in_order
from tongban.ground.kit.search.words import initials

TEXT, LONG, NUMBER, WHOLE, DATE = "text", "long", "number", "whole", "date"
YES_NO, CHOICE, SEVERAL, OTHER = "yes_no", "choice", "several", ""
KINDS: dict[str, dict[str, Any]] = {
    TEXT: {"type": "string"},
    LONG: {"type": "string", "x-lines": 4},
    NUMBER: {"type": "number"},
    WHOLE: {"type": "integer"},
    DATE: {"type": "string", "format": "date"},
    YES_NO: {"type": "boolean"},
    CHOICE: {"type": "string"},
    SEVERAL: {"type": "array", "uniqueItems": True},
}
"""What the schema says of a field of each kind, besides its title, its help, its choices and its bounds."""
BOUNDS = dict.fromkeys((TEXT, LONG), ("minLength", "maxLength")) | dict.fromkeys(
    (NUMBER, WHOLE), ("minimum", "maximum")
)
LIST_SAYS = {"type", "properties", "required", "x-order"}
"""What of a schema the list says; the rest of it is kept."""
FIELD_SAYS = {"type", "format", "x-lines", "title", "description", "enum", "items", "uniqueItems", "x-from"}
BOUND_WORDS = {word for words in BOUNDS.values() for word in words}


@dataclass(frozen=True)
class FormField:
    """One field of a form; ``kept`` is what its rule says beyond it."""

    name: str
    label: str
    kind: str = TEXT
    is_required: bool = False
    choices: tuple[str, ...] = ()
    help: str = ""
    least: float | None = None
    most: float | None = None
    fills: str = ""
    kept: Mapping[str, Any] = field(default_factory=dict)


def fields_of(schema: Mapping[str, Any]) -> list[FormField]:
    """Return the fields of a form in the order in which they are asked."""
    needed = names_in(schema, "required")
    return [_field(name, rule, is_required=name in needed) for name, rule in in_order(schema)]


def _field(name: str, rule: Mapping[str, Any], *, is_required: bool) -> FormField:
    kind = _kind_of(rule)
    label = str(rule.get("title", name))
    if kind == OTHER:
        return FormField(name, label, OTHER, is_required, kept=rule)
    least, most = (rule.get(word) for word in BOUNDS.get(kind, ("", "")))
    known = FIELD_SAYS | {*BOUNDS.get(kind, ())}
    if kind == LONG and rule["x-lines"] != KINDS[LONG]["x-lines"]:
        known -= {"x-lines"}
    return FormField(
        name,
        label,
        kind,
        is_required,
        tuple(rule["items"]["enum"]) if kind == SEVERAL else tuple(rule.get("enum", ())),
        str(rule.get("description", "")),
        least,
        most,
        str(rule.get("x-from", "")),
        {word: value for word, value in rule.items() if word not in known},
    )


def _kind_of(rule: Mapping[str, Any]) -> str:
    """Return which kind of field a rule describes, or OTHER where the list cannot say what it says."""
    said, form = rule.get("type", "string"), rule.get("format")
    if {"$ref", "oneOf", "anyOf", "allOf", "not", "if", "const"} & rule.keys() or form not in (None, "date"):
        return OTHER
    if said == "array":
        items = rule.get("items")
        is_list = (
            isinstance(items, Mapping) and items.keys() <= {"enum", "type"} and _are_texts(items.get("enum"))
        )
        return SEVERAL if is_list else OTHER
    if "enum" in rule:
        return CHOICE if said == "string" and _are_texts(rule["enum"]) and form is None else OTHER
    if said == "string":
        return DATE if form else LONG if "x-lines" in rule else TEXT
    return (
        {"number": NUMBER, "integer": WHOLE, "boolean": YES_NO}.get(said, OTHER)
        if isinstance(said, str)
        else OTHER
    )


def _are_texts(values: Any) -> bool:
    return isinstance(values, list) and bool(values) and all(isinstance(each, str) for each in values)


def with_fields(schema: Mapping[str, Any], fields: Sequence[FormField]) -> dict[str, Any]:
    """Return a schema with these fields in place of its own; of the rest nothing is lost."""
    rest = rest_of(schema)
    if not fields and not rest:
        return {}
    former = {each.name for each in fields_of(schema)}
    beyond = [name for name in names_in(schema, "required") if name not in former]
    return {
        **rest,
        "type": "object",
        "properties": {each.name: _rule(each) for each in fields},
        "required": [each.name for each in fields if each.is_required] + beyond,
        "x-order": [each.name for each in fields],
    }


def rest_of(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a schema says that no list of fields can."""
    return {word: value for word, value in schema.items() if word not in LIST_SAYS}


def _rule(told: FormField) -> dict[str, Any]:
    if told.kind == OTHER:
        return dict(told.kept)
    bounds = zip(BOUNDS.get(told.kind, ()), (told.least, told.most), strict=False)
    said: dict[str, Any] = {"title": told.label, **KINDS[told.kind]}
    said |= {"description": told.help} if told.help else {}
    said |= {"enum": list(told.choices)} if told.kind == CHOICE else {}
    said |= {"items": {"enum": list(told.choices)}} if told.kind == SEVERAL else {}
    said |= {"x-from": told.fills} if told.fills else {}
    said |= {word: value for word, value in bounds if value is not None}
    return said | {word: value for word, value in told.kept.items() if word not in BOUND_WORDS}


def new_name(label: str, taken: Sequence[str]) -> str:
    """Return the name under which a field or a question is kept: the initials of its Chinese, once in the form."""
    base = initials(re.split(r"[（(]", label)[0])[:20]
    base = base if base[:1].isalpha() else f"f{base}"
    number, name = 1, base
    while name in taken or name in RESERVED:
        number += 1
        name = f"{base}{number}"
    return name


RESERVED = {
    *(
        "as",
        "break",
        "const",
        "continue",
        "else",
        "false",
        "for",
        "function",
        "if",
        "import",
        "in",
        "let",
        "loop",
    ),
    *("namespace", "null", "package", "return", "true", "var", "void", "while", "csrfmiddlewaretoken"),
}
"""Words that mean something else in conditions and in what a browser sends."""
