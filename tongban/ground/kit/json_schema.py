"""JSON Schemas: the only place that makes validators. A schema refers to itself only; nothing is ever fetched or read.

Item managers type schemas and import them, so an address in one is somebody's wish to have this server open it.
"""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

import jsonschema_rs

LOG = logging.getLogger(__name__)
DRAFT = "https://json-schema.org/draft/2020-12/schema"
REFERENCES = ("$ref", "$dynamicRef", "$recursiveRef")


class UnusableSchema(ValueError):
    """Why a schema cannot be used, in the words of the validator."""


@dataclass(frozen=True, slots=True)
class FormFault:
    """What is wrong with a field of the form: where, which rule of the schema it breaks, and that rule's bound."""

    field: str
    rule: str
    bound: Any = None


def foreign_in(schema: Any) -> Iterator[tuple[str, str]]:
    """Return each address that leads out of a schema: the keyword that names it, and the address."""
    waiting = [schema]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Mapping):
            for word, value in part.items():
                if isinstance(value, str) and _leads_out(word, value):
                    yield word, value
            waiting.extend(part.values())
        elif isinstance(part, list):
            waiting.extend(part)


def validator_for(schema: Any) -> Any:
    """Return a validator with ``iter_errors``; raise `Unusable` for what is no schema or leads out of itself."""
    for word, address in foreign_in(schema):
        raise UnusableSchema(f"{word}: {address}")
    try:
        jsonschema_rs.meta.validate(schema)
        return jsonschema_rs.validator_for(schema, validate_formats=True, retriever=_refuse)
    except (ValueError, jsonschema_rs.ReferencingError) as error:
        raise UnusableSchema(getattr(error, "message", str(error))) from error


def properties_of(schema: Any) -> dict[str, Mapping[str, Any]]:
    """Return the fields that a form's schema describes; a description that is not one is left out."""
    given = schema.get("properties") if isinstance(schema, Mapping) else None
    fields = given if isinstance(given, Mapping) else {}
    return {name: rule if isinstance(rule, Mapping) else {} for name, rule in fields.items()}


def names_in(schema: Any, word: str) -> list[str]:
    """Return the names that a keyword lists (``required``, ``x-order``)."""
    given = schema.get(word) if isinstance(schema, Mapping) else None
    return [name for name in given if isinstance(name, str)] if isinstance(given, list | tuple) else []


def form_faults(schema: Mapping[str, Any], form: Mapping[str, Any]) -> list[FormFault]:
    """Return the faults of a form by field; a missing field is named itself, not the object around it.

    A schema that cannot be used is the bureau's fault: the applicant fills in what it lists, and files.
    """
    if not schema:
        return []
    try:
        return [fault_of(error) for error in validator_for(schema).iter_errors(dict(form))]
    except UnusableSchema as error:
        LOG.error("a published form cannot be checked", exc_info=error)
    lacking = [name for name in names_in(schema, "required") if form.get(name) in (None, "")]
    return [FormFault(name, "required") for name in lacking]


def fault_of(error: Any) -> FormFault:
    """Return an error of a validator as a fault."""
    path = [str(part) for part in error.instance_path]
    rule, bound = error.kind.name, None
    if rule == "required":
        path.append(error.kind.property)
    elif rule in ("additionalProperties", "unevaluatedProperties"):
        bound = "、".join(error.kind.unexpected)
    elif rule == "format":
        bound = error.kind.format
    else:
        bound = getattr(error.kind, "limit", None)
    return FormFault("/".join(path), rule, bound)


def _leads_out(word: str, address: str) -> bool:
    if word == "$schema":
        return address.removesuffix("#") != DRAFT
    return word in REFERENCES and not address.startswith("#")


def _refuse(address: str) -> NoReturn:
    raise ValueError(f"nothing is fetched: {address}")
