"""Matters as rows: locked together with their chain in one round trip, saved together with their entry in another."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.db import connection, models

from tongban.ground.ledger.writing import Change, Last, read_last

LAST = "_last_entry"
Row = TypeVar("Row", bound=models.Model)


def locked(model: type[Row], pk: int) -> Row:
    """Lock a matter and its chain and read both; the first move after it needs no look at the chain.

    The model has its reference as a column. Make the move before recording anything else on the matter.
    """
    fields = model._meta.concrete_fields
    names = ", ".join(f'matter."{field.column}"' for field in fields)
    question = (
        f'SELECT {names}, last.number, last.hash FROM "{model._meta.db_table}" AS matter, '  # noqa: S608
        "LATERAL ledger_last_of(matter.reference) AS last "
        f'WHERE matter."{fields[0].column}" = %s FOR UPDATE OF matter'
    )
    with connection.cursor() as cursor:
        cursor.execute(question, [pk])
        row = cursor.fetchone()
    if row is None:
        raise model.DoesNotExist  # type: ignore[attr-defined]
    values = [_read(field, value) for field, value in zip(fields, row, strict=False)]
    matter = model.from_db(connection.alias, [field.attname for field in fields], values)
    vars(matter)[LAST] = read_last(row[-2:])
    return matter


def take_last(matter: object) -> Last | None:
    """Return the end of the chain that was locked with a matter, once."""
    return vars(matter).pop(LAST, None)


def saving(matter: Any, names: Sequence[str]) -> Change:
    """Return the UPDATE that saves these fields of a matter."""
    fields = [matter._meta.get_field(name) for name in names]
    columns = ", ".join(f'"{field.column}" = %s' for field in fields)
    values = [field.get_db_prep_save(getattr(matter, field.attname), connection) for field in fields]
    update = f'UPDATE "{matter._meta.db_table}" SET {columns} WHERE "id" = %s'  # noqa: S608
    return update, [*values, matter.pk]


def _read(field: Any, value: Any) -> Any:
    convert = getattr(field, "from_db_value", None)
    return value if convert is None else convert(value, None, connection)
