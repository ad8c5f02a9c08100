"""Measurement in a place of its own: snapshots nobody else reads, and invented facts for every view."""

from datetime import UTC, datetime

import pytest

from tongban.account.insight.snapshot import writer
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


@pytest.fixture
def snapshot(facts):
    """Return a snapshot of the invented facts."""
    return writer.make_snapshot(at=NOW)
