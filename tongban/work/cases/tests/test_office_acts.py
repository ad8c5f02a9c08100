"""What the office does between filing and decision, and what it may not."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.utils.timezone import localdate

from tongban.ground.exchange import outbox
from tongban.ground.kit.models import CalendarNotice
from tongban.ground.ledger import Refused
from tongban.ground.ledger.models import Entry
from tongban.ground.matters.draw_seeds import check_draws
from tongban.ground.matters.draws import draw
from tongban.offer.delivery.actions import track
from tongban.offer.delivery.queries import parcels_of
from tongban.work.cases.actions import (
    applications,
    daily,
    decisions,
    intake,
    limits,
    parcels,
    results,
    reviews,
    supervision,
)
from tongban.work.cases.models import Assessor, Pause
from tongban.work.cases.queries import explanation, history, needs
from tongban.work.cases.queries.reviews import current_reviews
from tongban.work.cases.remedies.actions import advance_remedy, close_remedy, register_remedy
from tongban.work.cases.tests import cast
from tongban.work.cases.tests.cast import ANSWERS, FORM, day, upload
from tongban.work.cases.tests.conftest import fresh

pytestmark = pytest.mark.django_db


@pytest.mark.law("licensing-law:32")
def test_silence_accepts_by_itself_from_the_day_of_filing(house, filed):
    assert daily.run_daily(day(9, 13)).accepted == 0

    assert daily.run_daily(day(9, 14)).accepted == 1
    assert daily.run_daily(day(9, 14)).accepted == 0

    case = fresh(filed)
    assert (case.status, case.by_silence, case.accepted_on) == ("accepted", True, date(2022, 9, 5))
    assert case.due_on == date(2022, 9, 16)
    assert "视为自收到申请材料之日起受理" in case.papers.get(kind="acceptance").content["paragraphs"][0]


@pytest.mark.law("licensing-law:32")
def test_after_five_days_nothing_more_can_be_asked_for(house, filed):
    with pytest.raises(Refused):
        intake.return_(filed, {}, form_fault="缺章", by=house.li, at=day(9, 14))

    case = intake.accept(filed, by=house.li, at=day(9, 15))

    assert (case.by_silence, case.accepted_on) == (True, date(2022, 9, 5))


@pytest.mark.law("licensing-law:32")
def test_an_application_is_returned_once(house, filed):
    with pytest.raises(Refused):
        intake.return_(filed, {}, by=house.li, at=day(9, 6))
    intake.return_(filed, {}, form_fault="面积不符", by=house.li, at=day(9, 6))
    applications.complete(filed, by=house.zhang.account, at=day(9, 7))

    with pytest.raises(Refused):
        intake.return_(filed, {}, form_fault="还缺一项", by=house.li, at=day(9, 8))


@pytest.mark.law("licensing-law:31")
def test_the_window_takes_in_what_is_handed_over(house, material):
    handed = {material("租赁合同").pk: [upload()], material("营业执照").pk: []}

    case = intake.take_in(
        house.version, house.zhang, by=house.li, at=day(9, 5), answers=ANSWERS, form=FORM, handed=handed
    )

    states = {entry.material.name: entry.state for entry in case.materials.all()}
    assert (case.channel, case.taken_in_by) == ("window", house.li)
    assert (states["租赁合同"], states["营业执照"]) == ("submitted", "shown")
    rows = case.papers.get(kind="receipt").content["table"]["rows"]
    assert ["租赁合同", rows[0][1], "lease.pdf"] in rows


@pytest.mark.law("licensing-law:29")
def test_an_agent_at_the_window_shows_a_mandate(house):
    with pytest.raises(Refused):
        intake.take_in(house.version, house.zhang, agent=house.agent, by=house.li, at=day(9, 5))
    cast.mandate(house.zhang, house.agent, since=date(2022, 9, 1))

    case = intake.take_in(house.version, house.zhang, agent=house.agent, by=house.li, at=day(9, 5))

    assert case.agent == house.agent


def test_what_is_incomplete_is_not_accepted(house):
    case = intake.take_in(house.version, house.zhang, by=house.li, at=day(9, 5), answers=ANSWERS)

    with pytest.raises(needs.Incomplete) as told:
        intake.accept(case, by=house.li, at=day(9, 6))

    assert len(told.value.faults.materials) == 4


def test_staff_act_for_their_own_line_of_the_house_only(house, filed, accepted):
    with pytest.raises(PermissionDenied):
        intake.decline(filed, reason="不归我们", by=house.wu, at=day(9, 6))
    with pytest.raises(PermissionDenied):
        reviews.agree(accepted.reviews.get(step__name="消防意见"), by=house.wang, at=day(9, 7))


def test_the_next_stage_opens_when_all_of_a_stage_have_agreed(house, accepted):
    def states():
        return list(accepted.reviews.order_by("stage", "pk").values_list("state", flat=True))

    assert states() == ["open", "open", "waiting"]
    reviews.agree(accepted.reviews.get(step__name="材料审查"), by=house.wang, at=day(9, 7))
    assert states() == ["agreed", "open", "waiting"]
    reviews.agree(accepted.reviews.get(step__name="消防意见"), by=house.sun, at=day(9, 7))
    assert states() == ["agreed", "agreed", "open"]


def test_a_step_speaks_once(house, accepted):
    review = accepted.reviews.get(step__name="材料审查")
    reviews.agree(review, by=house.wang, at=day(9, 7))

    with pytest.raises(Refused):
        reviews.agree(review, by=house.zhao, at=day(9, 7))


def test_nothing_is_granted_before_every_step_has_agreed(house, accepted):
    with pytest.raises(Refused):
        decisions.grant(accepted, by=house.chen, at=day(9, 7))
    with pytest.raises(Refused):
        decisions.refuse(accepted, reasons="不行", by=house.chen, at=day(9, 7))


def test_an_objection_stops_the_review_and_lets_the_head_refuse(house, accepted):
    reviews.agree(accepted.reviews.get(step__name="材料审查"), by=house.wang, at=day(9, 7))
    reviews.object_(
        accepted.reviews.get(step__name="消防意见"), opinion="无第二出口", by=house.sun, at=day(9, 7)
    )

    assert fresh(accepted).is_reviewed
    with pytest.raises(Refused):
        decisions.grant(accepted, by=house.chen, at=day(9, 8))
    assert decisions.refuse(accepted, reasons="无第二出口。", by=house.chen, at=day(9, 8)).status == "refused"


def test_a_case_sent_back_goes_through_the_step_once_more(house, accepted):
    first = accepted.reviews.get(step__name="材料审查")
    reviews.agree(first, by=house.wang, at=day(9, 7))
    reviews.agree(accepted.reviews.get(step__name="消防意见"), by=house.sun, at=day(9, 7))
    last = accepted.reviews.get(step__name="现场核查")

    reviews.send_back(last, first.step, opinion="合同到期", by=house.wang, at=day(9, 8))

    now = {each.step.name: (each.round, each.state) for each in current_reviews(accepted)}
    assert now == {"材料审查": (2, "open"), "消防意见": (1, "agreed"), "现场核查": (2, "waiting")}
    reviews.agree(accepted.reviews.get(step__name="材料审查", round=2), by=house.wang, at=day(9, 9))
    reviews.agree(accepted.reviews.get(step__name="现场核查", round=2), by=house.wang, at=day(9, 9))
    assert decisions.grant(accepted, by=house.chen, at=day(9, 9)).status == "granted"


def test_the_head_gives_an_objected_case_back_to_a_step(house, accepted):
    first = accepted.reviews.get(step__name="材料审查")
    reviews.agree(first, by=house.wang, at=day(9, 7))
    reviews.object_(
        accepted.reviews.get(step__name="消防意见"), opinion="无第二出口", by=house.sun, at=day(9, 7)
    )

    case = reviews.reconsider(accepted, first.step, reason="已补开出口", by=house.chen, at=day(9, 8))

    now = {each.step.name: (each.round, each.state) for each in current_reviews(case)}
    assert now == {"材料审查": (2, "open"), "消防意见": (2, "open"), "现场核查": (1, "waiting")}
    assert not case.is_reviewed


@pytest.mark.law("licensing-law:34")
def test_a_check_on_site_takes_two_officers(house, accepted):
    facts = {"on": date(2022, 9, 7), "place": "山塘街1号", "finding": "与平面图相符"}
    with pytest.raises(Refused):
        reviews.check_on_site(
            accepted, officers=[house.wang, house.wang], by=house.wang, at=day(9, 7), **facts
        )

    checked = reviews.check_on_site(
        accepted, officers=[house.wang, house.zhao], by=house.wang, at=day(9, 7), **facts
    )

    assert checked.officers.count() == 2


@pytest.mark.law("licensing-law:45")
def test_a_special_procedure_stops_both_limits_until_it_ends(house, accepted):
    paused = limits.pause(
        accepted, "appraisal", needed_days=3, reason="价值鉴定", by=house.wang, at=day(9, 8)
    )
    assert (paused.due_on, paused.statutory_due_on) == (None, None)

    case = limits.resume(paused, result="鉴定完成", by=house.wang, at=day(9, 14))

    assert (case.due_on, case.statutory_due_on) == (date(2022, 9, 23), date(2022, 10, 14))
    assert Pause.objects.get().until == date(2022, 9, 14)
    lines = explanation.explanation(case).promised.lines
    assert [line.step for line in lines].count("paused") == 7


@pytest.mark.law("licensing-law:42")
@pytest.mark.parametrize(("days", "reason"), [(11, "复杂"), (0, "复杂"), (5, " ")])
def test_the_limit_is_not_extended_beyond_the_law_or_without_reason(house, accepted, days, reason):
    with pytest.raises(Refused):
        limits.extend(accepted, days, reason=reason, by=house.xu, at=day(9, 9))


@pytest.mark.law("licensing-law:42")
def test_the_limit_is_extended_once_and_before_it_has_passed(house, accepted):
    with pytest.raises(Refused):
        limits.extend(accepted, 5, reason="复杂", by=house.xu, at=day(10, 11))
    case = limits.extend(accepted, 10, reason="复杂", by=house.xu, at=day(9, 9))

    with pytest.raises(Refused):
        limits.extend(case, 1, reason="更复杂", by=house.xu, at=day(9, 9))
    assert (case.due_on, case.statutory_due_on) == (date(2022, 10, 8), date(2022, 10, 24))


def test_an_assessor_is_drawn_once_and_anybody_checks_the_draw(house, accepted, fee_lines):
    for number in range(4):
        Assessor.objects.create(name=f"评估公司{number}", credit_code=f"C{number}", field="环评")
    limits.pause(accepted, "expert_review", needed_days=10, reason="委托评估", by=house.wang, at=day(9, 8))

    drawn = limits.order_assessment(
        accepted, "环评", recused={"C0": "与申请人有股权关系"}, by=house.wang, at=day(9, 8)
    )

    assert drawn.drawn_from == ["C1", "C2", "C3"]
    assert draw(drawn.seed, drawn.drawn_from).drawn == (drawn.assessor.credit_code,)
    (checked,) = check_draws()
    assert checked.is_true
    assert checked.is_own_seed
    with pytest.raises(Refused):
        limits.order_assessment(accepted, "环评", by=house.wang, at=day(9, 8))
    with pytest.raises(Refused):
        limits.score_assessor(drawn, 90, by=house.wang, at=day(9, 9))
    limits.record_report(drawn, upload("report.pdf"), by=house.wang, at=day(9, 13))
    limits.settle_fee(drawn, Decimal("8000"), "评估评审费", by=house.wang, at=day(9, 13))
    assert limits.score_assessor(drawn, 90, by=house.wang, at=day(9, 13)).score == 90
    with pytest.raises(Refused, match="8000"):
        limits.settle_fee(drawn, Decimal("12000"), "没有的项目", by=house.wang, at=day(9, 14))
    drawn.refresh_from_db()
    assert (drawn.fee_yuan, drawn.budget_line) == (8000, "评估评审费")
    with pytest.raises(Refused, match="没有的项目"):
        limits.settle_fee(
            drawn, Decimal("8100"), "没有的项目", by=house.wang, at=day(9, 14), reason="发票金额"
        )
    limits.settle_fee(drawn, Decimal("8100"), "评估评审费", by=house.wang, at=day(9, 14), reason="发票金额")
    corrected = Entry.objects.filter(subject=drawn.pause.case.reference, move="settle_fee").latest("number")
    assert corrected.payload["was"] == "8000.00 评估评审费"


def test_a_supervisor_urges_and_the_division_replies_once(house, accepted):
    order = supervision.urge(accepted, "请说明进度。", by=house.gao, at=day(9, 8))
    assert order.reply_due_on == date(2022, 9, 13)
    with pytest.raises(PermissionDenied):
        supervision.reply(order, "这里不归我", by=house.sun, at=day(9, 9))

    supervision.reply(order, "明日现场核查。", by=house.wang, at=day(9, 9))

    with pytest.raises(Refused):
        supervision.reply(order, "再说一遍", by=house.wang, at=day(9, 9))


@pytest.mark.law("licensing-law:7")
def test_a_remedy_is_followed_to_its_end_and_its_lessons(house, refused):
    results.deliver_refusal(refused, by=house.he, at=day(9, 9))
    remedy = register_remedy(
        refused,
        "reconsideration",
        authority="市人民政府",
        received_on=date(2022, 10, 10),
        by=house.luo,
        at=day(10, 10),
    )
    advance_remedy(remedy, "heard", by=house.luo, at=day(10, 20))
    with pytest.raises(Refused):
        advance_remedy(remedy, "answered", by=house.luo, at=day(10, 21))
    with pytest.raises(Refused):
        close_remedy(remedy, "revoked", closed_on=date(2022, 11, 1), by=house.luo, at=day(11, 1))

    closed = close_remedy(
        remedy,
        "revoked",
        closed_on=date(2022, 11, 1),
        lessons="说理不足",
        by=house.luo,
        at=day(11, 1),
    )

    assert (closed.stage, closed.outcome) == ("closed", "revoked")
    entry = Entry.objects.get(subject=refused.reference, move="register_remedy")
    assert entry.payload["in_time"] is True


def test_a_parcel_needs_an_address_and_goes_once(house, issued):
    facts = {"recipient": "张小红", "phone": "13800000000"}
    with pytest.raises(Refused):
        parcels.order_courier(issued, address=" ", by=house.he, at=day(9, 9), **facts)
    sent = parcels.order_courier(issued, address="山塘街1号", by=house.he, at=day(9, 9), **facts)

    with pytest.raises(Refused):
        parcels.order_courier(issued, address="山塘街1号", by=house.he, at=day(9, 9), **facts)

    outbox.deliver_due(at=day(9, 9))
    sent.refresh_from_db()
    parcels.settle_price(sent, Decimal("10.00"), by=house.he, at=day(9, 13), weight_grams=120)
    assert track(sent, at=day(9, 8)).state == "to_collect", "a clock gone backwards moves no parcel"
    daily.run_daily(day(9, 13))
    assert localdate(parcels_of(issued.reference).get().signed_at) == date(2022, 9, 10)


def test_time_is_told_by_status_and_by_step(house, issued):
    statuses = history.time_at_statuses(issued)
    steps = history.time_at_steps(issued)

    assert len(statuses) == 5
    assert statuses[-1].until is None
    assert statuses[1].length(day(9, 30)).days == 1
    assert {spent.title for spent in steps} == {"材料审查", "消防意见", "现场核查"}


def test_what_is_decided_on_the_spot_is_due_the_same_day(house):
    cast.supersede(house.version)
    version = cast.published(
        house.item, number=2, mode="at_once", promised_length=0, promised_unit="at_once", statutory_length=20
    )
    handed = {material.pk: [] for material in version.materials.all()}
    case = intake.take_in(
        version, house.zhang, by=house.li, at=day(9, 5), answers=ANSWERS, form=FORM, handed=handed
    )

    case = intake.accept(case, by=house.li, at=day(9, 5))

    assert (case.due_on, case.statutory_due_on) == (date(2022, 9, 5), date(2022, 10, 9))


@pytest.mark.law("licensing-law:82")
def test_a_provisional_day_is_counted_anew_when_the_notice_comes(house, filed):
    late = datetime(2026, 12, 22, 2, 0, tzinfo=UTC)
    type(filed).objects.filter(pk=filed.pk).update(filed_at=late, notice_due_on=date(2026, 12, 29))
    case = intake.accept(filed, by=house.li, at=late)
    assert (case.is_provisional, case.due_on) == (True, date(2027, 1, 1))
    assert daily.run_daily(late).recounted == 0
    CalendarNotice.objects.create(
        year=2027,
        notice="2027年放假安排",
        number="例〔2026〕1号",
        published_on=date(2026, 12, 23),
        off=[["2027-01-01", "元旦"]],
        make_up=[],
        by=house.admin,
        at=late,
    )

    assert daily.run_daily(late).recounted == 1

    case = fresh(case)
    assert (case.is_provisional, case.due_on) == (False, date(2027, 1, 4))
    assert explanation.explanation(case).promised.lines[-1].on == date(2027, 1, 4)
