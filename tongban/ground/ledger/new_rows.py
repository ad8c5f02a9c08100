"""New rows, inserted by statements that the server has prepared: a matter together with the rows beside it, or one alone."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models

from tongban.ground.ledger.prepared_statements import run_prepared

MOST = 8
"""More rows than these go in by kinds: a text is prepared for each set of kinds."""
Kind = tuple[type[models.Model], tuple[str, ...]]
"""A model, and which of its foreign keys point to the matter."""


def insert_together(matter: models.Model, rows: Sequence[models.Model]) -> None:
    """Insert a matter and rows that may point to it, and give all of them their keys."""
    kinds = tuple((type(row), _pointing(row, matter)) for row in (matter, *rows))
    database = connections[DEFAULT_DB_ALIAS]
    values = [
        field.get_db_prep_save(field.pre_save(row, True), database)
        for row, (model, pointing) in zip((matter, *rows), kinds, strict=True)
        for field in _written(model, pointing)
    ]
    (keys,) = run_prepared(_statement(kinds), values)
    for row, key, (_model, pointing) in zip((matter, *rows), keys, kinds, strict=True):
        row.pk = key
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS
        for name in pointing:
            setattr(row, name, matter)


def insert_once(row: models.Model, unique: tuple[str, ...]) -> None:
    """Insert a row, unless one with the same values in these columns stands already, and give it the key of that."""
    model, database = type(row), connections[DEFAULT_DB_ALIAS]
    values = [field.get_db_prep_save(field.pre_save(row, True), database) for field in _written(model, ())]
    ((row.pk,),) = run_prepared(_once(model, unique), values)
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS


def fits(matter: models.Model, rows: Sequence[models.Model]) -> bool:
    """Return whether these are few, and have no keys of their own yet."""
    return len(rows) < MOST and all(row.pk is None for row in (matter, *rows))


def _pointing(row: models.Model, matter: models.Model) -> tuple[str, ...]:
    return tuple(
        name for name in _foreign_keys(type(row), type(matter)) if row._state.fields_cache.get(name) is matter
    )


@cache
def _foreign_keys(model: type[models.Model], to: type[models.Model]) -> tuple[str, ...]:
    return tuple(field.name for field in model._meta.concrete_fields if field.related_model is to)


@cache
def _written(model: type[models.Model], pointing: tuple[str, ...]) -> list[Any]:
    """Return the fields whose values are bound: neither the key nor what points to the matter."""
    fields = (field for field in model._meta.concrete_fields if field.db_default is models.NOT_PROVIDED)
    return [field for field in fields if not field.primary_key and field.name not in pointing]


@cache
def _statement(kinds: tuple[Kind, ...]) -> str:
    parts = [f"row_{place} AS ({_insert(*kind)})" for place, kind in enumerate(kinds)]
    keys = ", ".join(f"(SELECT key FROM row_{place})" for place in range(len(kinds)))  # noqa: S608 - numbers
    return f"WITH {', '.join(parts)} SELECT {keys}"


@cache
def _once(model: type[models.Model], unique: tuple[str, ...]) -> str:
    return _insert(
        model, (), f"ON CONFLICT ({', '.join(unique)}) DO UPDATE SET {unique[0]} = excluded.{unique[0]}"
    )


def _insert(model: type[models.Model], pointing: tuple[str, ...], conflict: str = "") -> str:
    """Return the INSERT of a row; what points to the matter takes the key that this has just been given."""
    meta = model._meta
    bound = [field.column for field in _written(model, pointing)]
    columns = ", ".join(f'"{name}"' for name in (*bound, *(meta.get_field(name).column for name in pointing)))  # type: ignore[union-attr]
    values = ", ".join([*["%s"] * len(bound), *["(SELECT key FROM row_0)"] * len(pointing)])
    into = f'INSERT INTO "{meta.db_table}" ({columns}) VALUES ({values})'  # noqa: S608 - names of the models
    return f'{into} {conflict} RETURNING "{meta.pk.column}" AS key'
