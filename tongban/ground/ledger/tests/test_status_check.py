import pytest
from django.db import connection, models
from django.test.utils import isolate_apps

from tongban.ground.law import cite
from tongban.ground.ledger import Chart, Move, record, status_check
from tongban.ground.ledger.chart import CHARTS
from tongban.ground.ledger.problems import ProblemKind
from tongban.ground.ledger.tests.conftest import START, Officer
from tongban.ground.ledger.verification import verify

pytestmark = pytest.mark.django_db
LAW = cite("budget-law:57")
CLERK = Officer("李明", frozenset({"evaluation.edit"}))


@pytest.fixture
def matter(monkeypatch):
    """Return a matter kept in a table of its own, with a chart that names its model."""
    with isolate_apps("tongban.ground.ledger") as isolated:

        class Paper(models.Model):  # noqa: DJ008
            status = models.CharField(max_length=20, default="draft")
            reference = models.CharField(max_length=20)

            class Meta:
                app_label = "ledger"

    with connection.schema_editor() as editor:
        editor.create_model(Paper)
    monkeypatch.setattr(status_check, "apps", isolated)
    chart = Chart(
        Move("submit", ("draft",), "filed", "evaluation.edit", LAW),
        Move("accept", ("filed",), "accepted", "evaluation.edit", LAW),
        model="ledger.Paper",
    )
    monkeypatch.setattr(status_check, "CHARTS", [chart])
    CHARTS.remove(chart)
    paper = Paper._default_manager.create(reference="P-1")
    for move in ("submit", "accept"):
        chart.make(move, paper, by=CLERK, at=START)
        paper.save()
        record("P-1", "correct", by=CLERK, at=START, basis=LAW, before="1", after="2")
    return paper


def found():
    return [(problem.found, problem.subject, problem.number) for problem in verify().problems]


def test_a_matter_stands_where_its_last_move_left_it(matter):
    assert found() == []
    assert verify().matters == 1


def test_a_status_changed_by_hand_is_found(matter):
    type(matter).objects.update(status="filed")

    assert found() == [(ProblemKind.STATUS, "P-1", 3)]


def test_the_end_of_a_chain_cut_off_before_any_seal_is_found(matter, attack):
    attack("DELETE FROM ledger_entry WHERE number >= 3")

    assert found() == [(ProblemKind.STATUS, "P-1", 1)]


def test_a_chain_removed_altogether_is_found(matter, attack):
    attack("DELETE FROM ledger_entry")

    assert found() == [(ProblemKind.CUT_OFF, "P-1", 0)]


def test_a_new_matter_needs_no_entry(matter):
    type(matter).objects.create(reference="P-2")

    assert found() == []
