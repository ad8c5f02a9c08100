"""JSON Schemas: the only place that makes validators. A schema refers to itself only; nothing is ever fetched or read.

Item managers type schemas and import them, so an address in one is somebody's wish to have this server open it.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

import jsonschema_rs

DRAFT = "https://json-schema.org/draft/2020-12/schema"
REFERENCES = ("$ref", "$dynamicRef", "$recursiveRef")


class UnusableSchema(ValueError):
    """Why a schema cannot be used, in the words of the validator."""


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


def _leads_out(word: str, address: str) -> bool:
    if word == "$schema":
        return address.removesuffix("#") != DRAFT
    return word in REFERENCES and not address.startswith("#")


def _refuse(address: str) -> NoReturn:
    raise ValueError(f"nothing is fetched: {address}")
