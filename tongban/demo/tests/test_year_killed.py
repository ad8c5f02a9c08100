"""A load that is killed in the middle of a month is finished by the next one."""

import os
import signal
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from tongban.demo.catalogue import load_catalogue
from tongban.demo.people import settle, settle_officers
from tongban.demo.year import telling
from tongban.demo.year.loading import load_year, subject_of
from tongban.demo.year.plan import Plan
from tongban.ground.kit.calendars import calendar
from tongban.ground.ledger.forking import own_connection
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.verification import verify
from tongban.work.cases.models import Case

NOW = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
SCALE, SEED = Decimal("0.001"), 2022


def ours():
    return Case.objects.filter(reference__startswith="CASE-2022-")


@pytest.mark.django_db(transaction=True)
def test_a_load_that_was_killed_is_finished_and_doubles_nothing(monkeypatch):
    load_catalogue(settle())
    settle_officers()
    child = os.fork()
    if not child:
        own_connection()
        monkeypatch.setattr(telling, "SLICE", 7)
        monkeypatch.setattr(telling.TakingOver, "pour", _killed_at(20, telling.TakingOver.pour))
        load_year(2022, SCALE, SEED, at=NOW)
        os._exit(0)

    _, ended = os.waitpid(child, 0)
    left = Entry.objects.filter(subject=subject_of(2022), move="load_month").count()
    there = ours().count()
    loaded = load_year(2022, SCALE, SEED, at=NOW)

    assert os.WTERMSIG(ended) == signal.SIGKILL
    assert 0 < left < 12
    assert there == sum(Plan(2022, SCALE, SEED, (), calendar()).sizes[:left])
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
