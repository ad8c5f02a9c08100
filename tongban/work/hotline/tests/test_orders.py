"""The way of an order, as the people on it would tell it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from tongban.ground.exchange.messages.models import Simulated
from tongban.ground.exchange.outbox import deliver_due
from tongban.ground.ledger import Refused
from tongban.ground.ledger.verification import verify
from tongban.work.hotline import queries
from tongban.work.hotline.actions import catalogue, competence, intake, outcome, side, work
from tongban.work.hotline.effects.outcome import Heard
from tongban.work.hotline.models import CompetenceDecision, DispatchRow, Order, OrderLimit, Urging
from tongban.work.hotline.queries.catalogue import competent_row, name_on, successor_of
from tongban.work.hotline.queries.orders import followed, held_by_unit, held_until
from tongban.work.hotline.tests import cast
from tongban.work.hotline.tests.cast import SOLVED, at, fresh, led

pytestmark = pytest.mark.django_db


@pytest.mark.law("beijing-complaints-regulation:14")
def test_whoever_takes_a_call_registers_it_with_a_number_and_a_code(office):
    order, code = intake.register(cast.demand(office), by=office.agent, at=cast.MONDAY)

    assert order.reference == "HOT-2022-000001"
    assert order.phone == "13812345678"
    assert followed(order.reference, code) == order
    assert followed(order.reference, "WRONG") is None
    assert code not in order.follow_digest


@pytest.mark.law("weifang-hotline-regulation:18")
def test_what_is_answered_in_the_call_is_closed_with_the_answer(office, order):
    order = led(office, order, "answer")

    assert (order.status, order.solved, order.satisfaction) == ("closed", "unknown", None)
    assert order.replies.get().is_direct


@pytest.mark.law("beijing-complaints-regulation:11")
def test_the_clock_runs_from_the_dispatch_not_from_signing(office, order):
    order = led(office, order, "dispatch")
    due_on = order.due_on

    order = work.sign(order, by=office.yan, at=at(6, 10))

    assert (order.counted_from, due_on, order.due_on) == (
        date(2022, 9, 5),
        date(2022, 9, 13),
        date(2022, 9, 13),
    )


@pytest.mark.law("beijing-complaints-regulation:13")
def test_the_clock_is_on_the_order(office, order):
    order = led(office, order, "dispatch", "sign")

    assert order.days == 5
    assert order.due_on == date(2022, 9, 13)
    assert order.sign_due_at == order.assigned_at + timedelta(hours=24)


@pytest.mark.law("weifang-hotline-regulation:22")
def test_a_tug_of_war_never_moves_the_callers_last_day_and_ends_with_the_decision(office, order):
    order = led(office, order, "dispatch", "return", "decide")

    assert order.lead_unit == office.places["nature"]
    assert order.due_on == date(2022, 9, 13)
    with pytest.raises(Refused, match="裁定"):
        competence.return_(order, by=office.tao, at=at(5, 14), reason="也非我局职责")
    assert fresh(order).status == "dispatched"


def test_an_order_is_not_returned_after_the_hours_are_over(office, order):
    order = led(office, order, "dispatch")

    with pytest.raises(Refused):
        competence.return_(
            order, by=office.yan, at=order.assigned_at + timedelta(hours=24, seconds=1), reason="晚了"
        )


def test_what_each_unit_held_adds_up_to_the_age_to_the_second(office, order):
    order = led(office, order, "dispatch", "sign", "return", "decide")
    work.sign(order, by=office.tao, at=at(6, 9))
    work.reply(order, by=office.tao, at=at(7, 9, 30), text="已责令停工。", contact="visit")
    outcome.review(order, by=office.qian, at=at(8))
    order = outcome.close(order, by=office.qian, at=at(9, 17, 1), heard=SOLVED)

    held = held_until(order, timezone.now())

    assert sum((each.time for each in held), timedelta()) == order.closed_at - order.registered_at
    assert held_by_unit(order, order.closed_at)[cast.city(office).pk] == timedelta(hours=2)
    assert len(held) == 5


def test_a_decision_on_competence_becomes_a_proposed_row_with_the_orders_that_support_it(office, order):
    led(office, order, "dispatch", "return", "decide")
    second = cast.registered(office)
    led(office, second, "dispatch", "return", "decide")

    row = DispatchRow.objects.get()

    assert (row.state, row.unit, row.area) == ("proposed", office.places["nature"], office.area)
    assert {each.order for each in row.support.all()} == {order, second}
    assert competent_row(office.noise.pk, office.area.pk, date(2022, 9, 5)) is None

    catalogue.accept_row(row, by=office.head, at=at(5, 16))

    assert competent_row(office.noise.pk, office.area.pk, date(2022, 9, 5)) == row
    third = cast.registered(office)
    led(office, third, "dispatch", "return", "decide")
    assert CompetenceDecision.objects.get(order=third).row is None


def test_a_row_that_is_followed_by_another_ends_the_day_before(office):
    first = catalogue.propose_row(office.noise, cast.city(office), by=office.head, at=at(1))
    catalogue.accept_row(first, by=office.head, at=at(1))
    second = catalogue.propose_row(office.noise, office.places["nature"], by=office.head, at=at(5))

    catalogue.accept_row(second, by=office.head, at=at(6))

    assert competent_row(office.noise.pk, None, date(2022, 9, 5)).unit == cast.city(office)
    assert competent_row(office.noise.pk, None, date(2022, 9, 6)).unit == office.places["nature"]


@pytest.mark.law("anyang-services-regulation:50")
def test_an_order_is_extended_once_by_the_units_head(office, order):
    order = led(office, order, "dispatch", "sign", "extend")

    assert (order.more_days, order.due_on) == (3, date(2022, 9, 16))
    with pytest.raises(Refused):
        work.extend(order, 1, by=office.hua, at=at(6), reason="还不够", told="电话")


@pytest.mark.law("jinan-hotline-regulation:24")
def test_what_cannot_be_solved_now_is_suspended_until_it_is_looked_at_again(office, order):
    order = led(office, order, "dispatch", "sign", "suspend")

    assert order.due_on is None

    order = work.resume(order, by=office.hua, at=at(7), result="雨季已过")

    assert order.due_on == date(2022, 9, 15)


@pytest.mark.law("weifang-hotline-regulation:25", "beijing-complaints-regulation:23")
def test_closed_solved_and_satisfied_are_three_facts(office, order):
    order = led(office, order, "dispatch", "sign", "reply", "review")

    order = outcome.close(order, by=office.qian, at=at(6), heard=Heard("no", 4, was_contacted=True))

    assert (order.status, order.solved, order.satisfaction) == ("closed", "no", 4)
    assert order.heard_in.by == office.qian
    with pytest.raises(IntegrityError), transaction.atomic():
        Order.objects.filter(pk=order.pk).update(heard_in=None)


def test_who_handled_an_order_does_not_call_back(office, order):
    order = led(office, order, "dispatch", "sign", "reply", "review")
    Order.objects.filter(pk=order.pk).update(handlers=[*order.handlers, office.qian.pk])

    with pytest.raises(Refused, match="办理"):
        outcome.close(fresh(order), by=office.qian, at=at(6), heard=SOLVED)
    assert outcome.close(fresh(order), by=office.shen, at=at(6), heard=SOLVED).status == "closed"


def test_three_attempts_at_different_times_come_before_closing_unheard(office, order):
    order = led(office, order, "dispatch", "sign", "reply", "review")

    for hour in (9, 12, 15):
        with pytest.raises(Refused):
            outcome.close(fresh(order), by=office.qian, at=at(6, hour))
        outcome.call(fresh(order), by=office.qian, at=at(6, hour), result="unreached")
        with pytest.raises(Refused):
            outcome.call(fresh(order), by=office.qian, at=at(6, hour, 30), result="unreached")
    order = outcome.close(fresh(order), by=office.qian, at=at(6, 17))

    assert (order.status, order.solved) == ("closed", "unknown")


def test_not_solved_it_is_done_again_with_its_days(office, order):
    order = led(office, order, "dispatch", "sign", "reply", "review", "redo")

    assert (order.status, order.rounds, order.holder) == ("in_hand", 2, cast.city(office))
    assert order.due_on == date(2022, 9, 13)


def test_a_reply_sent_back_keeps_the_day_that_ran(office, order):
    order = led(office, order, "dispatch", "sign", "reply", "send_back")

    assert (order.status, order.due_on) == ("in_hand", date(2022, 9, 13))


def test_a_bad_result_is_left_out_only_by_a_third_persons_ruling(office, order):
    order = led(office, order, "dispatch", "sign", "reply", "review", "close")
    outcome.appeal(order, by=office.yan, at=at(7), reason="诉求超出职权")

    with pytest.raises(Refused):
        outcome.rule_appeal(order, by=office.qian, at=at(8), is_granted=True, ruling="属实")
    order = outcome.rule_appeal(order, by=office.shen, at=at(8), is_granted=True, ruling="属实")

    assert order.is_excluded
    assert order.appeals.get().ruled_by == office.shen


def test_orders_of_one_cause_are_one_and_every_caller_stays_informed(office, order, settings):
    settings.MESSAGE_PORTS = {"sms": "tongban.ground.exchange.messages.ports.SimulatedSms"}
    main = cast.registered(office, phone="13900001111")

    side.merge(order, main, by=office.lin, at=at(5, 11))
    led(office, main, "dispatch", "sign", "reply", "review", "close")
    deliver_due(at=at(6))

    order = fresh(order)
    assert (order.status, order.solved) == ("closed", "unknown")
    told = Simulated.objects.filter(text__contains=order.reference)
    assert told.filter(to__startswith="138").count() >= 4
    assert not any("工地" in each.text for each in Simulated.objects.all())


def test_an_order_into_which_others_were_merged_is_not_merged_itself(office, order):
    main, third = cast.registered(office), cast.registered(office)
    side.merge(order, main, by=office.lin, at=at(5, 11))

    with pytest.raises(Refused):
        side.merge(main, third, by=office.lin, at=at(5, 12))


def test_a_unit_that_an_order_left_before_it_signed_is_not_late(office, order):
    main = cast.registered(office)
    order = led(office, order, "dispatch")

    side.merge(order, main, by=office.lin, at=at(5, 12))

    assert fresh(order).sign_due_at is None
    assert led(office, main, "dispatch", "sign", "hand_over").sign_due_at is not None


@pytest.mark.law("state-council-office-2020-53")
def test_an_urgent_matter_goes_to_the_emergency_number_with_a_receipt(office, order):
    order = led(office, order, "hand_over")

    assert order.status == "handed_over"
    with pytest.raises(Refused):
        side.confirm(order, by=office.agent, at=at(5, 12), receipt=" ")
    assert led(office, order, "confirm").status == "closed"


@pytest.mark.law("weifang-hotline-regulation:26")
def test_urging_is_the_dispatchers_and_supervision_the_heads(office, order):
    order = led(office, order, "dispatch", "sign")

    urged = side.urge(order, "请尽快办理", by=office.lin, at=at(6))
    with pytest.raises(PermissionDenied):
        side.urge(order, "督办", by=office.lin, at=at(6), level=Urging.Level.GOVERNMENT)
    side.urge(order, "市政府督办", by=office.head, at=at(6), level=Urging.Level.GOVERNMENT)
    side.reply_to_urging(urged, "今晚现场检查", by=office.yan, at=at(6, 11))

    assert [each.level for each in order.urgings.order_by("pk")] == [0, 3]


def test_a_helping_unit_contributes_once(office, order):
    order = led(office, order, "dispatch", "sign")
    nature = office.places["nature"]
    side.add_helper(order, nature, by=office.lin, at=at(6), task="监测噪声")

    assert order in queries.visible_to(office.tao)
    side.help_(order, nature, by=office.tao, at=at(6, 11), text="夜间 62 分贝")

    with pytest.raises(Refused):
        side.help_(order, nature, by=office.tao, at=at(6, 12), text="再说一次")


@pytest.mark.parametrize(
    ("limit", "days"),
    [
        ({}, 5),
        ({"kind": "complaint", "days": 7}, 7),
        ({"days": 9}, 9),
        ({"days": 9, "in_force_on": date(2022, 9, 6)}, 5),
    ],
)
def test_the_closest_limit_of_the_office_counts(office, order, limit, days):
    if limit:
        OrderLimit.objects.create(**({"in_force_on": date(2022, 1, 1), "source": "示例"} | limit))

    assert led(office, order, "dispatch").days == days


def test_the_limit_of_a_class_goes_before_that_of_a_line(office, order):
    usual = {"in_force_on": date(2022, 1, 1), "source": "示例"}
    OrderLimit.objects.create(demand_class=office.noise, days=2, **usual)
    OrderLimit.objects.create(line=office.line, days=8, **usual)

    assert led(office, order, "dispatch").days == 2


@pytest.mark.law("local-practice")
def test_a_class_is_renamed_and_merged_under_history(office, order):
    catalogue.rename_class(office.noise, "社会生活噪声", by=office.head, at=at(6))
    other = cast.class_of("020102", "施工噪声", office.head)

    merged = catalogue.merge_class(office.noise, other, by=office.head, at=at(7))

    assert fresh(order).demand_class.key == "020101"
    assert name_on(merged, date(2022, 9, 5)) == "噪声扰民"
    assert name_on(merged, date(2022, 9, 6)) == "社会生活噪声"
    assert successor_of(merged) == other
    with pytest.raises(Refused):
        intake.register(cast.demand(office, demand_class=merged), by=office.agent, at=at(7))


def test_a_tree_of_classes_has_three_levels(office):
    second = catalogue.open_class("020201", "二", by=office.head, at=at(1), parent=office.noise)
    third = catalogue.open_class("020202", "三", by=office.head, at=at(1), parent=second)

    with pytest.raises(Refused):
        catalogue.open_class("020203", "四", by=office.head, at=at(1), parent=third)


@pytest.mark.parametrize("text", ["", "  ", "\0", "长" * 40_001])
def test_a_text_that_cannot_be_kept_is_refused(office, text):
    with pytest.raises(Refused):
        intake.register(cast.demand(office, text=text), by=office.agent, at=cast.MONDAY)


@pytest.mark.parametrize("text", ["😀 👨‍👩‍👧", "𠮷野家门口积水", "长" * 33_000, "a\0b"])
def test_long_texts_emoji_and_rare_characters_are_kept(office, text):
    order = cast.registered(office, text=text)

    assert fresh(order).text == text.replace("\0", "")


def test_every_act_is_proven(office, order):
    led(
        office,
        order,
        "dispatch",
        "sign",
        "suspend",
        "resume",
        "extend",
        "reply",
        "review",
        "redo",
        "reply",
        "review",
        "close",
    )

    assert verify().is_whole
