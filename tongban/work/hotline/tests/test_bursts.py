"""Bursts over orders as they are kept: raised once, told once, looked into by a person, within a budget the office sets."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from tongban.ground.exchange.messages.models import Message
from tongban.ground.exchange.messages.notify import notify_of_entry
from tongban.ground.ledger import Refused
from tongban.ground.ledger.models import Entry
from tongban.work.hotline.actions import bursts, catalogue, intake
from tongban.work.hotline.desk_tiles import tiles_of
from tongban.work.hotline.models import BurstAlarm, Order
from tongban.work.hotline.queries.bursts import budget_on, daily_counts
from tongban.work.hotline.tests import cast

pytestmark = pytest.mark.django_db
FIRST = cast.at(2, month=5)
BURST_ON = 120
MORNING = FIRST + timedelta(days=BURST_ON + 1)


def bare_orders(office, *days):
    """Keep orders as a count sees them, without their way: so many at each instant."""
    said = {
        "line": office.line,
        "channel": "phone",
        "kind": "complaint",
        "text": "噪声",
        "status": "registered",
    }
    said |= {"demand_class": office.noise, "area": office.area, "holder": office.places["centre"]}
    moments = [at for at, count in days for _ in range(count)]
    Order.objects.bulk_create(
        Order(reference=f"HOT-2022-{9000 + place:06d}", registered_at=at, dispatch_due_at=at, **said)
        for place, at in enumerate(moments)
    )


@pytest.fixture
def burst(office):
    """Two or three demands a day for months, then a dozen."""
    usual = [(FIRST + timedelta(days=day), 2 + day % 2) for day in range(BURST_ON)]
    bare_orders(office, *usual, (FIRST + timedelta(days=BURST_ON), 14))
    return office


def found():
    bursts.find_bursts(at=MORNING)
    return BurstAlarm.objects.get()


def test_a_burst_is_raised_once_with_what_it_rests_on(burst):
    assert bursts.find_bursts(at=MORNING) == 1
    assert bursts.find_bursts(at=MORNING) == 0

    alarm = BurstAlarm.objects.get()
    assert (alarm.day, alarm.seen, alarm.budget) == (cast.at(30, month=8).date(), 14, 1)
    assert alarm.expected < alarm.limit <= alarm.seen
    assert alarm.p < 1e-3
    assert Entry.objects.get(subject=alarm.reference).move == "raise_alarm"


def test_whoever_leads_the_hotline_is_told_of_it_and_sees_a_tile(burst):
    alarm = found()
    notify_of_entry("hotline", Entry.objects.get(subject=alarm.reference).pk)

    message = Message.objects.get()

    assert message.reader == burst.head
    assert message.link == reverse("hotline:burst", args=[alarm.pk])
    assert any(tile.is_alarm for tile in tiles_of(burst.head, MORNING.date()))
    assert not [tile for tile in tiles_of(burst.agent, MORNING.date()) if tile.is_alarm]


def test_a_person_says_once_what_was_behind_an_alarm(burst):
    alarm = found()
    said = {"finding": "burst", "note": "同一工地夜间浇筑"}

    with pytest.raises(PermissionDenied):
        bursts.acknowledge(alarm, by=burst.lin, at=MORNING, **said)
    with pytest.raises(Refused):
        bursts.acknowledge(alarm, by=burst.head, at=MORNING, finding="burst", note=" ")
    alarm = bursts.acknowledge(alarm, by=burst.head, at=MORNING, **said)

    assert (alarm.finding, alarm.acknowledged_by) == ("burst", burst.head)
    with pytest.raises(Refused):
        bursts.acknowledge(alarm, by=burst.head, at=MORNING, finding="chance", note="无")


def test_the_office_sets_how_many_false_alarms_it_accepts(office):
    day = cast.MONDAY.date()

    with pytest.raises(PermissionDenied):
        bursts.set_alarm_budget(6, by=office.lin, at=cast.MONDAY)
    bursts.set_alarm_budget(6, by=office.head, at=cast.MONDAY)

    assert (budget_on(day - timedelta(days=1)), budget_on(day)) == (1, 6)
    with pytest.raises(Refused):
        bursts.set_alarm_budget(6, by=office.head, at=cast.MONDAY)


def test_confidential_reports_are_in_no_count_and_a_merged_class_counts_with_its_heir(office):
    heir = cast.class_of("020102", "工地噪声", office.head)
    bare_orders(office, (cast.MONDAY, 3))
    intake.register(cast.secret(office, "受贿"), by=office.agent, at=cast.MONDAY)
    catalogue.merge_class(office.noise, heir, by=office.head, at=cast.MONDAY + timedelta(days=1))

    counted = daily_counts(date(2022, 9, 6))

    assert counted.first == date(2022, 9, 5)
    assert counted.counts == {(str(heir.pk), str(office.area.pk)): [3, 0]}


def test_the_pages_show_an_alarm_and_take_what_was_found(burst, client):
    alarm = found()
    page = reverse("hotline:burst", args=[alarm.pk])

    client.force_login(burst.agent)
    assert client.get(page).status_code == 403
    client.force_login(burst.head)
    assert alarm.demand_class.name in client.get(reverse("hotline:bursts")).content.decode()
    assert "HOT-2022-" in client.get(page).content.decode()
    wrong = client.post(page, {"finding": "burst", "note": ""})
    right = client.post(page, {"finding": "chance", "note": "无共同原因"})

    assert (wrong.status_code, right.status_code) == (422, 302)
    assert BurstAlarm.objects.get().finding == "chance"
    assert client.post(reverse("hotline:bursts"), {"a_year": 4}).status_code == 302


def test_an_alarm_is_shown_with_the_demands_of_whole_weeks(burst, client):
    alarm = found()
    client.force_login(burst.head)

    shown = client.get(reverse("hotline:burst", args=[alarm.pk])).context

    weeks = shown["weeks"]
    assert all(monday.weekday() == 0 for monday in weeks)
    assert shown["week_of_alarm"] in weeks
    for monday, count in weeks.items():
        days = [monday + timedelta(days=each) for each in range(7)]
        orders = Order.objects.filter(demand_class=alarm.demand_class, area=alarm.area)
        assert count == orders.filter(registered_at__date__range=(days[0], days[-1])).count()
    assert max(weeks.values()) > 0
