"""Leads on forged closing: found by evidence, judged by people, measured; nothing happens to an order by itself."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from tongban.ground.ledger import Refused
from tongban.ground.ledger.verification import verify
from tongban.work.hotline.actions import intake, outcome, work
from tongban.work.hotline.effects.outcome import Heard
from tongban.work.hotline.tests.cast import SOLVED, at, demand, fresh, led, registered
from tongban.work.inspection.actions import leads
from tongban.work.inspection.duties import find_new_leads
from tongban.work.inspection.models import ClosingLead
from tongban.work.inspection.queries.leads import lead_rates, leads_visible_to

pytestmark = pytest.mark.django_db
EMPTY = "您反映的问题已收悉，我单位高度重视，已安排人员处理，感谢您的支持与理解。"


def answered(office, text, reply, heard=SOLVED, contact="phone"):
    order = intake.register(demand(office, text=text), by=office.agent, at=at(5)).order
    order = led(office, order, "dispatch", "sign")
    work.reply(order, by=office.yan, at=at(6), text=reply, contact=contact)
    outcome.review(order, by=office.qian, at=at(6, 10))
    return outcome.close(order, by=office.qian, at=at(6, 11), heard=heard)


@pytest.fixture
def forged(office):
    """An order closed with courtesies, its caller never spoken to."""
    return answered(
        office, "望江路路灯不亮，夜间行走不安全。", EMPTY, Heard("yes", 4, was_contacted=False), "sms"
    )


def test_a_forged_closing_leaves_leads_and_an_honest_one_none(office, forged):
    answered(office, "山塘街井盖破损，存在隐患。", "已于当日更换山塘街破损井盖，恢复通行。")

    assert find_new_leads(at=at(7)) == 2

    assert {(lead.order, lead.kind) for lead in ClosingLead.objects.all()} == {
        (forged, "names_nothing"),
        (forged, "no_contact"),
    }
    assert find_new_leads(at=at(8)) == 0
    assert fresh(forged).status == "closed"


def test_the_same_reply_to_different_demands_is_a_lead_on_each(office):
    demands = ("望江路路灯不亮。", "菜市场噪音扰民。", "公交站台雨棚漏水。")
    orders = {answered(office, text, EMPTY) for text in demands}

    find_new_leads(at=at(7))

    assert {lead.order for lead in ClosingLead.objects.filter(kind="repeated")} == orders


def test_a_person_looks_and_judges_with_what_was_found(office, forged):
    find_new_leads(at=at(7))
    lead = ClosingLead.objects.get(kind="no_contact")

    with pytest.raises(Refused):
        leads.confirm(lead, by=office.shen, at=at(8), finding="未联系")
    lead = leads.look(lead, by=office.shen, at=at(8))
    with pytest.raises(Refused, match="写明"):
        leads.confirm(lead, by=office.shen, at=at(8), finding=" ")
    lead = leads.confirm(lead, by=office.shen, at=at(8), finding="电话核实：无人联系过来电人")

    assert (lead.status, lead.judged_by) == ("confirmed", office.shen)
    assert fresh(forged).status == "closed"
    assert verify().is_whole


def test_who_had_a_hand_in_the_order_does_not_judge_it(office, forged):
    find_new_leads(at=at(7))
    lead = ClosingLead.objects.first()
    lead.order.handlers.append(office.shen.pk)
    lead.order.save()

    with pytest.raises(PermissionDenied):
        leads.look(lead, by=office.shen, at=at(8))


def test_the_database_keeps_no_verdict_without_a_person(office, forged):
    find_new_leads(at=at(7))

    with pytest.raises(IntegrityError), transaction.atomic():
        ClosingLead.objects.update(status="confirmed")


@pytest.mark.law("weifang-hotline-regulation:26")
def test_the_head_opens_an_order_again_that_was_closed_wrongly(office, forged):
    with pytest.raises(PermissionDenied):
        outcome.reopen(forged, by=office.qian, at=at(9), reason="虚假办结")

    order = outcome.reopen(forged, by=office.head, at=at(9), reason="虚假办结")

    assert (order.status, order.rounds, order.solved, order.satisfaction) == ("in_hand", 2, "unknown", None)
    assert (order.closed_at, order.heard_in, order.due_on) == (None, None, date(2022, 9, 19))
    assert order.call_backs.get().satisfaction == 4
    work.reply(order, by=office.yan, at=at(13), text="望江路路灯已修复。", contact="visit")
    outcome.review(order, by=office.qian, at=at(13, 10))
    assert outcome.close(order, by=office.qian, at=at(13, 11), heard=SOLVED).solved == "yes"
    assert verify().is_whole


def test_what_no_unit_handled_is_not_done_again(office):
    order = led(office, registered(office), "answer")

    with pytest.raises(Refused):
        outcome.reopen(order, by=office.head, at=at(9), reason="答复有误")


def test_the_rate_of_false_leads_is_measured_with_its_interval(office, forged):
    find_new_leads(at=at(7))
    for lead in ClosingLead.objects.all():
        leads.look(lead, by=office.shen, at=at(8))
        judge = leads.dismiss if lead.kind == "names_nothing" else leads.confirm
        judge(lead, by=office.shen, at=at(8), finding="已核实")

    *_kinds, total = lead_rates()

    assert (total.found, total.waiting, total.confirmed) == (2, 0, 1)
    assert (total.false.number, total.false.of, total.false.share) == (1, 2, 0.5)
    assert total.false.interval[0] < 0.1 < 0.9 < total.false.interval[1]


def test_leads_are_seen_by_the_centre_and_not_by_the_unit(office, forged):
    find_new_leads(at=at(7))

    assert leads_visible_to(office.shen).count() == 2
    assert not leads_visible_to(office.yan).exists()
    assert not leads_visible_to(office.agent).exists()
