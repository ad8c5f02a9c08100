"""Research meetings: demands taken up, findings, minutes with a number, and the orders that go out with them."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from tongban.ground.ledger import Refused
from tongban.ground.ledger.chain import canonical, sm3
from tongban.work.aid import minutes
from tongban.work.aid.actions import demands, meetings
from tongban.work.aid.models import Meeting
from tongban.work.aid.queries.clusters import clusters_for
from tongban.work.aid.queries.meetings import may_be_taken_up
from tongban.work.aid.queries.worklists import LISTS
from tongban.work.aid.rules import groups_alike
from tongban.work.aid.states import CHART
from tongban.work.aid.tests.conftest import AT, BUSES, MEETING, TEXT, met, taken
from tongban.work.hotline.actions import intake, outcome, work
from tongban.work.hotline.effects.outcome import Heard
from tongban.work.hotline.models import Order, OrderLimit


def found(office, meeting, **changes):
    """Note a finding of the first demand: the unit has three days, unless told otherwise."""
    usual = {"unit": office.transport, "days": 3, "demand_class": office.buses}
    item = meeting.items.order_by("pk")[0]
    return meetings.find(item, "增设夜班线路。", **(usual | changes), by=office.specialist, at=AT)


def test_the_orders_go_out_with_the_minutes(office):
    bus, grant = taken(office, text=BUSES, kind="difficulty"), taken(office)
    meeting = met(office, bus, grant)
    found(office, meeting)
    answer = meeting.items.get(demand=grant)
    meetings.find(answer, "可申请研发补助。", unit=None, days=None, by=office.specialist, at=AT)

    concluded = meetings.conclude(meeting, by=office.specialist, at=AT)

    one, other = Order.objects.order_by("pk")
    assert (one.status, one.lead_unit, one.days) == ("dispatched", office.transport, 3)
    assert (other.status, other.replies.get().text) == ("closed", "可申请研发补助。")
    assert concluded.minutes_number == "诉求研判纪要〔2026〕1号"
    assert [item["unit"] for item in concluded.minutes["items"]] == ["交通运输局", ""]
    assert concluded.digest == sm3(canonical(concluded.minutes)).hex()
    assert minutes.pdf(concluded).startswith(b"%PDF")


def test_the_reply_of_the_unit_and_the_call_back_stand_on_the_same_order(office):
    meeting = met(office, taken(office, text=BUSES))
    found(office, meeting)
    meetings.conclude(meeting, by=office.specialist, at=AT)
    order = Order.objects.get()

    later = [AT + timedelta(hours=hours) for hours in (1, 2, 3, 4)]
    work.sign(order, by=office.unit, at=later[0])
    work.reply(order, by=office.unit, at=later[1], text="夜班线路已开通。", contact="phone")
    outcome.review(order, by=office.checker, at=later[2])
    outcome.close(order, by=office.checker, at=later[3], heard=Heard("yes", 5, was_contacted=True))

    order.refresh_from_db()
    assert (order.status, order.solved, order.satisfaction) == ("closed", "yes", 5)


def test_a_meeting_gives_no_more_days_than_the_office_does(office):
    OrderLimit.objects.create(line=office.line, days=2, in_force_on=AT.date())
    meeting = met(office, taken(office, text=BUSES))
    found(office, meeting, days=30)

    meetings.conclude(meeting, by=office.specialist, at=AT)

    assert Order.objects.get().days == 2


@pytest.mark.parametrize(
    "wrong",
    [{"unit": None}, {"days": None}, {"demand_class": None}],
    ids=["days without a unit", "a unit without days", "a unit without a class"],
)
def test_half_a_finding_is_refused(office, wrong):
    meeting = met(office, taken(office, text=BUSES))

    with pytest.raises(Refused):
        found(office, meeting, **wrong)

    assert meeting.items.get().finding == ""


def test_no_minutes_while_nothing_is_on_the_table_or_something_is_not_found(office):
    empty = meetings.call_meeting(MEETING, by=office.specialist, at=AT)
    meeting = met(office, taken(office))

    for each in (empty, meeting):
        with pytest.raises(Refused):
            meetings.conclude(each, by=office.specialist, at=AT)


def test_no_minutes_of_a_meeting_that_was_not_held_yet(office):
    later = {**MEETING, "held_at": AT + timedelta(days=1)}
    meeting = meetings.call_meeting(later, by=office.specialist, at=AT)

    with pytest.raises(Refused, match="尚未召开"):
        meetings.conclude(meeting, by=office.specialist, at=AT)


def test_if_one_order_has_gone_on_meanwhile_none_goes_out_and_no_number_is_lost(office):
    first, second = taken(office), taken(office, text=BUSES)
    meeting = met(office, first, second)
    for item in meeting.items.all():
        meetings.find(item, "已研判。", unit=None, days=None, by=office.specialist, at=AT)
    intake.answer(second.order, by=office.agent, at=AT, text="已答复。")

    with pytest.raises(Refused, match=second.order.reference):
        meetings.conclude(meeting, by=office.specialist, at=AT)
    assert Order.objects.get(pk=first.order_id).status == "registered"

    meetings.drop(meeting.items.get(demand=second), by=office.specialist, at=AT)
    assert meetings.conclude(meeting, by=office.specialist, at=AT).minutes_number.endswith("1号")


def test_a_demand_is_before_one_called_meeting_at_a_time_and_answered_there(office):
    demand = taken(office)
    meeting = met(office, demand)
    other = meetings.call_meeting(MEETING, by=office.specialist, at=AT)

    with pytest.raises(Refused):
        meetings.take_up(other, [demand], by=office.specialist, at=AT)
    with pytest.raises(Refused):
        demands.answer(demand, "已答复。", by=office.specialist, at=AT)

    meetings.cancel(meeting, why="改期", by=office.specialist, at=AT)
    assert may_be_taken_up(office.specialist).get() == demand


@pytest.mark.parametrize("way", ["conclude", "cancel"])
def test_a_meeting_that_is_over_stays_as_it_is(office, way):
    meeting = met(office, taken(office, text=BUSES))
    found(office, meeting)
    if way == "conclude":
        meetings.conclude(meeting, by=office.specialist, at=AT)
    else:
        meetings.cancel(meeting, why="改期", by=office.specialist, at=AT)

    for act in (
        lambda: meetings.take_up(meeting, [taken(office)], by=office.specialist, at=AT),
        lambda: meetings.conclude(meeting, by=office.specialist, at=AT),
        lambda: meetings.cancel(meeting, why="再改", by=office.specialist, at=AT),
        lambda: found(office, meeting),
    ):
        with pytest.raises(Refused):
            act()


def test_only_who_leads_meetings_of_the_centre_does(office):
    meeting = met(office, taken(office))

    for somebody in (office.agent, office.elsewhere):
        with pytest.raises(PermissionDenied):
            meetings.conclude(meeting, by=somebody, at=AT)
    assert {move.permission for move in CHART.moves.values()} == {"aid.meet"}


def test_demands_of_one_matter_are_a_cluster_and_others_are_not(office):
    alike = [taken(office, text=BUSES), taken(office, text=BUSES.replace("职工", "工人"))]
    taken(office, text=TEXT)
    taken(office, text=BUSES, industry="H")

    (cluster,) = clusters_for(office.specialist, AT)

    assert list(cluster.demands) == alike
    assert cluster.waiting == alike
    assert "厂区周边没有公交站点" in cluster.shared[0]
    assert clusters_for(office.elsewhere, AT) == []


def test_what_hangs_together_over_a_third_is_one_group():
    pairs = {(1, 0), (3, 1)}

    assert groups_alike(4, lambda one, other: (one, other) in pairs) == [[0, 1, 3], [2]]


def test_the_lists_follow_a_demand_to_the_meeting_and_the_unit(office):
    def counts():
        return {
            kind: LISTS.rows(office.specialist, kind, AT.date()).count()
            for kind in ("to_answer", "before_a_meeting", "at_a_unit")
        }

    demand = taken(office, text=BUSES)
    assert counts() == {"to_answer": 1, "before_a_meeting": 0, "at_a_unit": 0}

    meeting = met(office, demand)
    assert counts() == {"to_answer": 0, "before_a_meeting": 1, "at_a_unit": 0}

    found(office, meeting)
    meetings.conclude(meeting, by=office.specialist, at=AT)
    assert counts() == {"to_answer": 0, "before_a_meeting": 0, "at_a_unit": 1}
    assert Meeting.objects.get().status == "concluded"
