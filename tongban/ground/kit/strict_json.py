"""JSON from outside that can be kept: text without NUL and half characters, finite numbers, no bottomless nesting."""

import json
import math
from typing import Any, NoReturn

DEEPEST = 40


def read(text: str | bytes) -> Any:
    """Return what a text says as JSON; raise ValueError for anything the database would not take."""
    try:
        said = json.loads(text.decode() if isinstance(text, bytes) else text, parse_constant=_refuse)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    _look_through(said)
    return said


def is_plain(text: str) -> bool:
    """Return whether a text can be kept: no NUL, no half of a character."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\x00" not in text


def _look_through(said: Any) -> None:
    waiting = [(said, 0)]
    while waiting:
        value, depth = waiting.pop()
        if depth > DEEPEST:
            raise ValueError("nested too deeply")
        if isinstance(value, str) and not is_plain(value):
            raise ValueError("a text that cannot be kept")
        if isinstance(value, float) and not math.isfinite(value):
            raise ValueError("a number that cannot be kept")
        if isinstance(value, dict):
            waiting += [(each, depth + 1) for pair in value.items() for each in pair]
        elif isinstance(value, list):
            waiting += [(each, depth + 1) for each in value]


def _refuse(text: str) -> NoReturn:
    raise ValueError(f"{text} is no JSON")
