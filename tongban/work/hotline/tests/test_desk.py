"""The agent's desk: it rings, what is typed stays, and one stroke answers, joins, hands over or passes on."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tongban.offer.knowledge.models import EntryUse, EntryVersion, Gap, KnowledgeEntry
from tongban.work.hotline.actions import calls, intake, telephone
from tongban.work.hotline.models import IntakeDraft, Order, PhoneCall
from tongban.work.hotline.tests import cast

pytestmark = pytest.mark.django_db
DESK, BAR, HINTS = "hotline:desk", "hotline:bar", "hotline:hints"
FUND = "租房可以提取住房公积金吗"


@pytest.fixture
def agent(office):
    client = Client()
    client.force_login(office.agent)
    return client


@pytest.fixture
def call(office):
    """A call that the agent has just answered."""
    at = timezone.now()
    calls.ask(office.line, "1", phone="13812345678", at=at)
    calls.change_seat(office.agent, "ready", at=at)
    return telephone.answer(telephone.wait_for_call(office.agent, at=at), by=office.agent, at=at)


@pytest.fixture
def entry(office):
    """An answer that the public reads."""
    at = timezone.now()
    kept = KnowledgeEntry.objects.create(reference="KB-2022-000001", owner=office.places["city"])
    version = EntryVersion(
        entry=kept,
        reference="KB-2022-000001-1",
        number=1,
        status="published",
        title="租房怎样提取住房公积金？",
        short_answer="可以，每年一次，带租房备案证明。",
        visibility="public",
        drafted_by=office.head,
        drafted_at=at,
        published_at=at,
        confirmed_on=at.date(),
        promised_on=at.date(),
        review_on=at.date().replace(year=at.year + 1),
    )
    version.save()
    return version


def told(office, call=None, **said):
    usual = {
        "call": call.reference if call else "",
        "line": office.line.pk,
        "demand_class": office.noise.pk,
        "phone": "138 1234 5678",
        "channel": "phone",
        "kind": "complaint",
        "urgency": "normal",
        "text": "山塘街工地半夜打桩施工，噪声太大。",
        "wants_contact": "on",
    }
    return usual | said


def test_a_waiting_call_rings_at_the_bar_of_who_is_ready_and_silence_costs_nothing(office, agent):
    calls.ask(office.line, "1", phone="13812345678", at=timezone.now())
    agent.post(reverse("hotline:seat"), {"state": "ready"})

    rung = agent.post(reverse(BAR), {"mark": ""})
    mark = rung.context["mark"]

    assert 'data-stage="ringing"' in rung.content.decode()
    assert agent.post(reverse(BAR), {"mark": mark}).status_code == 204


def test_the_keys_of_the_bar_answer_hold_and_hang_up_without_losing_the_page(office, agent):
    calls.ask(office.line, "1", phone="13812345678", at=timezone.now())
    agent.post(reverse("hotline:seat"), {"state": "ready"})
    agent.post(reverse(BAR), {"mark": ""})
    htmx = {"HX-Request": "true"}

    answer = agent.post(reverse("hotline:phone", args=["answer"]), headers=htmx)
    hold = agent.post(reverse("hotline:phone", args=["hold"]), headers=htmx)
    refused = agent.post(reverse("hotline:phone", args=["hold"]), headers=htmx)
    agent.post(reverse("hotline:phone", args=["hang-up"]), headers=htmx)

    assert answer["HX-Redirect"] == reverse(DESK)
    assert 'data-stage="on_hold"' in hold.content.decode()
    assert refused.status_code == 409
    assert PhoneCall.objects.get().stage == "after_call"


def test_an_agent_answers_from_the_knowledge_in_one_call(office, agent, call, entry):
    telephone.hang_up(call, by=office.agent, at=timezone.now())

    agent.post(reverse(DESK), told(office, call, kind="consult", text=FUND, entry=entry.reference))

    order, call = Order.objects.get(), PhoneCall.objects.get()
    assert (order.status, order.replies.get().text) == ("closed", entry.short_answer)
    assert (call.order, call.entry, call.stage) == (order, entry.reference, "done")
    assert EntryUse.objects.get().matter == order.reference
    assert order.replies.get().is_direct


def test_a_question_that_nothing_answers_becomes_a_task_and_what_was_typed_stays(office, agent, call):
    agent.post(reverse("hotline:gap"), told(office, call, q="电动车上牌要带什么？", place="山塘街一号"))

    assert Gap.objects.get().question == "电动车上牌要带什么？"
    assert "山塘街一号" in agent.get(reverse(DESK)).content.decode()


def test_what_was_typed_is_there_again_after_the_line_dropped_and_the_page_was_lost(office, agent, call):
    agent.post(reverse(HINTS), told(office, call, text="路灯不亮，已经三天"))
    calls.note_gone(call, at=timezone.now())

    page = agent.get(reverse(DESK)).content.decode()

    assert "路灯不亮，已经三天" in page
    assert 'data-stage="after_call"' in page


def test_a_confidential_report_is_kept_nowhere_before_it_is_sealed(office, agent, call):
    agent.post(reverse(HINTS), told(office, call, text="某人受贿"))
    agent.post(reverse(HINTS), told(office, call, text="某人受贿", is_confidential="on"))

    assert IntakeDraft.objects.get().typed == {}


def test_the_same_matter_is_shown_with_reasons_and_joined_in_one_stroke(office, agent, call):
    main = intake.register(
        cast.demand(office, text="山塘街那边的工地，半夜还在打桩，吵得没法睡。"),
        by=office.agent,
        at=timezone.now(),
    ).order
    page = agent.post(reverse(HINTS), told(office, call)).content.decode()

    agent.post(reverse(DESK), told(office, call, join=main.reference))

    assert main.reference in page
    assert Order.objects.exclude(pk=main.pk).get().merged_into == main


def test_an_emergency_is_handed_over_with_the_third_in_the_call(office, agent, call):
    agent.post(reverse("hotline:phone", args=["third"]), {"number": "110"})
    agent.post(reverse(DESK), told(office, call, text="路口车祸，有人受伤", hand_over="110"))

    order = Order.objects.get()
    assert (order.status, order.hand_over.to, order.hand_over.was_three_way) == ("handed_over", "110", True)


def test_what_was_typed_for_one_call_is_not_taken_for_the_next(office, agent, call):
    answer = agent.post(reverse(DESK), told(office, text="为上一个电话写的") | {"call": "CALL-2021-000001"})

    assert answer.status_code == 409
    assert "为上一个电话写的" in answer.content.decode()
    assert not Order.objects.exists()


def test_the_card_tells_what_the_number_asked_before(office, agent, call):
    order = intake.register(cast.demand(office), by=office.lin, at=timezone.now()).order

    assert order.reference in agent.get(reverse(DESK)).content.decode()


def test_an_invented_caller_rings_and_hangs_up(office, agent):
    agent.post(reverse("hotline:simulator"), {"caller": "fund", "line": office.line.code})
    call = PhoneCall.objects.get()

    agent.post(reverse("hotline:simulator"), {"gone": call.reference})

    assert (call.is_example, call.phone) == (True, "13800001001")
    assert PhoneCall.objects.get().stage == "abandoned"


def test_nobody_else_sits_at_the_desk(office):
    unit = Client()
    unit.force_login(office.yan)

    assert unit.get(reverse(DESK)).status_code == 403
