"""The lines of the log: an event in fixed words, fields of a list, the id of the request, never a person's data.

``LOG.warning("file refused", extra={"reason": "macro"})``: a guard keeps events free of values and fields to `FIELDS`.
What others write is masked. Of an error the traceback is kept; its text only where it speaks of the program or the
machine, for others quote what somebody typed.
"""

import json
import logging
import re
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, DataError
from django.template import TemplateDoesNotExist, TemplateSyntaxError

from tongban.ground.kit.request_id import current_id

FIELDS = (
    "reason",
    "subject",  # as the ledger names it: CASE-2026-000017, user:12
    "move",
    "status",
    "kind",
    "digest",
    "number",
    "count",
    "attempts",
    "size_bytes",
    "status_code",  # Django's
    "error",  # the kind of an error
)
OURS = ("tongban", "config")
HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
PERSONAL = re.compile(rf"[\w.+-]+@[\w.-]+|\d{{7,}}[Xx]?|[{HAN}][{HAN}·]*")
CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")
OF_THE_PROGRAM = (
    AttributeError,
    DatabaseError,
    ImportError,
    ImproperlyConfigured,
    NameError,
    OSError,
    TemplateDoesNotExist,
    TemplateSyntaxError,
    TypeError,
)


class PlainFormatter(logging.Formatter):
    """A line for people: time, level, where, what, field=value; a traceback follows."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        said = parts(record)
        trace = said.pop("traceback", "")
        at, level, logger, event = (said.pop(name) for name in ("at", "level", "logger", "event"))
        line = " ".join([f"{at} {level} {logger}: {event}", *(f"{name}={said[name]}" for name in said)])
        return CONTROL.sub(" ", line) + (f"\n{trace}" if trace else "")


class JsonFormatter(logging.Formatter):
    """A line for machines: one JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        return json.dumps(parts(record), ensure_ascii=False, default=str)


def parts(record: logging.LogRecord) -> dict[str, object]:
    """Return what a line says, by name."""
    event = record.getMessage()
    said: dict[str, object] = {
        "at": datetime.fromtimestamp(record.created, UTC).astimezone().isoformat(timespec="milliseconds"),
        "level": record.levelname,
        "logger": record.name,
        "event": event if record.name.startswith(OURS) else masked(event),
    }
    if current_id():
        said["request"] = current_id()
    said |= {name: record.__dict__[name] for name in FIELDS if name in record.__dict__}
    if record.exc_info and record.exc_info[1]:
        said["traceback"] = "".join(_traceback(record.exc_info[1])).rstrip()
    return said


def masked(text: str) -> str:
    """Return a text without what may name somebody: Chinese, long numbers, addresses of e-mail."""
    return PERSONAL.sub("…", text)


def told(error: BaseException) -> str:
    """Return what the log says of an error: its kind, and its first line where that speaks of the program."""
    kind = type(error).__qualname__
    if isinstance(error, DataError) or not isinstance(error, OF_THE_PROGRAM):
        return f"{kind} (text withheld)"
    return f"{kind}: {masked(str(error).partition(chr(10))[0])}"


def _traceback(error: BaseException) -> Iterator[str]:
    """Return the way an error took, that of its cause first; the further lines of a text may quote rows."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None:
        yield from _traceback(before)
    yield "Traceback (most recent call last):\n"
    yield from traceback.format_tb(error.__traceback__)
    yield f"{told(error)}\n"
