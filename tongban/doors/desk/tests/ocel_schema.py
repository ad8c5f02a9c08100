"""What OCEL 2.0 says a log in JSON looks like, after its public specification."""

TEXT = {"type": "string", "minLength": 1}
TIME = {
    "type": "string",
    "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$",
}
VALUE = {"type": ["string", "number", "integer", "boolean"]}


def _object(needed, **properties):
    return {
        "type": "object",
        "required": needed,
        "properties": properties,
        "additionalProperties": False,
    }


def _list(of):
    return {"type": "array", "items": of}


TYPES = _list(
    _object(
        ["name", "attributes"],
        name=TEXT,
        attributes=_list(
            _object(
                ["name", "type"],
                name=TEXT,
                type={"enum": ["string", "time", "integer", "float", "boolean"]},
            )
        ),
    )
)
RELATIONS = _list(_object(["objectId", "qualifier"], objectId=TEXT, qualifier={"type": "string"}))
OBJECTS = _list(
    _object(
        ["id", "type"],
        id=TEXT,
        type=TEXT,
        relationships=RELATIONS,
        attributes=_list(_object(["name", "value", "time"], name=TEXT, value=VALUE, time=TIME)),
    )
)
EVENTS = _list(
    _object(
        ["id", "type", "time"],
        id=TEXT,
        type=TEXT,
        time=TIME,
        relationships=RELATIONS,
        attributes=_list(_object(["name", "value"], name=TEXT, value=VALUE)),
    )
)
SCHEMA = _object(
    ["objectTypes", "eventTypes", "objects", "events"],
    objectTypes=TYPES,
    eventTypes=TYPES,
    objects=OBJECTS,
    events=EVENTS,
)
