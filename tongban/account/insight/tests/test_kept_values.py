from datetime import timedelta
from decimal import Decimal

from django.db import connection

from tongban.account.insight import definitions, kept_values
from tongban.account.insight.engines import postgres_engine
from tongban.account.insight.engines.duckdb_engine import duckdb_engine
from tongban.account.insight.models import KeptValue
from tongban.account.insight.rules import year_of
from tongban.account.insight.tests.conftest import NOW
from tongban.ground.ledger.models import Entry

YEAR = year_of(2022)


def test_a_kept_value_is_what_was_computed(facts):
    found = kept_values.keep_values(YEAR, engine=postgres_engine.LIVE, at=NOW)

    kept = kept_values.last_values(YEAR)
    assert kept.keys() == found.keys() == definitions.metrics().keys()
    assert all(kept[code].value == found[code].value for code in found)
    assert all(kept[code].definition == definitions.metric(code).digest for code in found)


def test_what_is_the_same_is_kept_once_and_said_once(facts):
    kept_values.keep_values(YEAR, engine=postgres_engine.LIVE, at=NOW)
    kept_values.keep_values(YEAR, engine=postgres_engine.LIVE, at=NOW + timedelta(days=1))

    assert KeptValue.objects.count() == len(definitions.metrics())
    assert Entry.objects.filter(subject="MEASURE-2022").count() == 1


def test_a_new_value_stands_beside_the_old_one(facts):
    kept_values.keep_values(YEAR, engine=postgres_engine.LIVE, at=NOW, codes=["hall-cases"])
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE insight_keptvalue DISABLE TRIGGER insight_keptvalue_stays")
    KeptValue.objects.update(numerator=Decimal(1), value=Decimal(1))

    kept_values.keep_values(
        YEAR, engine=postgres_engine.LIVE, at=NOW + timedelta(days=1), codes=["hall-cases"]
    )

    assert KeptValue.objects.count() == 2
    assert kept_values.last_values(YEAR)["hall-cases"].computed_at == NOW + timedelta(days=1)


def test_the_snapshot_and_the_database_say_the_same(snapshot):
    live = kept_values.keep_values(YEAR, engine=postgres_engine.LIVE, at=NOW)
    kept = kept_values.keep_values(YEAR, engine=duckdb_engine(snapshot), at=NOW)

    parts = [(code, live[code].numerator, live[code].denominator, live[code].rows) for code in live]
    assert parts == [(code, kept[code].numerator, kept[code].denominator, kept[code].rows) for code in kept]
    assert {value.manifest for value in kept.values()} == {snapshot.digest}
