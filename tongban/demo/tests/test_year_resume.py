"""A load that is killed in the middle of a month is finished by the next one."""

import os
import signal
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from tongban.demo.catalogue import load_catalogue
from tongban.demo.people import create_officers, create_staff
from tongban.demo.year import months
from tongban.demo.year.loader import load_year, subject_of
from tongban.demo.year.plan import YearPlan
from tongban.ground.kit.calendars import calendar
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.processes import open_own_connection
from tongban.ground.ledger.verification import verify
from tongban.work.cases.models import Case

NOW = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
SCALE, SEED = Decimal("0.001"), 2022


def ours():
    return Case.objects.filter(reference__startswith="CASE-2022-")


@pytest.mark.django_db(transaction=True)
def test_a_load_that_was_killed_is_finished_and_doubles_nothing(monkeypatch):
    load_catalogue(create_staff())
    create_officers()
    child = os.fork()
    if not child:
        open_own_connection()
        monkeypatch.setattr(months, "SLICE", 7)
        monkeypatch.setattr(months.BulkLoader, "load", _killed_at(20, months.BulkLoader.load))
        load_year(2022, SCALE, SEED, at=NOW)
        os._exit(0)

    _, ended = os.waitpid(child, 0)
    left = Entry.objects.filter(subject=subject_of(2022), move="load_month").count()
    there = ours().count()
    loaded = load_year(2022, SCALE, SEED, at=NOW)

    assert os.WTERMSIG(ended) == signal.SIGKILL
    assert 0 < left < 12
    assert there == sum(YearPlan(2022, SCALE, SEED, (), calendar()).sizes[:left])
    assert loaded.cases == loaded.whole - there
    assert ours().count() == loaded.whole
    assert verify().is_whole


def _killed_at(count, pour):
    calls = iter(range(1, count + 1))

    def killing(self):
        written = pour(self)
        if next(calls) == count:
            os.kill(os.getpid(), signal.SIGKILL)
        return written

    return killing
