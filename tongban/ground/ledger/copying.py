"""Rows by the hundred thousand: poured in with COPY, which fires every constraint and trigger as any INSERT does."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection

from tongban.ground.ledger.chain import instant

NULL = "\\N"


def pour(table: str, columns: Sequence[str], lines: Iterable[str]) -> None:
    """Pour lines of tab-separated fields into a table, within the caller's transaction."""
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


def line(*values: Any) -> str:
    """Return values as one line: None is NULL, an instant is told in UTC."""
    return "\t".join([told(value) for value in values])


def told(value: Any) -> str:
    """Return a value as a field of a line."""
    if isinstance(value, str):
        return escaped(value)
    if value is None:
        return NULL
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def escaped(text: str) -> str:
    """Return a text as a field of a line: what parts fields and lines is escaped."""
    if "\\" in text:
        text = text.replace("\\", "\\\\")
    if "\n" in text or "\t" in text or "\r" in text:
        text = text.replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")
    return text


def unescaped(field: str) -> str:
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
