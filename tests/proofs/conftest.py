"""A small living office, each act of it committed by itself, and a way to attack it with SQL."""

import re
from datetime import UTC, date, datetime

import pytest
from django.db import connection, transaction
from django.test import override_settings

from tongban.ground.ledger.image_check import unexplained_rows
from tongban.ground.ledger.proof_tables import proven_tables

NOW = datetime(2026, 11, 22, 17, 30, tzinfo=UTC)
LATER = datetime(2026, 11, 22, 18, 30, tzinfo=UTC)


@pytest.fixture(scope="package")
def office(django_db_setup, django_db_blocker, tmp_path_factory):
    """A small living office, each act committed by itself; emptied at the end."""
    folder = tmp_path_factory.mktemp("office")
    keys = folder / "keys"
    keys.mkdir()
    (keys / "entry.key").write_bytes(b"one key for the entries of tests")
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with (
        django_db_blocker.unblock(),
        override_settings(FILES_ROOT=folder / "files", LEDGER_KEYS=keys, PASSWORD_HASHERS=hashers),
    ):
        _build()
        yield
        django_db_setup.put_back()


def _build():
    from tongban.account.insight.engines.postgres_engine import LIVE
    from tongban.account.insight.kept_values import keep_values
    from tongban.account.insight.rules import Period
    from tongban.demo.account import load_corrected
    from tongban.demo.applicants import load_applicants
    from tongban.demo.cases import ENDS, load_cases
    from tongban.demo.catalogue import load_catalogue
    from tongban.demo.people import create_officers, create_staff
    from tongban.demo.registers import load_registers
    from tongban.demo.room_stories import load_room_stories

    people = create_staff()
    load_catalogue(people)
    officers = create_officers()
    applicants = load_applicants(officers)
    load_corrected(people)
    load_cases(NOW, count=2 * len(ENDS))
    load_room_stories(people, officers, applicants, at=NOW)
    load_registers(NOW, applicants)
    keep_values(Period(date(2022, 1, 1), date(2022, 12, 31)), engine=LIVE, at=NOW, codes=["hall-cases"])


@pytest.fixture
def attack(office):
    """Run SQL in a transaction of its own, return what verification then says of the rows, and take all back."""

    def run(sql, *, triggers=True, prove=None):
        with transaction.atomic(), connection.cursor() as cursor:
            if not triggers:
                for table in proven_tables().keys() & set(re.findall(r"\w+", sql)):
                    cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER ALL')
            cursor.execute(sql)
            problems = (prove or prove_rows)()
            transaction.set_rollback(True)
        return problems

    return run


def prove_rows():
    return [problem for problems in unexplained_rows().values() for problem in problems]


def a_row(table, condition="true"):
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT min(id) FROM "{table}" WHERE {condition}')
        (row,) = cursor.fetchone()
    assert row is not None, f"no row of {table} where {condition}"
    return row
