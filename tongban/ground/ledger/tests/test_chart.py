from dataclasses import dataclass

import pytest
from django.core.exceptions import PermissionDenied
from django.db.transaction import TransactionManagementError

from tongban.ground.law import cite
from tongban.ground.ledger import SYSTEM, Chart, Move, Refused
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.tests.conftest import START, Officer

LAW = cite("budget-law:57")
CHART = Chart(
    Move("open", (), "draft", "evaluation.edit", LAW),
    Move("submit", ("draft", "returned"), "with_leader", "evaluation.edit", LAW),
    Move("return", ("with_leader",), "returned", "evaluation.sign", LAW),
    Move("sign", ("with_leader",), "signed", "evaluation.sign", LAW),
    Move("archive", ("signed",), "archived", SYSTEM, LAW),
)
CLERK = Officer("李明", frozenset({"evaluation.edit"}), roles={"performance_clerk"})
LEADER = Officer("王芳", frozenset({"evaluation.sign"}))
AUDITOR = Officer("赵敏")
CAST = {"clerk": CLERK, "leader": LEADER, "auditor": AUDITOR, "system": None}


@dataclass
class Matter:
    status: str = ""
    reference: str = "EVAL-2022-0001"


OPEN = {
    ("", "clerk"): {"open"},
    ("draft", "clerk"): {"submit"},
    ("returned", "clerk"): {"submit"},
    ("with_leader", "leader"): {"return", "sign"},
    ("signed", "system"): {"archive"},
}


@pytest.mark.django_db
@pytest.mark.parametrize("status", ["", *CHART.states])
@pytest.mark.parametrize("role", CAST)
def test_in_every_status_everybody_may_make_their_moves_and_no_others(status, role):
    open_now = OPEN.get((status, role), set())

    assert {move.name for move in CHART.open_to(Matter(status), CAST[role])} == open_now
    for name, move in CHART.moves.items():
        matter = Matter(status)
        if name in open_now:
            entry = CHART.make(name, matter, by=CAST[role], at=START)
            assert (matter.status, entry.before, entry.after) == (move.to, status, move.to)
        else:
            with pytest.raises((PermissionDenied, Refused)):
                CHART.make(name, matter, by=CAST[role], at=START)
            assert matter.status == status


@pytest.mark.django_db
def test_a_move_says_who_when_on_what_basis_and_in_which_role():
    made = CHART.make("open", Matter(), by=CLERK, at=START, note="新年度", payload={"year": 2022})

    entry = Entry.objects.get(pk=made.pk)
    assert (entry.subject, entry.number, entry.kind, entry.move) == ("EVAL-2022-0001", 1, "move", "open")
    assert (entry.by_name, entry.by_role) == ("李明", "performance_clerk")
    assert (entry.basis, entry.at, entry.note) == ("budget-law:57", START, "新年度")
    assert entry.payload == {"year": 2022}


@pytest.mark.django_db
def test_a_refusal_says_which_move_which_matter_and_where_it_stands(settings):
    with pytest.raises(Refused) as refused:
        CHART.make("sign", Matter("draft"), by=LEADER, at=START)

    assert "sign" in str(refused.value)
    assert "EVAL-2022-0001" in str(refused.value)
    assert "draft" in str(refused.value)
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_who_may_not_make_a_move_learns_nothing_about_the_status():
    with pytest.raises(PermissionDenied):
        CHART.make("sign", Matter("draft"), by=AUDITOR, at=START)


@pytest.mark.django_db(transaction=True)
def test_a_move_is_made_only_inside_a_transaction():
    matter = Matter()

    with pytest.raises(TransactionManagementError):
        CHART.make("open", matter, by=CLERK, at=START)
    assert matter.status == ""


def test_a_chart_can_be_drawn():
    drawn = CHART.as_mermaid()

    assert CHART.states == ["draft", "returned", "with_leader", "signed", "archived"]
    assert "[*] --> draft" in drawn
    assert "returned --> with_leader: submit (evaluation.edit)" in drawn


def test_a_chart_names_each_move_once_and_has_one():
    with pytest.raises(ValueError, match="once"):
        Chart(Move("a", (), "x", "p.q", LAW), Move("a", ("x",), "y", "p.q", LAW))
    with pytest.raises(ValueError, match="at least one"):
        Chart()
