"""Hearings: told in time, asked for in time, held in time; the decision waits for them and follows the record."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from tongban.ground.clock.shipped_calendar import SHIPPED
from tongban.ground.ledger import Refused
from tongban.ground.ledger.models import Entry
from tongban.work.cases.actions import decisions, limits
from tongban.work.cases.hearings import rules as rules
from tongban.work.cases.hearings.actions import (
    announce_hearing,
    ask_for_hearing,
    offer_hearing,
    order_hearing,
    record_hearing,
    waive_hearing,
)
from tongban.work.cases.tests.cast import day, upload
from tongban.work.cases.tests.conftest import fresh

pytestmark = pytest.mark.django_db
TOLD = day(9, 8)
HELD = day(9, 26, 14)


@pytest.fixture
def offered(house, reviewed):
    return offer_hearing(reviewed, reason="直接涉及邻里重大利益。", by=house.wang, at=TOLD)


@pytest.fixture
def asked(house, offered):
    return ask_for_hearing(offered, asked_by="张小红", by=house.wang, at=day(9, 9))


@pytest.fixture
def announced(house, asked):
    said = {"held_at": HELD, "place": "三楼听证室", "presider": house.chen}
    return announce_hearing(asked, **said, by=house.wang, at=day(9, 13))


@pytest.fixture
def recorded(house, announced):
    said = {"minutes": "双方就油烟排放质证，申请人承诺加装净化设备。", "signed": upload("笔录.pdf")}
    return record_hearing(announced, **said, by=house.wang, at=HELD + timedelta(hours=3))


@pytest.mark.law("licensing-law:47")
def test_the_right_is_told_and_the_decision_waits_five_working_days(house, offered):
    case = fresh(offered.case)

    assert offered.ask_until == case.hearing_until == date(2022, 9, 16)
    assert "不承担" in str(case.papers.get(kind="hearing_offer").content)
    with pytest.raises(Refused, match="2022"):
        decisions.grant(case, by=house.chen, at=day(9, 16))
    assert decisions.grant(case, by=house.chen, at=day(9, 19)).status == "granted"


@pytest.mark.law("licensing-law:47")
def test_asked_for_in_time_it_stops_the_clock_and_is_held_within_twenty_days(house, asked):
    case = fresh(asked.case)

    assert case.status == "paused"
    assert case.pauses.get().kind == "hearing"
    assert asked.hold_by == date(2022, 10, 13)
    assert (case.due_on, case.hearing_until) == (None, None)


def test_asked_for_too_late_it_is_not_held(house, offered):
    with pytest.raises(Refused):
        ask_for_hearing(offered, asked_by="张小红", by=house.wang, at=day(9, 19))

    assert fresh(offered.case).status == "accepted"


def test_given_up_the_decision_no_longer_waits(house, offered):
    waive_hearing(offered, by=house.wang, at=day(9, 9))

    assert decisions.grant(offered.case, by=house.chen, at=day(9, 9)).status == "granted"


@pytest.mark.law("licensing-law:46")
def test_the_bureau_orders_one_of_itself(house, accepted):
    hearing = order_hearing(accepted, reason="涉及公共利益。", by=house.wang, at=TOLD)

    assert (hearing.kind, hearing.hold_by, fresh(accepted).status) == ("ordered", None, "paused")
    assert Entry.objects.get(move="order_hearing").basis == "licensing-law:46"


@pytest.mark.law("licensing-law:48")
@pytest.mark.parametrize(
    ("told_at", "held_at"), [(day(9, 16), HELD), (day(9, 13), day(10, 20)), (day(9, 13), day(9, 12))]
)
def test_it_is_announced_seven_working_days_before_and_within_its_time(house, asked, told_at, held_at):
    said = {"held_at": held_at, "place": "三楼听证室", "presider": house.chen}

    with pytest.raises(Refused):
        announce_hearing(asked, **said, by=house.wang, at=told_at)

    assert not fresh(asked.case).papers.filter(kind="hearing_notice").exists()


@pytest.mark.law("licensing-law:48")
@pytest.mark.parametrize("held_on", [(9, 24), (9, 25), (10, 3)])
def test_no_hearing_is_held_on_a_day_of_rest(house, asked, held_on):
    said = {"held_at": day(*held_on), "place": "三楼听证室", "presider": house.chen}

    with pytest.raises(Refused, match="工作日"):
        announce_hearing(asked, **said, by=house.wang, at=day(9, 9))


def test_a_saturday_that_is_worked_is_a_day_for_a_hearing(house, asked):
    said = {"held_at": day(10, 8), "place": "三楼听证室", "presider": house.chen}

    assert announce_hearing(asked, **said, by=house.wang, at=day(9, 9)).at == day(10, 8)


def test_who_reviewed_the_application_does_not_preside(house, asked):
    said = {"held_at": HELD, "place": "三楼听证室", "presider": house.wang}

    with pytest.raises(Refused, match="主持"):
        announce_hearing(asked, **said, by=house.wang, at=day(9, 13))


def test_time_place_and_presider_are_told_in_writing(announced):
    paper = fresh(announced.case).papers.get(kind="hearing_notice")

    assert "2022年9月26日14:00" in str(paper.content)
    assert "三楼听证室" in str(paper.content)


def test_the_time_of_a_hearing_does_not_end_without_its_record(house, announced):
    with pytest.raises(Refused, match="笔录"):
        limits.resume(announced.case, result="结束", by=house.wang, at=day(9, 27))
    with pytest.raises(Refused):
        record_hearing(announced, minutes="提前记录", signed=None, by=house.wang, at=day(9, 23))

    assert fresh(announced.case).status == "paused"


@pytest.mark.law("licensing-law:45")
def test_its_days_do_not_count(house, reviewed, recorded):
    before, case = reviewed.due_on, fresh(recorded.case)

    days = SHIPPED.working_between(date(2022, 9, 9), date(2022, 9, 26)) + 1
    assert case.status == "accepted"
    assert case.due_on == SHIPPED.after(before, days)


@pytest.mark.law("licensing-law:48(2)")
def test_the_decision_follows_the_record(house, recorded):
    case = fresh(recorded.case)
    with pytest.raises(Refused, match="听证"):
        decisions.grant(case, by=house.chen, at=day(9, 28))

    decisions.grant(case, text="听证中申请人承诺加装净化设备，予以采纳。", by=house.chen, at=day(9, 28))

    assert "根据听证笔录作出" in str(fresh(case).papers.get(kind="grant").content)


def test_another_divisions_reviewer_does_nothing(house, offered):
    with pytest.raises(PermissionDenied):
        ask_for_hearing(offered, asked_by="张小红", by=house.sun, at=day(9, 9))
    with pytest.raises(PermissionDenied):
        waive_hearing(offered, by=house.li, at=day(9, 9))


def test_one_hearing_at_a_time(house, offered):
    with pytest.raises(Refused):
        order_hearing(fresh(offered.case), reason="重复", by=house.wang, at=day(9, 9))


@pytest.mark.law("licensing-law:82")
@pytest.mark.parametrize(
    ("told_on", "held_on", "in_time"),
    [
        ("2022-09-14", "2022-09-23", True),
        ("2022-09-15", "2022-09-23", False),
        ("2022-01-29", "2022-02-14", True),
    ],
)
def test_seven_working_days_are_counted_back(told_on, held_on, in_time):
    told, held = date.fromisoformat(told_on), date.fromisoformat(held_on)

    assert rules.is_told_in_time(told, held, SHIPPED) is in_time


@pytest.mark.law("licensing-law:47")
def test_the_applicant_asks_and_the_clock_stops(house, offered):
    asked = ask_for_hearing(offered, by=house.zhang.account, at=day(9, 9))

    case = fresh(asked.case)
    assert (case.status, case.hearing_until, asked.asked_by) == ("paused", None, house.zhang.name)
    assert Entry.objects.get(subject=case.reference, move="ask_to_be_heard").by == house.zhang.account
    assert case.papers.filter(kind="special").count() == 1


def test_the_applicant_gives_it_up_and_nobody_else_does(house, offered):
    with pytest.raises(PermissionDenied):
        waive_hearing(offered, by=house.stranger.account, at=day(9, 9))

    waive_hearing(offered, by=house.zhang.account, at=day(9, 9))

    assert fresh(offered.case).hearing_until is None
