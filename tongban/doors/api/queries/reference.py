"""The OpenAPI document laid out for reading: operations by matter, each with what it takes and gives."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

METHODS = ("get", "post", "patch", "put", "delete")
Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FieldDoc:
    """A parameter or a property: its name, kind, whether it must be there, and what it means."""

    name: str
    kind: str
    is_needed: bool
    text: str


@dataclass(frozen=True, slots=True)
class OperationDoc:
    """An operation as the reference page shows it."""

    anchor: str
    method: str
    path: str
    title: str
    scopes: tuple[str, ...]
    parameters: tuple[FieldDoc, ...]
    takes: str
    body: tuple[FieldDoc, ...]
    gives: str
    errors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShapeDoc:
    """A named shape with its properties."""

    name: str
    entries: tuple[FieldDoc, ...]


def operations(document: Document) -> list[tuple[str, list[OperationDoc]]]:
    """Return the operations by matter, in the order of the document."""
    groups: dict[str, list[OperationDoc]] = {}
    for path, methods in document["paths"].items():
        for method in METHODS:
            if method in methods:
                found = methods[method]
                groups.setdefault(found["tags"][-1], []).append(_operation(path, method, found, document))
    return list(groups.items())


def shapes(document: Document) -> list[ShapeDoc]:
    """Return the named shapes in the order of their names; those that only list choices have no entries."""
    named = sorted(document["components"]["schemas"].items())
    return [ShapeDoc(name, tuple(_entries(shape))) for name, shape in named]


def _operation(path: str, method: str, found: Mapping[str, Any], document: Document) -> OperationDoc:
    content = found.get("requestBody", {}).get("content", {})
    takes = next(iter(content), "")
    body = _resolved(content[takes]["schema"], document) if takes else {}
    good = next(status for status in found["responses"] if str(status).startswith("2"))
    given: list[Any] = list(found["responses"][good].get("content", {}).values())
    return OperationDoc(
        anchor=found["operationId"],
        method=method.upper(),
        path=path,
        title=found["summary"],
        scopes=tuple(found["x-scopes"]),
        parameters=tuple(_parameter(each) for each in found["parameters"]),
        takes=takes,
        body=tuple(_entries(body)),
        gives=f"{good} {_kind(given[0]['schema'])}" if given else str(good),
        errors=tuple(str(status) for status in found["responses"] if status != good),
    )


def _parameter(given: Mapping[str, Any]) -> FieldDoc:
    return FieldDoc(given["name"], _kind(given["schema"]), given["required"], given.get("description", ""))


def _entries(shape: Mapping[str, Any]) -> Iterator[FieldDoc]:
    needed = shape.get("required", ())
    for name, value in shape.get("properties", {}).items():
        yield FieldDoc(name, _kind(value), name in needed, value.get("description", ""))
    if "enum" in shape:
        yield FieldDoc(" · ".join(map(str, shape["enum"])), shape.get("type", ""), False, "")


def _kind(schema: Mapping[str, Any]) -> str:
    """Return what a value is in one line: string, integer ≥ 1, array of Fault, one of a, b."""
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    several = [_kind(each) for each in schema.get("anyOf", ())]
    if several:
        return " | ".join(dict.fromkeys(several))
    if "enum" in schema:
        return " · ".join(repr(each) if each == "" else str(each) for each in schema["enum"])
    kind = str(schema.get("format") or schema.get("type", "any"))
    if kind == "array":
        return f"[{_kind(schema.get('items', {}))}]"
    return kind


def _resolved(schema: Mapping[str, Any], document: Document) -> Mapping[str, Any]:
    name = str(schema.get("$ref", "")).rsplit("/", 1)[-1]
    found: Mapping[str, Any] = document["components"]["schemas"][name] if name else schema
    return found
