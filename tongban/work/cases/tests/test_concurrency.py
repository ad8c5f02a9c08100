"""Two officers, two runs, two applicants at the same moment: one wins, the other is told."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from tongban.ground.ledger import Refused
from tongban.ground.ledger.models import Entry
from tongban.work.cases.actions import daily, decisions
from tongban.work.cases.tests.cast import day
from tongban.work.cases.tests.conftest import fresh

pytestmark = pytest.mark.django_db(transaction=True)


def together(*acts):
    """Do acts at once in threads of their own; return what each gave, or the refusal."""

    def run(act):
        try:
            return act()
        except Refused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_two_officers_decide_and_one_decision_stands(house, reviewed):
    outcomes = together(
        lambda: decisions.grant(reviewed, by=house.chen, at=day(9, 8)),
        lambda: decisions.refuse(reviewed, reasons="不符合条件。", by=house.chen, at=day(9, 8)),
    )

    refused = [each for each in outcomes if isinstance(each, Refused)]
    assert len(refused) == 1
    assert fresh(reviewed).status in ("granted", "refused")
    decided = Entry.objects.filter(subject=reviewed.reference, move__in=["grant", "refuse"])
    assert decided.count() == 1


def test_two_daily_runs_accept_once(house, filed):
    runs = together(*[lambda: daily.run_daily(day(9, 14))] * 2)

    assert sorted(run.accepted for run in runs) == [0, 1]
    assert filed.papers.filter(kind="acceptance").count() == 1
