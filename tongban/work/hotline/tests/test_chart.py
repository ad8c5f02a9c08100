"""The chart walked: every status, every move, everybody. What is not declared is refused and changes nothing."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from tongban.ground.ledger import SYSTEM, Refused
from tongban.ground.ledger.models import Entry
from tongban.ground.people.models import Department
from tongban.work.hotline.actions import competence, intake, side, work
from tongban.work.hotline.actions import outcome as outcome_acts
from tongban.work.hotline.actions.moves import make
from tongban.work.hotline.models import CallBack, Holding, Order, Reply, Return, Status
from tongban.work.hotline.states import CHART
from tongban.work.hotline.tests import cast
from tongban.work.hotline.tests.cast import SOLVED, UNSOLVED, at, fresh, led

pytestmark = pytest.mark.django_db
LATER = at(5, 18)
CALLS = {
    "register": lambda o, it, by: intake.register(cast.demand(o), by=by, at=LATER).order,
    "answer": lambda o, it, by: intake.answer(it, by=by, at=LATER, text="可拨打物业电话。"),
    "dispatch": lambda o, it, by: intake.dispatch(it, cast.city(o), by=by, at=LATER),
    "sign": lambda o, it, by: work.sign(it, by=by, at=LATER),
    "return": lambda o, it, by: competence.return_(it, by=by, at=LATER, reason="非我局职责"),
    "decide": lambda o, it, by: competence.decide(it, cast.city(o), by=by, at=LATER, reason="属城管局"),
    "extend": lambda o, it, by: work.extend(it, 3, by=by, at=LATER, reason="需鉴定", told="电话"),
    "suspend": lambda o, it, by: work.suspend(
        it, by=by, at=LATER, cause="weather", reason="雨季", review_on=at(20).date()
    ),
    "resume": lambda o, it, by: work.resume(it, by=by, at=LATER, result="雨季已过"),
    "reply": lambda o, it, by: work.reply(it, by=by, at=LATER, text="已停工。", contact="phone"),
    "review": lambda o, it, by: outcome_acts.review(it, by=by, at=LATER),
    "send_back": lambda o, it, by: outcome_acts.send_back(it, by=by, at=LATER, reason="未说明结果"),
    "redo": lambda o, it, by: outcome_acts.redo(it, by=by, at=LATER, heard=UNSOLVED),
    "close": lambda o, it, by: outcome_acts.close(it, by=by, at=LATER, heard=SOLVED),
    "reassign": lambda o, it, by: reassigned(o, it, by),
    "keep_secret": lambda o, it, by: intake.keep_secret(it, by=by, at=LATER),
    "reopen": lambda o, it, by: outcome_acts.reopen(it, by=by, at=LATER, reason="未联系群众即办结"),
    "merge": lambda o, it, by: side.merge(it, main_of(o), by=by, at=LATER),
    "join": lambda o, it, by: side.join(it, main_of(o), by=by, at=LATER),
    "close_merged": lambda o, it, by: make(it, "close_merged", by=by, at=LATER, main="HOT-2022-000009"),
    "withdraw": lambda o, it, by: make(it, "withdraw", by=by, at=LATER, reason="已解决"),
    "hand_over": lambda o, it, by: side.hand_over(it, "110", by=by, at=LATER),
    "confirm": lambda o, it, by: side.confirm(it, by=by, at=LATER, receipt="110-1"),
}
WAY = {
    "registered": (),
    "dispatched": ("dispatch",),
    "returned": ("dispatch", "return"),
    "in_hand": ("dispatch", "sign"),
    "suspended": ("dispatch", "sign", "suspend"),
    "replied": ("dispatch", "sign", "reply"),
    "reviewed": ("dispatch", "sign", "reply", "review"),
    "handed_over": ("hand_over",),
    "merged": ("merge",),
    "closed": ("dispatch", "sign", "reply", "review", "close"),
}
ON_ITS_OWN = {"file"}
"""Begins an order from outside: no officer makes it."""
CAST = ("agent", "lin", "qian", "head", "yan", "hua", "tao", "jiang", "squad", "auditor")


def reassigned(office, order, by):
    """Give an order on as if its unit had been closed."""
    with transaction.atomic():
        Department.objects.filter(pk=cast.city(office).pk).update(until=at(1).date())
        return competence.reassign(order, office.places["nature"], by=by, at=LATER)


def main_of(office):
    return Order.objects.exclude(status__in=("merged", "closed", "")).order_by("-pk").first()


def is_right(office, name, person):
    """Return whether a move is this person's: by the role, and at the centre or the unit that leads."""
    move = CHART.moves[name]
    if not person.may(move.permission):
        return False
    if move.permission in ("hotline.work", "hotline.approve"):
        return person.department == cast.city(office)
    return person.department == office.places["centre"]


def brought_to(office, order, status):
    other = cast.registered(office)
    for step in WAY[status]:
        order = (
            side.merge(order, other, by=office.lin, at=at(5, 11))
            if step == "merge"
            else led(office, order, step)
        )
    order = fresh(order)
    assert order.status == status
    return order


def snapshot(order):
    counts = [model.objects.count() for model in (Order, Entry, Holding, Reply, Return, CallBack)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM hotline_order WHERE id = %s", [order.pk])
        return cursor.fetchone(), counts


def outcome(office, order, name, person):
    """Return the status a move leads to, or None when it was refused; nothing stays."""
    before = snapshot(order)
    with transaction.atomic():
        try:
            made = CALLS[name](office, fresh(order), person)
        except (Refused, PermissionDenied):
            assert snapshot(order) == before
            return None
        transaction.set_rollback(True)
        return made.status


@pytest.mark.parametrize("status", WAY)
def test_in_every_status_everybody_makes_their_moves_and_no_others(office, order, status):
    order = brought_to(office, order, status)
    declared, made = {}, {}

    for name, move in CHART.moves.items():
        if name in ON_ITS_OWN or not move.from_:
            continue
        people = (
            {"system": None} if move.permission == SYSTEM else {who: getattr(office, who) for who in CAST}
        )
        for who, person in people.items():
            right = person is None or is_right(office, name, person)
            declared[name, who] = str(move.to) if right and status in move.from_ else None
            made[name, who] = outcome(office, order, name, person)

    assert made == declared


def test_an_order_is_registered_by_the_centre_alone(office, order):
    made = {who: outcome(office, order, "register", getattr(office, who)) for who in CAST}

    assert {who for who, status in made.items() if status} == {"agent", "lin", "head"}


def test_every_move_of_the_chart_is_walked():
    assert set(CALLS) | ON_ITS_OWN == set(CHART.moves)
    assert set(WAY) == set(Status.values) == set(CHART.states) - {""}
