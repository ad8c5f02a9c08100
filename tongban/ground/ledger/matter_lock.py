"""Matters as rows: locked together with their chain in one round trip, saved together with their entry in another."""

from collections.abc import Sequence
from functools import cache
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, models

from tongban.ground.ledger.chain import START
from tongban.ground.ledger.prepared_statements import run_prepared

END = "_end_of_chain"
Row = TypeVar("Row", bound=models.Model)
Last = tuple[int, str]
"""Number and hash of the last entry of a chain; (0, START) before the first."""
Change = tuple[str, list[Any]]
"""An UPDATE with its values, made in the same statement as the entry."""


def lock_matter(model: type[Row], pk: int) -> Row:
    """Lock a matter and its chain and read both; until the transaction ends, writing needs no look at the chain.

    The model has its reference as a column. Whatever is recorded on the matter meanwhile is recorded on this object.
    """
    question, names, readers = _lock_query(model)
    found = run_prepared(question, [pk])
    if not found:
        raise model.DoesNotExist  # type: ignore[attr-defined]
    *values, number, last_hash = found[0]
    for place, convert in readers:
        values[place] = convert(values[place], None, connections[DEFAULT_DB_ALIAS])
    matter = model.from_db(DEFAULT_DB_ALIAS, names, values)
    set_chain_end(matter, parse_chain_end((number, last_hash)))
    return matter


@cache
def _lock_query(model: type[models.Model]) -> tuple[str, list[str], list[tuple[int, Any]]]:
    """Return the query that locks a row and its chain, its fields, and those that have to be read."""
    fields = model._meta.concrete_fields
    columns = ", ".join(f'matter."{field.column}"' for field in fields)
    question = (
        f'SELECT {columns}, last.number, last.hash FROM "{model._meta.db_table}" AS matter, '  # noqa: S608
        "LATERAL ledger_last_of(matter.reference) AS last "
        f'WHERE matter."{fields[0].column}" = %s FOR UPDATE OF matter'
    )
    readers = [
        (place, field.from_db_value) for place, field in enumerate(fields) if hasattr(field, "from_db_value")
    ]
    return question, [field.attname for field in fields], readers


def start_chain(matter: object) -> None:
    """Start the chain of a new matter: its reference was drawn just now, so nobody else writes on it."""
    set_chain_end(matter, (0, START))


def parse_chain_end(row: Sequence[Any]) -> Last:
    """Return the end of a chain as ``ledger_last_of`` gives it."""
    number, last_hash = row
    return (0, START) if number is None else (number, last_hash)


def chain_end(matter: object) -> Last | None:
    """Return the end of the chain that is locked with a matter."""
    return getattr(matter, END, None)


def is_locked(matter: object) -> bool:
    """Return whether this row was locked with its chain, so that nobody else changes it meanwhile."""
    return END in vars(matter)


def set_chain_end(matter: object, last: Last) -> None:
    """Keep with a matter where its chain ends, while it is locked."""
    vars(matter)[END] = last


def build_update(matter: Any, names: Sequence[str]) -> Change:
    """Return the UPDATE that saves these fields of a matter."""
    model: type[models.Model] = type(matter)
    update, fields = _update_query(model, tuple(names))
    database = connections[DEFAULT_DB_ALIAS]
    values = [field.get_db_prep_save(getattr(matter, field.attname), database) for field in fields]
    return update, [*values, matter.pk]


@cache
def _update_query(model: type[models.Model], names: tuple[str, ...]) -> tuple[str, list[Any]]:
    fields = [model._meta.get_field(name) for name in names]
    columns = ", ".join(f'"{field.column}" = %s' for field in fields)  # type: ignore[union-attr]
    return f'UPDATE "{model._meta.db_table}" SET {columns} WHERE "id" = %s', fields  # noqa: S608
