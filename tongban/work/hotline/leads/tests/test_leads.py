from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tongban.demo.hotline_texts import demands, hollow_reply, reply
from tongban.work.hotline.leads.contacts import (
    CallbackRecord,
    Closing,
    Satisfaction,
    no_callback_leads,
    no_contact_leads,
)
from tongban.work.hotline.leads.content_words import content_words
from tongban.work.hotline.leads.empty_replies import names_nothing_leads
from tongban.work.hotline.leads.lead import AnsweredDemand, LeadKind
from tongban.work.hotline.leads.repeated_replies import repeated_leads, unit_repeats

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
HOLLOW = "您好，您反映的问题已收悉，我单位高度重视，已转相关部门处理，感谢您的支持。"
PASTED = "您好，路灯因线路老化熄灭，我单位已更换线缆并恢复照明，感谢您的监督。"
STREETS = ["望江路", "锦绣街", "永安桥头"]
DEMANDS = ["春晖花园电梯困人", "望江路路灯不亮", "早餐店油烟直排"]


def replies(*texts, demand=None, unit="甲"):
    asked = [demand] * len(texts) if demand else DEMANDS
    return [
        AnsweredDemand(f"CALL-{place}", unit, asked[place % len(asked)], text)
        for place, text in enumerate(texts)
    ]


def references(leads):
    return {lead.reference for lead in leads}


@pytest.mark.parametrize(
    ("given", "flagged"),
    [
        (replies(HOLLOW, HOLLOW, "灯具已更换"), {"CALL-0", "CALL-1"}),
        (replies(f"王先生，{HOLLOW}", f"李女士，{HOLLOW}", "灯具已更换"), {"CALL-0", "CALL-1"}),
        (replies("工单1号已办结。", "工单2号已办结!"), {"CALL-0", "CALL-1"}),
        (replies(HOLLOW, HOLLOW, demand="春晖花园电梯困人"), set()),
        (replies(HOLLOW) + replies("配件已到货", HOLLOW, unit="乙"), set()),
        (replies("", ""), set()),
        (replies("灯具已更换。", "灯具已更换。"), set()),
        (replies(PASTED, PASTED, PASTED), {"CALL-0", "CALL-1", "CALL-2"}),
        (
            [
                AnsweredDemand(f"CALL-{place}", "甲", f"{street}路灯不亮", PASTED)
                for place, street in enumerate(STREETS)
            ],
            set(),
        ),
    ],
    ids=[
        *(
            "word for word",
            "another name",
            "other numbers",
            "one demand",
            "two units",
            "nothing said",
            "short and of its own",
        ),
        *("pasted to other matters", "one matter in many places"),
    ],
)
def test_replies_that_repeat_for_different_demands_are_a_lead(given, flagged):
    assert references(repeated_leads(given)) == flagged


def test_a_lead_on_a_repeat_quotes_the_words_and_names_the_other_orders():
    first, *_ = repeated_leads(replies(HOLLOW, HOLLOW, HOLLOW))

    assert first.kind == LeadKind.REPEATED
    assert first.evidence[0].startswith("您好 您反映的问题已收悉")
    assert first.evidence[1:] == ("CALL-1", "CALL-2")
    assert first.strength == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("demand", "text"),
    [
        ("春晖花园电梯困人", HOLLOW),
        ("早餐店油烟直排", "来电人您好，您的诉求已登记，将进一步加强管理。"),
        ("望江路路灯不亮", "已办结。"),
        ("望江路路灯不亮", "经核实，情况已了解，相关工作正在推进，敬请谅解，感谢您的监督。"),
    ],
)
def test_a_reply_that_names_nothing_is_a_lead_with_what_is_missing(demand, text):
    (lead,) = names_nothing_leads([AnsweredDemand("CALL-1", "甲", demand, text)])

    assert lead.kind == LeadKind.NAMES_NOTHING
    assert set(lead.evidence) <= set(content_words(demand))
    assert lead.evidence


@pytest.mark.parametrize(
    ("demand", "text"),
    [
        ("早餐店油烟直排", "已责令商户加装净化器，限三日内清洗烟道。"),
        ("望江路路灯不亮", "已修好。"),
        ("望江路路灯不亮", "灯具已更换。"),
        ("健身房办卡不给退", "已退款。"),
        ("小吃摊乱得很", "10月9日已劝离并登记。"),
        ("小区三个月没发工资", "企业已补发到位。"),
        ("居住证怎么办理", "可凭身份证到派出所窗口办理，周一至周五9:00-17:00。"),
        ("居住证怎么办理", "请携带身份证和租房合同。"),
        ("加装电梯怎么申请", "经我单位核实，您反映的电梯问题正在处理，感谢您的支持。"),
        ("你好", HOLLOW),
        ("", HOLLOW),
        ("流浪狗咬人", "3月5日捕捉两只，已送收容所。"),
    ],
)
def test_a_short_reply_that_says_what_was_done_is_none(demand, text):
    assert not names_nothing_leads([AnsweredDemand("CALL-1", "甲", demand, text)])


@given(st.text(max_size=200), st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_no_text_makes_the_search_fail(demand, text):
    given = replies(text, text, demand=demand) + replies(text, unit="乙")

    assert all(0 <= lead.strength <= 1 for lead in [*repeated_leads(given), *names_nothing_leads(given)])


@pytest.mark.parametrize("text", ["😡", "\ud800", "𠮷" * 100, "路灯" * 50_000, "\x00"])
def test_odd_texts_are_searched(text):
    assert names_nothing_leads(replies(text, text)) is not None


@pytest.mark.parametrize(
    ("closing", "strength"),
    [
        (Closing("CALL-1", NOON), 0.9),
        (Closing("CALL-1", NOON, (NOON + HOUR,)), 0.7),
        (Closing("CALL-1", NOON, (NOON - HOUR,)), None),
        (Closing("CALL-1", NOON, (NOON - HOUR, NOON + HOUR)), None),
        (Closing("CALL-1", NOON, is_reachable=False), None),
    ],
    ids=["nobody called", "called afterwards", "called before", "both", "anonymous"],
)
def test_closing_without_contact_is_a_lead(closing, strength):
    assert [lead.strength for lead in no_contact_leads([closing])] == ([strength] if strength else [])


@pytest.mark.parametrize(
    ("said", "strength"),
    [
        (Satisfaction("CALL-1", NOON), 0.9),
        (Satisfaction("CALL-1", NOON, callbacks=(CallbackRecord(NOON + HOUR),)), 0.8),
        (Satisfaction("CALL-1", NOON, callbacks=(CallbackRecord(NOON - HOUR, by_another=False),)), 0.8),
        (Satisfaction("CALL-1", NOON, callbacks=(CallbackRecord(NOON - HOUR),)), None),
        (Satisfaction("CALL-1", NOON, by_caller=True), None),
    ],
    ids=["no record", "recorded afterwards", "by the handler", "by another", "the caller's own hand"],
)
def test_satisfaction_without_a_callback_is_a_lead(said, strength):
    assert [lead.strength for lead in no_callback_leads([said])] == ([strength] if strength else [])


@pytest.fixture(scope="module")
def year():
    """Replies of twelve units, one of which mostly answers everybody alike; a few elsewhere are copied, too."""
    chance = Random(21)
    told = []
    for place, demand in enumerate(demands(6_000, seed=21)):
        unit = f"unit {place % 12}"
        is_hollow = chance.random() < (0.6 if unit == "unit 7" else 0.01)
        text = hollow_reply(chance) if is_hollow else reply(demand, chance)
        told.append((AnsweredDemand(f"CALL-{place}", unit, demand.text, text), is_hollow))
    return told


def test_nine_of_ten_repeated_replies_are_found(year):
    flagged = references(repeated_leads([reply for reply, _ in year]))

    hollow = {reply.reference for reply, is_hollow in year if is_hollow and reply.unit == "unit 7"}

    assert len(flagged & hollow) / len(hollow) >= 0.9


@pytest.mark.parametrize("leads_of", [repeated_leads, names_nothing_leads])
def test_of_true_replies_hardly_one_is_a_lead(year, leads_of):
    flagged = references(leads_of([reply for reply, _ in year]))

    true = {reply.reference for reply, is_hollow in year if not is_hollow}
    assert len(flagged & true) / len(true) <= 0.02


def test_nine_of_ten_hollow_replies_name_nothing_wherever_they_were_written(year):
    flagged = references(names_nothing_leads([reply for reply, _ in year]))

    hollow = {reply.reference for reply, is_hollow in year if is_hollow}
    assert len(flagged & hollow) / len(hollow) >= 0.9


def test_the_unit_that_answers_everybody_alike_stands_out_and_no_other(year):
    rows = unit_repeats([reply for reply, _ in year])

    assert [row.unit for row in rows if row.stands_out] == ["unit 7"]
