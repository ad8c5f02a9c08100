import pytest
from django.db import IntegrityError, connection, transaction

from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.seal_writer import seal
from tongban.ground.ledger.tests.conftest import START

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("table", ["ledger_entry", "ledger_seal"])
@pytest.mark.parametrize("act", ["UPDATE {} SET number = number + 1", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_database_refuses_to_change_remove_or_empty(entries, table, act):
    entries("EVAL-2022-0001", 2)
    seal(at=START)

    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_never_emptied")
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            cursor.execute(act.format(table))
    assert Entry.objects.count() == 2


def test_the_triggers_fire_for_a_replica_role_too(entries):
    entries("EVAL-2022-0001", 1)

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            cursor.execute("DELETE FROM ledger_entry")


def test_the_application_s_own_objects_are_refused_as_well(entries):
    (entry,) = entries("EVAL-2022-0001", 1)
    entry.note = "changed"

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        entry.save()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        entry.delete()
