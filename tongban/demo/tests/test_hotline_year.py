"""A year of the hotline: whole in the ledger, the same for the same seed, and with just the two things that were planted."""

from collections import Counter
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.test import override_settings
from django.urls import reverse

from conftest import ENTRY_KEY
from tongban.demo.hotline_year import loader
from tongban.demo.hotline_year.loader import load_hotline_year
from tongban.demo.hotline_year.plan import HotlinePlan
from tongban.demo.people import create_staff
from tongban.demo.year.loader import OtherYear
from tongban.ground.ledger.macs import CURRENT
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.verification import verify
from tongban.ground.matters.gaps import check_series
from tongban.ground.people.models import User
from tongban.work.hotline import demo_story
from tongban.work.hotline.actions import quality as quality_acts
from tongban.work.hotline.leads.contacts import (
    CallbackRecord,
    Closing,
    Satisfaction,
    no_callback_leads,
    no_contact_leads,
)
from tongban.work.hotline.leads.empty_replies import names_nothing_leads
from tongban.work.hotline.leads.lead import AnsweredDemand
from tongban.work.hotline.leads.repeated_replies import repeated_leads, unit_repeats
from tongban.work.hotline.models import BurstAlarm, CallBack, CallEvent, Order, PhoneCall, Reply
from tongban.work.hotline.queries.bursts import budget_on
from tongban.work.hotline.queries.quality import quality_page
from tongban.work.hotline.suggestion.model import train
from tongban.work.hotline.suggestion.quality import quality

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
SCALE, SEED = Decimal("0.01"), 2022
PLAN = HotlinePlan(2022, SCALE, SEED)
FORGING = "DEMO-GREEN-CARE"


def load_small():
    return load_hotline_year(2022, SCALE, SEED, at=NOW)


@pytest.fixture(scope="module")
def year(django_db_setup, django_db_blocker, tmp_path_factory):
    """Load a small year once for this file, under the key of entries that every test has, and roll it back."""
    keys = tmp_path_factory.mktemp("keys")
    (keys / CURRENT).write_bytes(ENTRY_KEY)
    with django_db_blocker.unblock(), override_settings(LEDGER_KEYS=keys), transaction.atomic():
        demo_story.load(create_staff(), {}, at=NOW)
        load_small()
        yield
        transaction.set_rollback(True)


def ours():
    return Order.objects.filter(reference__startswith="HOT-2022-")


def test_every_order_of_the_plan_is_there_under_a_number_without_gaps(year):
    numbers = [each for each in check_series() if (each.name, each.year) == ("HOT", 2022)]

    assert ours().count() == sum(PLAN.sizes) >= 2500
    assert [each for each in numbers if each.set_aside or each.lost] == []
    assert set(ours().values_list("is_example", flat=True)) == {True}


def test_every_order_by_telephone_has_its_call_and_some_calls_were_given_up(year):
    calls = PhoneCall.objects.filter(reference__startswith="CALL-2022-")
    by_phone = ours().filter(channel="phone").exclude(taken_by=None)
    kinds = Counter(CallEvent.objects.filter(call__in=calls).values_list("kind", flat=True))

    assert set(calls.exclude(order=None).values_list("order", flat=True)) == set(
        by_phone.values_list("pk", flat=True)
    )
    assert 0.01 < calls.filter(answered_at=None).count() / calls.count() < 0.06
    assert kinds["asked"] == calls.count() == kinds["ended"] + kinds["abandoned"]
    assert {call.stage for call in calls} == {"done", "abandoned"}


def test_every_chain_of_the_year_is_whole(year):
    assert verify().is_whole


def test_orders_went_many_ways_and_came_to_an_end(year):
    moves = Entry.objects.filter(subject__startswith="HOT-2022-").order_by("subject", "number")
    ways: dict[str, tuple[str, ...]] = {}
    for subject, move in moves.values_list("subject", "move"):
        ways[subject] = (*ways.get(subject, ()), move)

    assert set(ours().values_list("status", flat=True)) == {"closed"}
    assert len(set(ways.values())) > 25
    assert {"answer", "return", "extend", "suspend", "hand_over", "redo", "call"} < {
        move for way in ways.values() for move in way
    }


def test_closed_solved_and_satisfied_are_three_different_shares(year):
    heard = ours().exclude(heard_in=None)
    solved, pleased = heard.filter(solved="yes").count(), heard.filter(satisfaction__gte=3).count()

    assert 0.5 < solved / heard.count() < 0.9
    assert solved != pleased
    assert ours().filter(status="closed").count() > heard.count()
    assert CallBack.objects.filter(result="unreached").exists()
    assert Reply.objects.filter(order__in=ours(), is_direct=True).exists()


def test_a_load_that_is_repeated_changes_nothing_and_another_year_is_refused(year):
    before = Entry.objects.count()

    assert load_small().orders == 0
    assert Entry.objects.count() == before
    with pytest.raises(OtherYear):
        load_hotline_year(2022, SCALE, SEED + 1, at=NOW)


def test_a_month_is_told_the_same_again(year):
    office, first = loader.SHARED["office"], loader.SHARED["first"]
    courses = [list(loader.courses_of(office, 3, first)) for _ in range(2)]

    assert courses[0] == courses[1]
    assert Counter(each.demand.text for each in courses[0]) == Counter(
        ours().filter(reference__in=[each.reference for each in courses[0]]).values_list("text", flat=True)
    )


def test_the_planted_burst_is_found_and_nothing_else_with_one_false_alarm_a_year(year):
    burst = PLAN.burst

    found = BurstAlarm.objects.values_list("demand_class__name", "area__name", "day")

    assert budget_on(PLAN.days[-1]) == 1
    assert set(found) == {(burst.subject.name, burst.area, day) for day in burst.days}
    assert set(BurstAlarm.objects.values_list("is_example", flat=True)) == {True}


def replies():
    rows = Reply.objects.filter(order__in=ours(), is_direct=False, round=1).select_related("order", "unit")
    return [AnsweredDemand(row.order.reference, row.unit.code, row.order.text, row.text) for row in rows]


def unit_of(leads):
    units = dict(ours().values_list("reference", "lead_unit__code"))
    return Counter(units[lead.reference] for lead in leads)


def test_the_unit_that_closes_on_paper_stands_out_and_no_other(year):
    told = replies()
    standing_out = [row.unit for row in unit_repeats(told) if row.stands_out]

    assert standing_out == [FORGING]
    assert unit_of(repeated_leads(told))[FORGING] > 0.9 * len(repeated_leads(told))
    assert unit_of(names_nothing_leads(told))[FORGING] > 0.9 * len(names_nothing_leads(told))


def test_who_closes_on_paper_told_nobody_and_no_other_unit_did_so(year):
    closings = [
        Closing(
            order.reference,
            order.closed_at,
            tuple(reply.contacted_at for reply in order.replies.all() if reply.contacted_at),
            order.is_reachable,
        )
        for order in ours().filter(hand_over=None).prefetch_related("replies")
    ]

    assert set(unit_of(no_contact_leads(closings))) == {FORGING}


def test_satisfaction_without_a_call_back_cannot_even_be_kept(year):
    satisfied = [
        Satisfaction(
            order.reference,
            order.closed_at,
            callbacks=tuple(
                CallbackRecord(call.at, call.by_id not in order.handlers)
                for call in order.call_backs.all()
                if call.result == "heard"
            ),
        )
        for order in ours().filter(satisfaction__gte=3).prefetch_related("call_backs")
    ]

    assert len(satisfied) > 500
    assert no_callback_leads(satisfied) == []
    with pytest.raises(IntegrityError), transaction.atomic():
        ours().filter(heard_in=None).update(satisfaction=5)


def test_what_older_orders_teach_covers_the_newest_and_the_page_says_whether_it_is_of_use(year, client):
    assert quality_acts.measure_suggestions(at=NOW) > 400
    found = quality_page()["found"]
    client.force_login(User.objects.get(username="rexian"))
    page = client.get(reverse("hotline:suggestion-quality")).content.decode()

    assert found["covered"].interval[1] >= 0.95
    assert found["is_kept"] == (found["mean_set"] <= 2.0)
    assert 0.6 < found["right"].share < 1
    assert found["confused"][0].true in page
    assert sum(row.orders for row in found["classes"]) == found["row"].measured


@pytest.mark.deep
def test_a_third_of_the_city_is_enough_for_two_classes_in_a_suggestion_at_most():
    plan = HotlinePlan(2022, Decimal("0.3"), SEED)
    told = [each for day in plan.days for each in plan.demands_on(day)]
    texts, keys = [each.text for each in told], [each.key for each in told]
    learnt = len(told) * 4 // 5

    found = quality(train(texts[:learnt], keys[:learnt], seed=1), texts[learnt:], keys[learnt:])

    assert found.covered.interval[1] >= 0.95
    assert found.mean_set <= 2.0
