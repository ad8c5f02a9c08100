"""Measurement in a place of its own: snapshots nobody else reads, and invented facts for every view."""

from datetime import UTC, datetime
from shutil import copytree

import pytest

from tongban.account.insight.engines.duckdb_engine import ENGINES
from tongban.account.insight.snapshot import manifests, writer
from tongban.account.insight.tests import sample_facts

NOW = datetime(2023, 1, 4, 1, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def places(settings, tmp_path):
    settings.SNAPSHOTS = tmp_path / "snapshots"
    settings.SPARK = tmp_path / "spark"


@pytest.fixture
def facts(db):
    """Let every view show invented rows."""
    sample_facts.publish()


@pytest.fixture(scope="session")
def made_once(tmp_path_factory):
    """Where the snapshot that the first test made is kept, with the keys that signed it."""
    return tmp_path_factory.mktemp("made-once")


@pytest.fixture
def snapshot(facts, settings, made_once):
    """Return a snapshot of the invented facts: that which the first test made, in a place of the test's own."""
    here = {"snapshots": settings.SNAPSHOTS, "keys": settings.LEDGER_KEYS}
    if (made_once / "snapshots").exists():
        for name, folder in here.items():
            copytree(made_once / name, folder, symlinks=True, dirs_exist_ok=True)
        ENGINES.clear()  # one for the same snapshot is open, over another test's files
        return manifests.current_snapshot()
    made = writer.make_snapshot(at=NOW)
    for name, folder in here.items():
        copytree(folder, made_once / name, symlinks=True)
    return made
