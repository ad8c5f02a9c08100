"""Bulk inserts with COPY, which fires every constraint and trigger as any INSERT does."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection

from tongban.ground.ledger.chain import instant

NULL = "\\N"


def copy_rows(table: str, columns: Sequence[str], lines: Iterable[str]) -> None:
    """Copy lines of tab-separated fields into a table, within the caller's transaction."""
    content = "\n".join(lines)
    if not content:
        return
    names = ", ".join(f'"{name}"' for name in columns)
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy,
    ):
        copy.write(content)
        copy.write("\n")


def copy_line(*values: Any) -> str:
    """Return values as one line: None is NULL, an instant is in UTC."""
    return "\t".join([ENCODERS.get(type(value), _encode_other)(value) for value in values])


def _encode_other(value: Any) -> str:
    return escape(str(value))


def escape(text: str) -> str:
    """Return a text as a field of a line: what separates fields and lines is escaped."""
    if "\\" in text:
        text = text.replace("\\", "\\\\")
    if "\n" in text or "\t" in text or "\r" in text:
        text = text.replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")
    return text


def unescape(field: str) -> str:
    """Return the text of a field that COPY wrote out."""
    if "\\" not in field:
        return field
    parts = [
        part.replace("\\n", "\n").replace("\\t", "\t").replace("\\r", "\r") for part in field.split("\\\\")
    ]
    parts = [part.replace("\\b", "\b").replace("\\f", "\f").replace("\\v", "\v") for part in parts]
    return "\\".join(parts)


def reserve_keys(table: str, count: int) -> int:
    """Set keys of a table aside, whoever else inserts meanwhile; return the first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [table])
        (sequence,) = cursor.fetchone()
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 5122))", [sequence])
        cursor.execute("SELECT nextval(%s::regclass)", [sequence])
        (first,) = cursor.fetchone()
        cursor.execute("SELECT setval(%s::regclass, %s)", [sequence, first + max(count, 1) - 1])
    return int(first)


ENCODERS: dict[type, Callable[[Any], str]] = {
    str: escape,
    int: str,
    datetime: instant,
    date: date.isoformat,
    type(None): lambda nothing: NULL,
    bool: lambda is_so: "t" if is_so else "f",
}
