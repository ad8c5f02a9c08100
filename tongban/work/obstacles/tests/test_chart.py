"""The chart walked: every status, every move, everybody. What is not declared is refused and changes nothing."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from tongban.ground.ledger import SYSTEM, Refused
from tongban.ground.ledger.models import Entry
from tongban.work.cases.tests.cast import MONDAY, day
from tongban.work.obstacles.actions import entries, moves
from tongban.work.obstacles.actions.entries import Complaint
from tongban.work.obstacles.models import Obstacle, Status
from tongban.work.obstacles.states import CHART
from tongban.work.obstacles.tests.conftest import fresh

pytestmark = pytest.mark.django_db
LATER = day(9, 6)
SAID = Complaint("help", "老人不会用手机，需要帮助。")
ENDED = {"barrier": "law", "finding": "法律没有例外。", "legal_basis": "食品安全法第三十五条"}
CALLS = {
    "take": lambda o, it, by: entries.take(SAID, by=by, at=LATER),
    "file": lambda o, it, by: entries.file(SAID, at=LATER),
    "report": lambda o, it, by: entries.report_refusal("不予受理", item=o.item, by=by, at=LATER),
    "decline": lambda o, it, by: moves.decline(it, "属于诉讼事项，请向法院提出。", by=by, at=LATER),
    "classify": lambda o, it, by: moves.classify(it, "not_accepted", by=by, at=LATER),
    "assign": lambda o, it, by: moves.assign(it, o.places["food"], by=by, at=LATER),
    "send_back": lambda o, it, by: moves.send_back(it, "属于消防处", by=by, at=LATER),
    "handle": lambda o, it, by: moves.handle(it, "explained", **ENDED, by=by, at=LATER),
    "answer": lambda o, it, by: moves.answer(it, "法律没有例外。", by=by, at=LATER),
    "handle_again": lambda o, it, by: moves.handle_again(it, "没有说明依据", by=by, at=LATER),
    "call_back": lambda o, it, by: moves.call_back(it, is_solved=False, satisfaction=2, by=by, at=LATER),
    "analyse": lambda o, it, by: moves.analyse(it, "窗口应当一次说清依据。", by=by, at=LATER),
}
TO_ANSWERED = ("classify", "assign", "handle", "answer")
WAY = {
    "taken": (),
    "declined": ("decline",),
    "classified": ("classify",),
    "assigned": ("classify", "assign"),
    "handled": ("classify", "assign", "handle"),
    "answered": TO_ANSWERED,
    "called_back": (*TO_ANSWERED, "call_back"),
    "analysed": (*TO_ANSWERED, "call_back", "analyse"),
}
CAST = ("li", "wang", "zhao", "sun", "chen", "xu", "gao", "luo", "wu", "pan", "qian", "admin")


def is_right(office, name, person):
    """Return whether a move is this person's: by the role, and of the unit that looks into it."""
    move = CHART.moves[name]
    if not person.may(move.permission):
        return False
    return name not in ("handle", "send_back") or person.department == office.places["food"]


def maker(office, name):
    return next(getattr(office, who) for who in CAST if is_right(office, name, getattr(office, who)))


def brought_to(office, entry, status):
    for step in WAY[status]:
        CALLS[step](office, fresh(entry), maker(office, step))
    entry = fresh(entry)
    assert entry.status == status
    return entry


def snapshot(entry):
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM obstacles_obstacle WHERE id = %s", [entry.pk])
        return cursor.fetchone(), Obstacle.objects.count(), Entry.objects.count()


def outcome(office, entry, name, person):
    """Return the status a move leads to, or None when it was refused; nothing stays."""
    before = snapshot(entry)
    with transaction.atomic():
        try:
            made = CALLS[name](office, fresh(entry), person)
        except (Refused, PermissionDenied):
            assert snapshot(entry) == before
            return None
        transaction.set_rollback(True)
        return made.status


@pytest.mark.parametrize("status", WAY)
def test_in_every_status_everybody_makes_their_moves_and_no_others(office, entry, status):
    entry = brought_to(office, entry, status)
    declared, made = {}, {}

    for name, move in CHART.moves.items():
        for who in CAST:
            if move.permission == SYSTEM:
                continue
            person = getattr(office, who)
            leads = status in move.from_ or not move.from_
            declared[name, who] = str(move.to) if is_right(office, name, person) and leads else None
            made[name, who] = outcome(office, entry, name, person)

    assert made == declared


def test_anybody_files_on_the_portal(office, entry):
    assert outcome(office, entry, "file", None) == "taken"


def test_every_move_of_the_chart_is_walked():
    assert set(CALLS) == set(CHART.moves)
    assert set(WAY) == set(Status.values) == set(CHART.states) - {""}


def test_the_limit_counts_from_the_day_it_was_taken_down(office, entry):
    ordinary = moves.classify(entry, "help", by=office.pan, at=day(9, 8))

    assert ordinary.due_on == day(9, 8).date(), "three working days from Monday, whenever it was classified"
    other = entries.take(SAID, by=office.pan, at=MONDAY)
    joint = moves.classify(other, "help", is_joint=True, by=office.pan, at=day(9, 8))
    assert joint.due_on == day(9, 20).date(), "ten working days over the Mid-Autumn holiday"
