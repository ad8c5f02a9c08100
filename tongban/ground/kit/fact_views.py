"""Facts: what a room publishes to measurement, as views of the database with documented columns.

A room's ``facts.py`` names its facts in ``FACTS``. One row is one thing; every row has a reference and an area. The
views stand in the schema ``facts``; they are made anew after each migration, so that they never lag behind.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.pseudonyms import with_pseudonyms
from tongban.ground.ledger.rooms import modules_named

SCHEMA = "facts"
Kind = Literal["text", "day", "moment", "whole", "yuan", "yes"]
SQL_TYPES: dict[Kind, str] = {
    "text": "text",
    "day": "date",
    "moment": "timestamp without time zone",
    "whole": "bigint",
    "yuan": "numeric(18,2)",
    "yes": "boolean",
}


def fell_due(day: str) -> str:
    """Return SQL for a last day that is over, and nothing before: in a running period nobody is late for a day ahead."""
    return f"CASE WHEN {day} < (now() AT TIME ZONE 'Asia/Shanghai')::date THEN {day} END"


@dataclass(frozen=True, slots=True)
class FactColumn:
    """A column of a fact: a moment is local time (Asia/Shanghai); ``groups`` says that figures may be told by it."""

    name: str
    kind: Kind
    says: Any
    groups: bool = False
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class Fact:
    """A view: its columns in order and the query that gives them under these names.

    ``day`` names the day on which a row came into being: it never changes and parts the rows by month. ``subjects``
    names the columns that hold ledger subjects, where chains tell all changes of a row. ``foreseen`` says of a fact of
    moves which of them the room's chart knows, as ``before>move>after``. ``is_open``: the rows are about nobody (public
    money, the house itself), so that everybody may read all of them.
    """

    name: str
    title: Any
    day: str
    columns: tuple[FactColumn, ...]
    query: str
    subjects: tuple[str, ...] = ()
    foreseen: tuple[str, ...] = ()
    is_open: bool = False
    kinds: dict[str, Kind] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "kinds", {column.name: column.kind for column in self.columns})
        lacking = {"reference", "area", self.day} - self.kinds.keys()
        if lacking:
            raise ValueError(f"fact {self.name}: no column {sorted(lacking)}")

    @property
    def view(self) -> str:
        """Return the name of the view."""
        return f"{SCHEMA}.{self.name}"


AREA = FactColumn("area", "text", _("Administrative division code of the bureau (GB/T 2260)"), groups=True)
SIMULATED = FactColumn("is_simulated", "yes", _("Whether the row was invented for a demonstration"))


def published_facts() -> dict[str, Fact]:
    """Return every fact of every room of the house, by name."""
    found: dict[str, Fact] = {}
    for fact in _of_rooms():
        if fact.name in found:
            raise ValueError(f"two rooms publish the fact {fact.name}")
        found[fact.name] = fact
    return found


def _of_rooms() -> Iterator[Fact]:
    for module in modules_named("facts"):
        yield from module.FACTS


@transaction.atomic
def make_views(facts: Iterable[Fact] | None = None) -> None:
    """Make the views anew from what the rooms publish today."""
    drop_views()
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {SCHEMA}")
        for fact in published_facts().values() if facts is None else facts:
            cursor.execute(_view(fact))


def drop_views() -> None:
    """Remove the views, so that a migration may change what they stand on."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SET LOCAL client_min_messages = warning" if connection.in_atomic_block else "SELECT 1"
        )
        cursor.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")


def _view(fact: Fact) -> str:
    columns = ", ".join(f'shown."{column.name}"::{SQL_TYPES[column.kind]}' for column in fact.columns)
    query = with_pseudonyms(fact.query.replace("{area}", settings.AREA))
    return f"CREATE VIEW {fact.view} AS SELECT {columns} FROM ({query}) AS shown"
