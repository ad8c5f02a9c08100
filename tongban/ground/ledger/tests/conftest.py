from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from tongban.ground.ledger import record
from tongban.ground.ledger.chain import link
from tongban.ground.ledger.macs import current_key
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.seal_writer import seal
from tongban.ground.ledger.verification import verify

START = datetime(2022, 9, 28, 1, 0, tzinfo=UTC)
SEALED_AT = START + timedelta(hours=1)
DAY_AFTER = SEALED_AT + timedelta(days=1, hours=1)


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
        made = [
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
        return [Entry.objects.get(pk=each.pk) for each in made]

    return write


@pytest.fixture
def attack(db):
    """Run SQL as an owner of the tables who has switched the triggers off."""

    def run(sql, *values):
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for table in ("ledger_entry", "ledger_seal", "ledger_installation", "ledger_row_image"):
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(sql, values)

    return run


def found():
    return [(problem.found, problem.subject, problem.number) for problem in verify().problems]


def sealed(at):
    made = seal(at=at)
    assert made is not None
    return made


def rewrite(subject, number, attack, **changes):
    """Change an entry and recompute the chain after it, as somebody who stole the key of entries would."""
    rest = list(Entry.objects.filter(subject=subject, number__gte=number).order_by("number"))
    previous = rest[0].previous
    for entry in rest:
        statement = replace(entry.statement(), **changes) if entry.number == number else entry.statement()
        linked = link(statement, entry.number, previous)
        attack(
            "UPDATE ledger_entry SET note = %s, mac = %s, previous = %s, hash = %s WHERE id = %s",
            statement.note,
            current_key().mac(linked.hash),
            linked.previous,
            linked.hash,
            entry.pk,
        )
        previous = linked.hash
