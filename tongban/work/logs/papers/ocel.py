"""OCEL 2.0 as JSON: objects and events of many types, written piece by piece."""

import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from tongban.work.logs.papers.history import CaseEvent, CaseHistory, LogObject, Relation, Value

ALWAYS = "1970-01-01T00:00:00Z"
"""The time of an object's attribute that was never changed."""
KINDS: tuple[tuple[type, str], ...] = (
    (bool, "boolean"),
    (int, "integer"),
    (float, "float"),
    (datetime, "time"),
)
CHUNK = 64 * 1024
Types = dict[str, dict[str, str]]
"""By type of object or event: its attributes and their kinds."""


def write_ocel(histories: Iterable[CaseHistory], *, name: str) -> Iterator[str]:
    """Return the log as text in pieces. Objects come first, so events wait in a file; ids seen are all that is held.

    ``name`` is not said: OCEL has no place for it.
    """
    seen: set[str] = set()
    object_types: Types = {}
    event_types: Types = {}
    with tempfile.TemporaryFile("w+", encoding="utf-8") as events:
        yield '{"objects":['
        for history in histories:
            fresh = [thing for thing in history.things if thing.id not in seen]
            if fresh:
                yield ("," if seen else "\n") + ",\n".join(_object(thing, object_types) for thing in fresh)
                seen.update(thing.id for thing in fresh)
            for happening in history.events:
                events.write((",\n" if event_types else "\n") + _event(happening, event_types))
        yield '\n],\n"events":['
        events.seek(0)
        while chunk := events.read(CHUNK):
            yield chunk
    yield f'\n],\n"objectTypes":{_types(object_types)},\n"eventTypes":{_types(event_types)}}}\n'


def _object(thing: LogObject, types: Types) -> str:
    known = types.setdefault(thing.type, {})
    known.update({name: _kind(value) for name, value in thing.attributes.items()})
    said = {
        "id": thing.id,
        "type": thing.type,
        "attributes": [
            {"name": name, "time": ALWAYS, "value": _plain(value)} for name, value in thing.attributes.items()
        ],
        "relationships": _relations(thing.relations),
    }
    return _json(said)


def _event(happening: CaseEvent, types: Types) -> str:
    named = (("label", happening.label), ("resource", happening.resource), ("role", happening.role))
    attributes = {name: value for name, value in named if value}
    types.setdefault(happening.activity, {}).update(dict.fromkeys(attributes, "string"))
    said = {
        "id": happening.id,
        "type": happening.activity,
        "time": happening.at.isoformat(),
        "attributes": [{"name": name, "value": value} for name, value in attributes.items()],
        "relationships": _relations(happening.relations),
    }
    return _json(said)


def _relations(relations: Iterable[Relation]) -> list[dict[str, str]]:
    return [{"objectId": id_, "qualifier": qualifier} for qualifier, id_ in relations]


def _types(types: Mapping[str, Mapping[str, str]]) -> str:
    rows = [
        {"name": name, "attributes": [{"name": each, "type": kind} for each, kind in attributes.items()]}
        for name, attributes in types.items()
    ]
    return _json(rows)


def _kind(value: Value) -> str:
    return next((kind for type_, kind in KINDS if isinstance(value, type_)), "string")


def _plain(value: Value) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def _json(said: object) -> str:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))
