"""A demand of an enterprise: an order of the line, policies with their reasons, an answer, a case."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from tongban.ground.exchange.messages.models import Choice, Message
from tongban.ground.exchange.outbox import deliver_due
from tongban.ground.ledger import Refused
from tongban.ground.ledger.models import Entry
from tongban.ground.people.models import Applicant, Assignment, Mandate, User
from tongban.offer.knowledge.models import EntryVersion
from tongban.offer.policies.actions import enterprises, experts, publication
from tongban.offer.policies.models import PolicyVersion
from tongban.offer.policies.tests.conftest import BRIDGE, HONEST, SMALL, known, published
from tongban.work.aid.actions import demands
from tongban.work.aid.actions.policy_news import tell_of_policies
from tongban.work.aid.models import EnterpriseDemand, PolicyNews, SentPolicy
from tongban.work.aid.queries import demands as queries
from tongban.work.aid.tests.conftest import AT, TEXT, said, taken
from tongban.work.hotline.actions import intake
from tongban.work.hotline.effects.intake import Demand
from tongban.work.hotline.models import Order


@pytest.mark.law("business-environment-regulation:48")
def test_what_an_enterprise_files_is_an_order_of_the_line(office, account):
    filed = demands.file_demand(said(), by=account, at=AT)

    order = Order.objects.get()
    assert (order.line.code, order.channel, order.kind) == ("enterprise-aid", "web", "consult")
    assert filed.order == order
    assert queries.own_demands(account, AT.date()).get() == filed
    assert queries.visible_to(office.specialist).get() == filed


def test_nobody_files_for_an_enterprise_that_is_not_theirs(office, account):
    with pytest.raises(PermissionDenied):
        demands.file_demand(said(credit_code=BRIDGE), by=account, at=AT)

    assert not Order.objects.exists()


def test_a_specialist_sees_and_answers_the_demands_of_the_own_centre_only(office):
    demand = taken(office)

    assert not queries.visible_to(office.elsewhere).exists()
    with pytest.raises(PermissionDenied):
        demands.answer(demand, "已答复。", by=office.elsewhere, at=AT)


def test_an_agents_call_on_the_line_gets_its_enterprise_once(office):
    call = Demand(office.line, "consult", TEXT)
    order = intake.register(call, by=office.agent, at=AT).order

    assert list(queries.bare_calls(office.specialist)) == [order]
    completed = demands.complete_call(order, said(), by=office.specialist, at=AT)
    assert completed.order == order
    with pytest.raises(Refused):
        demands.complete_call(order, said(), by=office.specialist, at=AT)


def test_a_wrong_credit_code_is_refused_and_leaves_no_order(office):
    with pytest.raises(Refused):
        taken(office, credit_code="91350100M000100Y44")

    assert not Order.objects.exists()


def test_without_an_open_line_nothing_is_taken_down(office):
    office.line.until = date(2026, 1, 31)
    office.line.save()

    with pytest.raises(Refused, match="热线负责人"):
        taken(office)


def test_a_policy_is_sent_with_the_reasons_as_they_stood_that_day(people, office, stone):
    version = published(people, SMALL, HONEST, title="小微诚信补助")
    demand = taken(office)

    sent = demands.send_policy(demand, version.policy, note="先备材料", by=office.specialist, at=AT)
    enterprises.change_profile(
        stone.credit_code, stone.name, known(size="large"), by=people.editor, at=AT + timedelta(days=1)
    )

    kept = SentPolicy.objects.get(pk=sent.pk).explanation
    assert kept["outcome"] == "met"
    assert kept["why"][0].startswith("属于小型或微型企业：符合")
    with pytest.raises(Refused):
        demands.send_policy(demand, version.policy, by=office.specialist, at=AT)


def test_a_policy_that_does_not_fit_is_explained_and_one_not_in_force_is_not_sent(people, office):
    enterprises.change_profile(BRIDGE, "小桥设计", known(size="large"), by=people.editor, at=AT)
    version = published(people, SMALL, HONEST)
    demand = taken(office, credit_code=BRIDGE)

    sent = demands.send_policy(demand, version.policy, by=office.specialist, at=AT)
    publication.withdraw(version, by=people.publisher, at=AT, reason="到期")

    assert sent.explanation["outcome"] == "not_met"
    assert sent.explanation["why_not"][0].startswith("属于小型或微型企业：不符合")
    assert sent.explanation["undecided"][0].startswith("未列入严重失信主体名单")
    with pytest.raises(Refused):
        demands.send_policy(taken(office), version.policy, by=office.specialist, at=AT)


def test_an_expert_is_proposed_by_the_field_that_the_demand_speaks_of(people, office):
    fields = {"unit": office.desk, "review_on": date(2099, 1, 1)}
    enter = {"by": people.editor, "at": AT}
    grants = experts.enter_expert({"name": "钱工", "field": "研发补助", **fields}, **enter)
    experts.enter_expert({"name": "孙工", "field": "用地规划", **fields}, **enter)
    demand = taken(office)

    assert queries.experts_for(demand) == [grants]
    assert demands.ask_expert(demand, grants, by=office.specialist, at=AT).expert == grants


def test_an_answer_closes_the_order_tells_the_enterprise_and_becomes_a_case(office, account):
    demand = demands.file_demand(said(), by=account, at=AT)

    demands.answer(demand, "可申请研发补助。", by=office.specialist, at=AT)
    proposed = demands.propose_entry(demand, by=office.specialist, at=AT)
    deliver_due(at=AT)

    assert Order.objects.get().status == "closed"
    assert Order.objects.get().solved == "unknown"
    assert proposed.origin == demand.order.reference
    assert EntryVersion.objects.get().long_answer == "可申请研发补助。"
    assert Message.objects.filter(reader=account, template="aid_answered").exists()
    assert Message.objects.filter(reader=office.specialist, template="aid_filed").exists()


def test_only_a_closed_demand_becomes_a_case(office):
    with pytest.raises(Refused):
        demands.propose_entry(taken(office), by=office.specialist, at=AT)


@pytest.mark.law("business-environment-regulation:38")
def test_an_enterprise_is_told_once_of_a_policy_that_fits_it(people, office, account, stone):
    published(people, SMALL, HONEST)

    told = [tell_of_policies(at=AT), tell_of_policies(at=AT)]
    deliver_due(at=AT)

    assert told == [1, 0]
    assert Message.objects.filter(reader=account, template="aid_policy_fits").count() == 1
    assert Entry.objects.filter(subject=PolicyNews.objects.get().reference, move="tell").count() == 1


def test_an_enterprise_that_is_known_better_is_told_then(people, office, account):
    published(people, SMALL, HONEST)
    change = {"by": people.editor, "at": AT}
    enterprises.change_profile(said().credit_code, "石头", known(size="small"), **change)
    assert tell_of_policies(at=AT) == 0

    enterprises.change_profile(said().credit_code, "石头", known(size="small", dishonest=False), **change)

    assert tell_of_policies(at=AT) == 1


def test_a_new_version_of_a_policy_told_of_is_not_told_again(people, office, account, stone):
    published(people, SMALL, HONEST)
    tell_of_policies(at=AT)
    PolicyVersion.objects.update(number=2)

    assert tell_of_policies(at=AT) == 0


def test_who_does_not_want_news_of_policies_gets_none(people, office, account, stone):
    published(people, SMALL, HONEST)
    Choice.objects.create(reader=account, kind="offers", channel="inbox", is_wanted=False)

    assert tell_of_policies(at=AT) == 1
    deliver_due(at=AT)

    assert not Message.objects.filter(reader=account, template="aid_policy_fits").exists()


def test_whoever_holds_a_mandate_for_everything_is_told_too(people, office, account, stone):
    user = User.objects.create(username="jingban", display_name="经办人")
    Assignment.objects.create(user=user, role="applicant", since=date(2020, 1, 1))
    number = {"number_type": "citizen", "number": "320500198507200019"}
    agent = Applicant.objects.create(kind="person", name="经办人", verified="window", account=user, **number)
    lasting = {"since": date(2020, 1, 1), "until": date(2099, 1, 1)}
    Mandate.objects.create(principal=account.applicant, agent=agent, items=[], **lasting)
    published(people, SMALL, HONEST)

    tell_of_policies(at=AT)
    deliver_due(at=AT)

    readers = Message.objects.filter(template="aid_policy_fits").values_list("reader", flat=True)
    assert set(readers) == {account.pk, user.pk}


def test_an_enterprise_without_an_account_is_not_told(people, office, stone):
    published(people, SMALL, HONEST)

    assert tell_of_policies(at=AT) == 0
    assert not EnterpriseDemand.objects.exists()
