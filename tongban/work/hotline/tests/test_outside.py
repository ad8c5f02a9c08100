"""What comes from outside: floods are kept and looked at, callers answer for themselves, nothing typed is lost."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from tongban.ground.exchange.messages.models import Simulated
from tongban.ground.exchange.outbox import deliver_due
from tongban.ground.ledger import Refused
from tongban.ground.ledger.verification import verify
from tongban.ground.people.models import Assignment
from tongban.work.hotline.actions import competence, intake, outcome, outside, side, work
from tongban.work.hotline.effects.outcome import Heard
from tongban.work.hotline.effects.particulars import Particulars
from tongban.work.hotline.models import CallBack, CallerMessage, Filing, Order, SealedWord
from tongban.work.hotline.queries.orders import followed
from tongban.work.hotline.queries.public import public_orders, published_text
from tongban.work.hotline.queries.worklists import LISTS
from tongban.work.hotline.tests import cast
from tongban.work.hotline.tests.cast import at, fresh, led

pytestmark = pytest.mark.django_db
DAY = cast.MONDAY.date()
NOTATIONS = (
    "138 1234 5678",
    "+86-138-1234-5678",
    "１３８１２３４５６７８",
    "0138.1234.5678",
    "0086 13812345678",
)


def file(office, address="", **said):
    return outside.file_outside(cast.demand(office, channel="web", **said), at=cast.MONDAY, address=address)


def listed(office, kind):
    return set(LISTS.rows(office.lin, kind, DAY))


def test_what_one_number_files_beyond_the_limit_is_kept_and_set_aside_in_whatever_notation(office):
    filed = [file(office, phone=NOTATIONS[number % 5]).order for number in range(8)]

    assert Order.objects.count() == 8
    assert listed(office, "to_dispatch") == set(filed[:5])
    assert listed(office, "set_aside") == set(filed[5:])
    assert {order.quarantine.cause for order in filed[5:]} == {"phone"}


def test_what_one_address_files_without_a_number_is_counted_too(office):
    filed = [file(office, phone="", address="203.0.113.9").order for _ in range(22)]
    other = file(office, phone="", address="203.0.113.10").order

    assert listed(office, "set_aside") == set(filed[20:])
    assert other in listed(office, "to_dispatch")


def test_an_agent_lets_an_order_in_once(office):
    order = [file(office).order for _ in range(6)][-1]

    with pytest.raises(PermissionDenied):
        outside.release(order, by=office.agent, at=at(5, 11))
    outside.release(order, by=office.lin, at=at(5, 11))

    assert order in listed(office, "to_dispatch")
    assert verify().is_whole
    with pytest.raises(Refused):
        outside.release(order, by=office.lin, at=at(5, 12))


def test_whom_a_flood_names_as_its_caller_is_not_flooded_with_sms(office, settings):
    settings.MESSAGE_PORTS = {"sms": "tongban.ground.exchange.messages.ports.SimulatedSms"}
    for _ in range(9):
        file(office)

    deliver_due(at=cast.MONDAY + timedelta(minutes=1))

    assert Simulated.objects.count() == 5


def test_a_flood_of_confidential_reports_stays_confidential(office):
    for _ in range(6):
        order = outside.file_outside(cast.secret(office, "受贿"), at=cast.MONDAY, address="203.0.113.9").order

    assert not Filing.objects.exists()
    assert order.text == ""
    assert order not in public_orders()


@pytest.mark.parametrize(
    "text", ["😀👨‍👩‍👧‍👦 噪声", "𠮷野家门口㐂", "\u202e夜间\u200f施工\u202c", "a\u0301 é 𝔘"]
)
def test_rare_characters_are_kept_as_they_were_typed(office, text):
    assert fresh(file(office, text=text).order).text == text


def test_nul_is_dropped_and_what_is_too_long_is_refused_with_the_limit(office):
    assert fresh(file(office, text="夜间\0施工").order).text == "夜间施工"
    with pytest.raises(Refused, match=r"40000|40,000"):
        file(office, text="长" * 100_000)


def test_an_order_is_not_given_to_a_unit_where_nobody_works_any_more(office):
    order = file(office).order
    Assignment.objects.filter(user__department=office.places["nature"]).update(until=at(1).date())

    with pytest.raises(Refused, match=office.places["nature"].name):
        intake.dispatch(order, office.places["nature"], by=office.lin, at=at(5, 11))
    intake.dispatch(order, cast.city(office), by=office.lin, at=at(5, 11))
    led(office, order, "return")
    with pytest.raises(Refused):
        competence.decide(fresh(order), office.places["nature"], by=office.lin, at=at(5, 13), reason="属环保")


def test_number_and_code_open_an_order_and_nothing_else_does(office):
    order, code = file(office)

    assert followed(order.reference.lower(), f" {code.lower()} ") == order
    assert followed(order.reference, code[:-1] + "2" * (code[-1] != "2") or "3") is None
    assert followed("HOT-2022-999999", code) is None


def reviewed(office):
    order = file(office).order
    return led(office, order, "dispatch", "sign", "reply", "review")


def test_not_solved_said_on_the_web_is_evidence_on_which_the_centre_has_it_redone(office):
    order = reviewed(office)
    outside.hear(order, at=at(6), heard=Heard("no", 1, was_contacted=False, remark="没人来"))

    redone = outcome.redo(fresh(order), by=office.qian, at=at(6, 10))

    assert (redone.status, redone.rounds) == ("in_hand", 2)
    call = CallBack.objects.get()
    assert (call.by, call.means, call.solved, call.satisfaction, call.remark) == (
        None,
        "web",
        "no",
        1,
        "没人来",
    )
    assert verify().is_whole


def test_solved_said_on_the_web_closes_with_three_facts(office):
    order = reviewed(office)
    outside.hear(order, at=at(6), heard=Heard("yes", 2))
    with pytest.raises(Refused):
        outside.hear(fresh(order), at=at(6, 9), heard=Heard("yes", 5))

    closed = outcome.close(fresh(order), by=office.qian, at=at(6, 10))

    assert (closed.status, closed.solved, closed.satisfaction) == ("closed", "yes", 2)
    assert closed.heard_in == CallBack.objects.get()


def test_an_answer_of_the_last_round_does_not_count_for_the_next(office):
    order = reviewed(office)
    outside.hear(order, at=at(6), heard=Heard("no", 1))
    outcome.redo(fresh(order), by=office.qian, at=at(6, 10))
    work.reply(fresh(order), by=office.yan, at=at(7), text="已再次处理。", contact="phone")
    outcome.review(fresh(order), by=office.qian, at=at(7, 10))

    with pytest.raises(Refused):
        outcome.redo(fresh(order), by=office.qian, at=at(7, 11))
    with pytest.raises(Refused):
        outcome.close(fresh(order), by=office.qian, at=at(7, 11))


def test_who_was_answered_at_once_may_say_that_it_is_not_solved(office):
    order = led(office, file(office).order, "answer")

    outside.hear(order, at=at(6), heard=Heard("no", 2))

    assert (fresh(order).status, fresh(order).solved) == ("closed", "no")


def test_nobody_but_the_caller_answers_on_the_web(office):
    with pytest.raises(IntegrityError), transaction.atomic():
        CallBack.objects.create(order=reviewed(office), result="heard", means="phone", at=at(6))


def test_a_caller_withdraws_and_the_holdings_still_add_up(office):
    order = led(office, file(office).order, "dispatch")

    done = outside.withdraw(order, at=at(6), reason="已经解决了")

    assert (done.status, done.solved, done.holder) == ("closed", "unknown", office.places["centre"])
    assert verify().is_whole
    with pytest.raises(Refused):
        outside.withdraw(done, at=at(7), reason="再来")


def test_what_others_joined_is_not_withdrawn(office):
    order, other = file(office).order, file(office).order
    side.merge(other, order, by=office.lin, at=at(5, 11))

    with pytest.raises(Refused):
        outside.withdraw(order, at=at(6), reason="不用了")


def test_what_a_caller_adds_stands_beside_the_order_and_of_a_report_under_its_seal(office):
    order = file(office).order
    report = intake.file(cast.secret(office, "受贿"), at=cast.MONDAY).order

    outside.add_message(order, at=at(6), text="今天又开工了")
    outside.add_message(report, at=at(6), text="还有一次受贿")

    assert [row.text for row in CallerMessage.objects.all()] == ["今天又开工了", "***"]
    assert SealedWord.objects.get().text == "还有一次受贿"
    with pytest.raises(Refused):
        outside.withdraw(report, at=at(6), reason="算了")


def test_the_description_is_public_only_if_its_caller_agreed_and_never_with_numbers(office):
    text = "我是张小红，电话138-1234-5678，身份证32050819900101123X，夜间施工。"
    told = {True: Particulars(may_publish=True), False: Particulars(email="a@b.cn")}
    orders = {
        agreed: intake.file(cast.demand(office, text=text), at=cast.MONDAY, particulars=each).order
        for agreed, each in told.items()
    }

    assert published_text(orders[True]) == "我是张小红，电话***，身份证***，夜间施工。"
    assert published_text(orders[False]) == ""
    assert set(public_orders()) == set(orders.values())
