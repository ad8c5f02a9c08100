"""What a room lets be proven of its rows: named in its ``proofs.py``, found by app as facts are.

A proven row equals what the last act left of it, column for column. Whatever a room keeps unproven it names with the
reason in one line; a guard holds that no field of any model is forgotten.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import connection, models

from tongban.ground.ledger.rooms import modules_named


@dataclass(frozen=True, slots=True)
class ProvenRows:
    """The rows of a model ("cases.Case"): all columns are proven but those named in ``besides`` with the reason.

    Rows for which ``free`` holds (SQL over the row, told as ``it``) may change without an act: drafts.
    """

    model: str
    besides: Mapping[str, str] = field(default_factory=dict)
    free: str = ""

    @property
    def of(self) -> type[models.Model]:
        """Return the model."""
        return apps.get_model(self.model)

    @property
    def tables(self) -> "list[ProvenTable]":
        """Return the table of the model and those of its many-to-many fields."""
        meta = self.of._meta
        key, columns = meta.pk.column, [str(meta.get_field(name).column) for name in self.besides]  # type: ignore[union-attr]
        joined = [each.m2m_db_table() for each in meta.local_many_to_many]
        return [
            ProvenTable(meta.db_table, str(key), tuple(columns), self.free),
            *(ProvenTable(table, "id", (), "") for table in joined),
        ]


@dataclass(frozen=True, slots=True)
class ProvenTable:
    """A table whose rows are proven: its key, the columns left out, and when a row may change without an act."""

    table: str
    key: str
    besides: tuple[str, ...]
    free: str


def proof_modules() -> tuple[Any, ...]:
    """Return the module ``proofs`` of every room that has one."""
    return modules_named("proofs")


def proven_tables() -> dict[str, ProvenTable]:
    """Return every proven table of the house, by name."""
    rows = (each for room in proof_modules() for each in room.PROVEN)
    return {found.table: found for each in rows for found in each.tables}


def standing_tables() -> list[ProvenTable]:
    """Return the proven tables that are there: a room may have been led back, or not be led on yet."""
    present = set(connection.introspection.table_names())
    return [each for each in proven_tables().values() if each.table in present]


def proven_models() -> dict[type[models.Model], ProvenTable]:
    """Return the table of every proven model."""
    return {each.of: each.tables[0] for room in proof_modules() for each in room.PROVEN}


def not_proven() -> dict[str, str]:
    """Return the models that no proof covers, with the reason."""
    return {name: reason for room in proof_modules() for name, reason in room.NOT_PROVEN.items()}


def room_checks() -> list[str]:
    """Return the paths of further checks that rooms name: functions that return problems."""
    return [path for room in proof_modules() for path in getattr(room, "CHECKS", ())]
