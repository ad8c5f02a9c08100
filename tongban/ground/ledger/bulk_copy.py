"""Bulk inserts with COPY, which fires every constraint and trigger as any INSERT does; columns are the model's own."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from functools import cache
from operator import attrgetter
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

from tongban.ground.ledger.chain import WRITER, instant

NULL = "\\N"
Encoder = Callable[[Any], str]
KEYS = "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)"


def copy_rows(model: type[models.Model], lines: Iterable[str], *, keyed: bool = True) -> None:
    """Copy lines of ``copy_line`` into the table of a model; without keys the database gives them."""
    content = "\n".join(lines)
    if not content:
        return
    names = ", ".join(f'"{field.column}"' for field in copied_fields(model, keyed))
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(f'COPY "{model._meta.db_table}" ({names}) FROM STDIN') as copy,
    ):
        copy.write(content)
        copy.write("\n")


def copy_line(row: models.Model) -> str:
    """Return a row with its key as one line of fields in the order of its columns."""
    read, encoders = _reader(type(row))
    return "\t".join(
        [
            (encode or ENCODERS.get(type(value), _encode_other))(value)
            for value, encode in zip(read(row), encoders, strict=True)
        ]
    )


@cache
def copied_fields(model: type[models.Model], keyed: bool = True) -> Sequence[Any]:
    """Return the fields of a model in the order of a line: all but those that the database fills in."""
    fields = (field for field in model._meta.concrete_fields if field.db_default is models.NOT_PROVIDED)
    return [field for field in fields if keyed or not field.primary_key]


@cache
def _reader(model: type[models.Model]) -> tuple[Callable[[Any], tuple[Any, ...]], list[Encoder | None]]:
    """Return what reads the values of a row, and the encoders of those that are not written by their type alone."""
    fields = copied_fields(model)
    encoders = (
        next((encode for kind, encode in SPECIAL.items() if isinstance(each, kind)), None) for each in fields
    )
    return attrgetter(*(field.attname for field in fields)), list(encoders)


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


def reserve_keys(model: type[models.Model], count: int) -> list[int]:
    """Draw keys of a model from its sequence: each is given once, whoever else inserts meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute(KEYS, [model._meta.db_table, model._meta.pk.column, count])
        return [key for (key,) in cursor.fetchall()]


def _encode_other(value: Any) -> str:
    return escape(str(value))


def _encode_json(value: Any) -> str:
    return NULL if value is None else escape(WRITER.encode(value))


def _encode_array(value: Iterable[int]) -> str:
    return f"{{{','.join(map(str, value))}}}"


SPECIAL: dict[type, Encoder] = {models.JSONField: _encode_json, ArrayField: _encode_array}
ENCODERS: dict[type, Encoder] = {
    str: escape,
    int: str,
    datetime: instant,
    date: date.isoformat,
    type(None): lambda nothing: NULL,
    bool: lambda is_so: "t" if is_so else "f",
}
"""How values are written by their type; what a JSON or an array field holds is written by its field."""
