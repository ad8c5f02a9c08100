"""Who is told what of a case: each row of the table, told after commit, once, and only to whom may see the case."""

from datetime import timedelta

import pytest

from tongban.ground.exchange.messages.models import Message, Simulated
from tongban.ground.exchange.messages.sms import parts_of
from tongban.ground.exchange.outbox import Outgoing, deliver_due
from tongban.ground.law import term
from tongban.ground.ledger import Refused
from tongban.ground.people.models import Applicant
from tongban.work.cases.actions import (
    applications,
    decisions,
    intake,
    limits,
    materials,
    reminders,
    results,
    reviews,
    supervision,
)
from tongban.work.cases.hearings.actions import announce_hearing, ask_for_hearing, offer_hearing
from tongban.work.cases.models import Case
from tongban.work.cases.notices import NOTICES
from tongban.work.cases.remedies.actions import close_remedy, register_remedy
from tongban.work.cases.tests import cast
from tongban.work.cases.tests.cast import MONDAY, day
from tongban.work.cases.tests.conftest import fresh

pytestmark = pytest.mark.django_db
PORTS = "tongban.ground.exchange.messages.ports"
LATER = day(9, 9)


@pytest.fixture(autouse=True)
def simulated(settings):
    ports = {"sms": "SimulatedSms", "email": "SimulatedEmail", "webhook": "SimulatedChat"}
    settings.MESSAGE_PORTS = {channel: f"{PORTS}.{port}" for channel, port in ports.items()}


def deliver():
    deliver_due(at=day(12, 31))


def readers_of(template):
    """Return who was told a text, once everything is delivered."""
    deliver()
    told = Message.objects.filter(template=template).values_list("reader__username", flat=True)
    return sorted(told)


@pytest.fixture
def mandated(house):
    return cast.mandate(house.zhang, house.agent, since=day(9, 1).date())


@pytest.fixture
def with_agent(house, draft, mandated):
    """Return a draft that the agent began."""
    Case.objects.filter(pk=draft.pk).update(agent=house.agent)
    return fresh(draft)


MOVES = [
    # act, on which case, by whom, with what; text, and who reads it
    (applications.file, "draft", "zhang", {}, "case_filed", ["张小红"]),
    (applications.file, "draft", "zhang", {}, "case_waits_at_window", ["li"]),
    (intake.accept, "filed", "li", {}, "case_accepted", ["张小红"]),
    (intake.accept, "filed", "li", {}, "step_waits", ["sun", "wang", "zhao"]),
    (intake.decline, "filed", "li", {"reason": "不属本机关职权。"}, "case_not_accepted", ["张小红"]),
    (intake.find_unneeded, "filed", "li", {"reason": "依法无需许可。"}, "case_not_needed", ["张小红"]),
    (
        limits.pause,
        "accepted",
        "wang",
        {"kind": "testing", "needed_days": 5, "reason": "检测。"},
        "case_paused",
        ["张小红"],
    ),
    (limits.resume, "paused", "wang", {"result": "检测合格。"}, "case_resumed", ["张小红"]),
    (limits.extend, "accepted", "xu", {"days": 5, "reason": "案情复杂。"}, "case_extended", ["张小红"]),
    (offer_hearing, "accepted", "wang", {"reason": "邻里采光。"}, "hearing_offered", ["张小红"]),
    (decisions.grant, "reviewed", "chen", {}, "case_granted", ["张小红"]),
    (decisions.grant, "reviewed", "chen", {}, "result_waits", ["he", "li"]),
    (decisions.refuse, "reviewed", "chen", {"reasons": "不符合条件。"}, "case_refused", ["张小红"]),
    (results.issue, "granted", "he", {}, "result_ready", ["张小红"]),
    (results.deliver, "issued", "he", {}, "case_delivered", ["张小红"]),
    (results.deliver, "issued", "he", {}, "rating_asked", ["张小红"]),
    (results.deliver_refusal, "refused", "he", {}, "case_delivered", ["张小红"]),
    (results.deliver_refusal, "refused", "he", {}, "rating_asked", ["张小红"]),
    (applications.withdraw, "accepted", "zhang", {}, "case_was_withdrawn", ["chen", "sun", "wang", "zhao"]),
    (decisions.terminate, "accepted", "chen", {"reason": "申请人死亡。"}, "case_terminated", ["张小红"]),
    (
        supervision.urge,
        "accepted",
        "gao",
        {"text": "请抓紧。"},
        "case_urged",
        ["chen", "sun", "wang", "zhao"],
    ),
]


@pytest.fixture
def paused(house, accepted):
    return limits.pause(accepted, "testing", needed_days=5, reason="需要检测。", by=house.wang, at=day(9, 7))


@pytest.mark.parametrize(
    ("act", "stage", "who", "said", "text", "readers"),
    MOVES,
    ids=[f"{row[0].__name__}-{row[4]}" for row in MOVES],
)
def test_an_act_tells_those_concerned(house, request, act, stage, who, said, text, readers):
    case = request.getfixturevalue(stage)
    deliver()
    Message.objects.all().delete()
    by = house.zhang.account if who == "zhang" else getattr(house, who)

    act(case, by=by, at=LATER, **said)

    assert readers_of(text) == readers
    for message in Message.objects.all():
        assert "{" not in message.title + message.text + message.short + message.text_en
        assert parts_of(f"【行政审批局】{message.short} http://localhost:8000/messages/1/") <= 2


def returned(house, case):
    faults = {case.materials.first().pk: "缺少房东签字"}
    return intake.return_(case, faults, by=house.li, at=day(9, 6), form_fault="面积与平面图不一致")


def test_a_return_names_what_is_missing_and_the_last_day_to_answer_as_the_paper_does(house, filed):
    returned(house, filed)
    deliver()

    (message,) = Message.objects.filter(reader=house.zhang.account, template="case_returned")
    assert "2022-09-28" in message.title
    assert "缺少房东签字" in message.text
    assert "2022-09-28" in message.short_en
    paper = filed.papers.get(kind="completion")
    assert any("2022年9月28日前" in text for text in paper.content["paragraphs"])


def test_a_return_goes_by_sms_with_a_link_to_our_page_and_without_identity_numbers(house, filed):
    Applicant.objects.filter(pk=house.zhang.pk).update(phone="13800000001")

    returned(house, filed)
    deliver()

    (sent,) = Simulated.objects.filter(channel="sms", text__contains="补正")
    message = Message.objects.get(template="case_returned")
    assert sent.text.endswith(f" http://localhost:8000/messages/{message.pk}/")
    assert sent.to == "138****0001"
    assert house.zhang.number not in sent.text
    assert sent.parts == parts_of(sent.text) <= 2


def test_what_the_applicant_completed_waits_at_the_window(house, filed):
    case = fresh(returned(house, filed))
    by, at = house.zhang.account, day(9, 7)
    applications.save_form(case, by=by, at=at, form=cast.FORM | {"area": 60})
    materials.attach(case, case.materials.first().material, cast.upload("补交.pdf"), by=by, at=at)

    applications.complete(fresh(case), by=by, at=at)

    assert readers_of("case_completed") == ["li"]


def test_an_agent_is_told_while_the_mandate_holds(house, with_agent):
    applications.file(with_agent, by=house.zhang.account, at=MONDAY)

    assert readers_of("case_filed") == ["张小红", "钱代办"]


def test_a_revoked_mandate_stops_messages(house, with_agent, mandated):
    applications.file(with_agent, by=house.zhang.account, at=MONDAY)
    mandated.revoked_on = day(9, 2).date()
    mandated.save()

    assert readers_of("case_filed") == ["张小红"]


def test_an_enterprise_without_an_account_is_reached_through_whoever_holds_its_mandate(house):
    firm = Applicant.objects.create(
        kind="enterprise", name="小桥餐饮", number_type="credit", number="91320500MA1MYT3R5K"
    )
    cast.mandate(firm, house.agent, since=day(9, 1).date())
    cast.mandate(firm, house.stranger, since=day(8, 1).date(), until=day(8, 2).date())

    intake.take_in(house.version, firm, by=house.li, at=MONDAY)

    assert readers_of("case_filed") == ["钱代办"]


def test_acceptance_by_silence_is_told_to_both_sides(house, filed):
    intake.accept_by_silence(filed, at=day(9, 20))

    assert readers_of("case_accepted_by_silence") == ["张小红"]
    assert readers_of("case_was_accepted_by_silence") == ["li"]


def test_the_last_step_brings_the_case_to_whoever_decides(house, reviewed):
    assert readers_of("decision_waits") == ["chen"]


def test_a_case_sent_back_tells_whose_step_opens_again(house, reviewed):
    step = house.version.steps.get(name="材料审查")

    reviews.reconsider(reviewed, step, by=house.chen, at=LATER, reason="请复核平面图。")

    assert readers_of("step_came_back") == ["wang", "zhao"]


def test_a_hearing_asked_for_and_announced_is_told(house, accepted):
    hearing = offer_hearing(accepted, reason="邻里采光。", by=house.wang, at=day(9, 7))
    hearing = ask_for_hearing(hearing, by=house.zhang.account, at=day(9, 8))
    announce_hearing(
        hearing, held_at=day(9, 28), place="三号会议室", presider=house.chen, by=house.wang, at=day(9, 8)
    )

    assert readers_of("hearing_asked") == ["chen", "sun", "wang", "zhao"]
    assert readers_of("hearing_announced") == ["张小红"]
    assert "2022-09-28 09:00" in Message.objects.get(template="hearing_announced").title


def test_an_order_replied_to_is_told_to_who_gave_it(house, accepted):
    order = supervision.urge(accepted, "请抓紧。", by=house.gao, at=day(9, 7))
    supervision.reply(order, "明日办结。", by=house.wang, at=day(9, 8))

    assert readers_of("urging_replied") == ["gao"]


def test_a_remedy_is_told_to_the_division_and_its_end_to_the_applicant(house, refused):
    remedy = register_remedy(
        refused, "reconsideration", authority="市政府", received_on=day(9, 9).date(), by=house.luo, at=LATER
    )
    close_remedy(remedy, "upheld", closed_on=day(9, 20).date(), by=house.luo, at=day(9, 20))

    assert "chen" in readers_of("remedy_came_in")
    assert readers_of("remedy_closed") == ["张小红"]


def test_an_act_rolled_back_tells_nobody(house, filed):
    before = Outgoing.objects.count()

    with pytest.raises(Refused):
        intake.return_(filed, {}, by=house.li, at=day(9, 6))

    assert Outgoing.objects.count() == before


def test_telling_again_tells_nobody_twice(house, filed):
    returned(house, filed)
    deliver()
    count, sent = Message.objects.count(), Simulated.objects.count()

    Outgoing.objects.update(state="waiting", sent_at=None, due_at=MONDAY)
    deliver()

    assert Message.objects.count() == count
    assert Simulated.objects.count() >= sent


def test_every_row_of_the_table_is_an_act_with_a_text_and_an_audience():
    from tongban.ground.exchange.messages.texts import texts
    from tongban.work.cases.readers import READERS

    for row in NOTICES.rows:
        assert row.text in texts()
        assert row.audience in READERS.audiences


def test_the_division_is_told_before_a_case_is_late_and_once(house, accepted):
    near = day(9, 15)

    assert accepted.due_on.isoformat() == "2022-09-19"
    assert reminders.tell_nearly_late(near) == 4
    assert reminders.tell_nearly_late(day(9, 16)) == 0
    assert readers_of("case_nearly_late") == ["chen", "sun", "wang", "zhao"]


def test_the_threshold_of_nearly_late_is_a_setting(house, accepted, settings):
    settings.FIRST_VALUES = {"limits.nearly_late_days": 0}

    assert reminders.tell_nearly_late(day(9, 15)) == 0


def test_supervisors_are_told_of_a_case_that_is_late(house, accepted):
    assert reminders.tell_late(day(9, 20)) == 5
    assert readers_of("case_late") == ["chen", "gao", "sun", "wang", "zhao"]


def test_history_that_is_long_late_floods_nobody(house, accepted):
    assert reminders.tell_late(day(11, 20)) == 0


def test_a_draft_about_to_be_cleared_is_told_to_its_applicant(house, draft):
    kept = int(term("draft_kept_days", on=MONDAY.date()))
    near = MONDAY + timedelta(days=kept - 5)

    assert reminders.tell_of_drafts(day(9, 20)) == 0
    assert reminders.tell_of_drafts(near) == 1
    assert (MONDAY + timedelta(days=kept)).date().isoformat() in Message.objects.get().title


def test_an_applicant_is_reminded_before_the_last_day_to_complete(house, filed):
    returned(house, filed)

    assert reminders.tell_to_complete(day(9, 20)) == 0
    assert reminders.tell_to_complete(day(9, 27)) == 1
    assert "2022-09-28" in Message.objects.get(template="complete_soon").title
