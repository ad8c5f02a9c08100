"""What is published of calls and decisions: recomputable, and without a number or an agent."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import connection
from django.utils.timezone import localdate

from tongban.ground.kit.fact_views import Fact
from tongban.work.hotline.actions import calls, catalogue, competence, telephone
from tongban.work.hotline.actions.intake_at_desk import IntakeOutcome, take_down
from tongban.work.hotline.desk_facts import CALLS, DECISIONS
from tongban.work.hotline.facts import ORDERS
from tongban.work.hotline.models import DispatchRow, Order
from tongban.work.hotline.tests import cast
from tongban.work.hotline.tests.cast import at, fresh

pytestmark = pytest.mark.django_db


def rows(fact: Fact):
    names = [column.name for column in fact.columns]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM ({fact.query.format(area='320500')}) AS fact ORDER BY reference")  # noqa: S608
        assert sorted(names) == sorted(column.name for column in cursor.description)
        found = [column.name for column in cursor.description]
        return [dict(zip(found, row, strict=True)) for row in cursor.fetchall()]


def called(office, key, day, wait, phone="13812345678"):
    """Lead a call from asking to the order of it; return its number."""
    asked = at(day, 12)
    call = calls.ask(office.line, key, phone=phone, at=asked)
    calls.change_seat(office.agent, "ready", at=asked)
    call = telephone.wait_for_call(office.agent, at=asked + timedelta(seconds=wait - 1))
    call = telephone.answer(call, by=office.agent, at=asked + timedelta(seconds=wait))
    telephone.hang_up(call, by=office.agent, at=asked + timedelta(seconds=wait + 150))
    take_down(
        cast.demand(office, phone=phone),
        IntakeOutcome(),
        call,
        by=office.agent,
        at=asked + timedelta(seconds=wait + 180),
    )
    return call.reference


def test_calls_tell_their_waits_and_whether_the_first_settled_it(office):
    called(office, "1", 5, 12)
    called(office, "2", 8, 25)
    called(office, "3", 5, 9, phone="13900000000")
    calls.note_gone(calls.ask(office.line, "4", phone="", at=at(6)), at=at(6) + timedelta(seconds=40))
    calls.ask(office.line, "5", phone="", at=at(6))

    told = rows(CALLS)

    assert [each["is_answered"] for each in told] == [True, True, True, False, None]
    assert [each["wait_seconds"] for each in told] == [12, 25, 9, 40, None]
    assert (told[0]["talk_seconds"], told[0]["after_seconds"]) == (150, 30)
    assert [each["is_first_contact"] for each in told] == [True, False, True, None, None]
    assert [each["is_settled_at_first"] for each in told] == [False, True, True, None, None]
    assert not any("138" in str(value) for each in told for value in each.values())


def test_decisions_tell_whether_the_catalogue_proposed_them(office):
    first, second = (cast.led(office, cast.registered(office), "dispatch", "return") for _ in range(2))
    nature = office.places["nature"]
    competence.decide(first, nature, by=office.lin, at=at(5, 14), reason="属生态环境局")
    catalogue.accept_row(DispatchRow.objects.get(), by=office.head, at=at(5, 15))
    competence.decide(fresh(second), nature, by=office.lin, at=at(6), reason="依派单目录")

    told = rows(DECISIONS)

    assert [(each["is_repeated"], each["follows_proposal"]) for each in told][1] == (True, True)
    assert told[0]["is_repeated"] is False


@pytest.mark.parametrize(("days", "is_over"), [(-1, True), (0, False), (1, False)])
def test_an_order_fell_due_when_its_last_day_is_over_and_not_before(office, order, days, is_over):
    order = cast.led(office, order, "dispatch")
    day = localdate() + timedelta(days=days)
    end = datetime.combine(day, time(12), tzinfo=UTC)
    Order.objects.update(due_on=day, sign_due_at=end)

    told = rows(ORDERS)[0]

    assert (told["due_on"], told["sign_due_on"]) == (day, day)
    assert (told["fell_due_on"], told["sign_fell_due_on"]) == ((day, day) if is_over else (None, None))
