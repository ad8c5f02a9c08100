from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from tongban.ground.ledger import record

START = datetime(2022, 9, 28, 1, 0, tzinfo=UTC)


@dataclass(eq=False)
class Officer:
    """A member of staff as the ledger knows one: a name, and what he or she may do."""

    name: str
    allowed: frozenset[str] = frozenset()
    pk: None = None
    roles: set[str] = field(default_factory=set)

    def may(self, permission):
        return permission in self.allowed

    def roles_on(self, day):
        return self.roles

    def __str__(self):
        return self.name


@pytest.fixture
def entries():
    """Write so many entries on a subject, a minute apart."""

    def write(subject, count, start=START):
        return [
            record(
                subject,
                "correct",
                by=None,
                at=start + timedelta(minutes=number),
                basis="budget-law:57",
                before=str(number),
                after=str(number + 1),
                payload={"line": number},
            )
            for number in range(count)
        ]

    return write


@pytest.fixture
def attack(db):
    """Run SQL as an owner of the tables who has switched the triggers off."""

    def run(sql, *values):
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for table in ("ledger_entry", "ledger_seal"):
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(sql, values)

    return run
