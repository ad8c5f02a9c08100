"""Samples and inspections, as planner, inspectors, agent and head would tell it."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from tongban.ground.ledger import Refused
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.verification import verify
from tongban.ground.matters.draw_seeds import check_draws
from tongban.ground.matters.draws import draw
from tongban.ground.people.tests.cast import staff
from tongban.work.hotline.actions import intake, outcome, work
from tongban.work.hotline.tests.cast import SOLVED, at, fresh, led, registered, secret
from tongban.work.inspection.actions import inspections
from tongban.work.inspection.actions.forms import CriterionWish, set_rule
from tongban.work.inspection.actions.inspections import GivenMark
from tongban.work.inspection.actions.samples import draw_sample
from tongban.work.inspection.duties import ask_by_rules, make_final
from tongban.work.inspection.models import Inspection, SampledOrder
from tongban.work.inspection.queries.inspections import (
    agreement_of_plan,
    inspections_visible_to,
    marks_of,
    open_for,
)
from tongban.work.inspection.queries.samples import called_orders, coverage_of, size_of, to_call
from tongban.work.inspection.tests.cast import DRAWN, closed, drawn, form, marks, wish

pytestmark = pytest.mark.django_db


@pytest.fixture
def sample(office):
    """A sample of two closed orders, both inspected twice."""
    form(office)
    closed(office, 2)
    return drawn(office, double_percent=100)


def inspector(office, name="qian2"):
    return staff(name, "quality_officer", department=office.places["centre"])


def two_inspectors(office):
    return inspector(office, "zhu"), inspector(office, "wu")


def test_a_sample_is_drawn_so_that_anybody_draws_it_again(office):
    form(office)
    closed(office, 12)

    plan = drawn(office, confidence=Decimal(90), error=Decimal(30))

    (entry, twice) = Entry.objects.filter(subject=plan.reference, move="draw").order_by("pk")
    assert (plan.population, plan.size) == (12, 5)
    assert size_of(plan).size == 5
    said = entry.payload
    assert draw(said["seed"], said["candidates"], 5).drawn == tuple(said["drawn"])
    assert {row.order.reference for row in plan.orders.all()} == set(said["drawn"])
    assert plan.orders.filter(is_double=True).count() == len(twice.payload["drawn"]) == 1
    assert all(each.is_true and each.is_own_seed for each in check_draws())


def test_a_spread_sample_takes_from_every_group(office):
    form(office)
    closed(office, 6)
    other = registered(office)
    intake.dispatch(other, office.places["nature"], by=office.lin, at=at(5, 11))
    work.sign(other, by=office.tao, at=at(5, 12))
    work.reply(other, by=office.tao, at=at(5, 13), text="已停工。", contact="phone")
    outcome.review(other, by=office.qian, at=at(5, 14))
    outcome.close(other, by=office.qian, at=at(6), heard=SOLVED)

    plan = drawn(office, method="spread", groups="unit", error=Decimal(40), least_per_group=1)

    assert {row.group for row in plan.orders.all()} == {"城市管理局", "生态环境局"}


def test_no_sample_is_drawn_of_a_period_that_is_not_over_nor_of_nothing(office):
    form(office)

    with pytest.raises(Refused, match="已经结束"):
        drawn(office, until=date(2022, 9, 30))
    with pytest.raises(Refused, match="没有"):
        drawn(office)
    with pytest.raises(PermissionDenied):
        draw_sample(wish(), by=office.agent, at=DRAWN)


def test_a_confidential_report_is_neither_inspected_nor_called_back(office):
    form(office)
    order = intake.register(secret(office, "受贿"), by=office.agent, at=at(5)).order
    intake.answer(order, by=office.lin, at=at(5, 10), text="已转纪检。")

    with pytest.raises(Refused):
        drawn(office)


def test_what_was_drawn_is_never_changed(office, sample):
    with pytest.raises(DatabaseError), transaction.atomic():
        SampledOrder.objects.all().delete()


def test_an_inspection_is_scored_by_the_form_and_final_unless_appealed(office, sample):
    one = Inspection.objects.first()

    one = inspections.score(one, marks(one, 30, 60), by=office.shen, at=at(13), advice="开头语要完整")

    assert (one.score, one.has_fatal, one.is_passed) == (Decimal("90.00"), False, True)
    assert one.appeal_until == date(2022, 9, 16)
    assert make_final(at=at(16)) == 0
    assert make_final(at=at(17)) == 1
    assert fresh_one(one).status == "final"
    assert verify().is_whole


def fresh_one(inspection):
    return Inspection.objects.get(pk=inspection.pk)


def test_a_fatal_error_makes_the_score_nothing_and_is_said_in_words(office, sample):
    one = Inspection.objects.first()
    criteria = list(one.form.criteria.all())
    silent = marks(one, 40, 60) | {criteria[-1].pk: GivenMark(is_hit=True)}

    with pytest.raises(Refused, match="致命"):
        inspections.score(one, silent, by=office.shen, at=at(13))
    one = inspections.score(fresh_one(one), marks(one, 40, 60, hit=True), by=office.shen, at=at(13))

    assert (one.score, one.is_passed) == (Decimal(0), False)


def test_more_points_than_a_criterion_has_are_refused(office, sample):
    one = Inspection.objects.first()

    with pytest.raises(Refused):
        inspections.score(one, marks(one, 41, 60), by=office.shen, at=at(13))
    assert not one.marks.exists()


def test_who_handled_an_order_does_not_inspect_it(office, sample):
    one = Inspection.objects.first()

    assert office.qian.pk in one.order.handlers or one.agent == office.agent
    Inspection.objects.filter(pk=one.pk).update(agent=office.shen)
    with pytest.raises(Refused, match="经办"):
        inspections.score(fresh_one(one), marks(one, 30, 60), by=office.shen, at=at(13))


def test_an_order_is_inspected_twice_by_two_who_do_not_see_each_other(office, sample):
    zhu, wu = two_inspectors(office)
    first, second = Inspection.objects.filter(sampled=sample.orders.first()).order_by("turn")

    inspections.score(first, marks(first, 40, 60), by=zhu, at=at(13))

    with pytest.raises(Refused, match="两人"):
        inspections.score(second, marks(second, 40, 60), by=zhu, at=at(13))
    assert second not in open_for(zhu)
    assert first not in inspections_visible_to(wu)
    assert first in inspections_visible_to(zhu)
    inspections.score(second, marks(second, 20, 60), by=wu, at=at(13))
    assert first in inspections_visible_to(wu)


def test_the_agreement_of_two_inspectors_is_counted_by_criterion(office, sample):
    zhu, wu = two_inspectors(office)
    for points, each in zip((40, 0), sample.orders.all(), strict=True):
        first, second = Inspection.objects.filter(sampled=each).order_by("turn")
        inspections.score(first, marks(first, points, 60), by=zhu, at=at(13))
        inspections.score(second, marks(second, points, 30), by=wu, at=at(13))

    passed, polite, exact, fatal = agreement_of_plan(sample)

    assert (polite.agreement.pairs, polite.agreement.kappa) == (2, 1.0)
    assert exact.agreement.agreeing == 0
    assert fatal.agreement.kappa is None
    assert passed.agreement.pairs == 2


@pytest.mark.law("weifang-hotline-regulation:26")
def test_an_appeal_is_decided_by_a_third_person_and_the_first_marks_stay(office, sample):
    one = Inspection.objects.first()
    one = inspections.score(one, marks(one, 10, 30), by=office.shen, at=at(13))
    with pytest.raises(PermissionDenied):
        inspections.appeal(one, by=office.lin, at=at(14), reason="不是我的")
    one = inspections.appeal(one, by=office.agent, at=at(14), reason="录音中有开头语")

    with pytest.raises(PermissionDenied):
        inspections.correct(one, marks(one, 40, 30), by=office.shen, at=at(14), ruling="自己改自己")
    one = inspections.correct(one, marks(one, 40, 30), by=office.head, at=at(14), ruling="复听属实")

    assert (one.status, one.score) == ("final", Decimal("70.00"))
    polite = marks_of(one)[0]
    assert (polite.mark.points, polite.ruling.points) == (Decimal(10), Decimal(40))
    assert verify().is_whole


def test_an_appeal_comes_within_its_days(office, sample):
    one = Inspection.objects.first()
    one = inspections.score(one, marks(one, 10, 30), by=office.shen, at=at(13))

    with pytest.raises(Refused, match="期限"):
        inspections.appeal(one, by=office.agent, at=at(17), reason="晚了")


def test_rules_ask_for_inspections_once(office):
    form(office)
    set_rule("rounds", 2, by=office.head, at=at(1))
    set_rule("short_answer", 20, by=office.head, at=at(1))
    again = led(
        office, registered(office), "dispatch", "sign", "reply", "review", "redo", "reply", "review", "close"
    )
    short = led(office, registered(office), "answer")
    closed(office)

    assert ask_by_rules(at=at(8)) == 2
    assert ask_by_rules(at=at(8)) == 0
    assert {(each.order, each.rule.kind) for each in Inspection.objects.all()} == {
        (fresh(again), "rounds"),
        (fresh(short), "short_answer"),
    }


def test_the_points_of_a_form_add_up_to_100(office):
    with pytest.raises(Refused, match="90"):
        form(office, (CriterionWish("文明用语", Decimal(90)),))


def test_a_sample_of_call_backs_shows_how_far_it_is_covered(office):
    orders = [led(office, registered(office), "dispatch", "sign", "reply", "review") for _ in range(3)]
    plan = drawn(office, purpose="call_back", method="every")
    outcome.close(fresh(orders[0]), by=office.qian, at=at(12, 10), heard=SOLVED)
    outcome.call(fresh(orders[1]), by=office.qian, at=at(12, 10), result="unreached")

    covered = coverage_of(called_orders(plan))

    assert (covered.heard.number, covered.heard.of, covered.unreached, covered.waiting) == (1, 3, 1, 1)
    assert (covered.solved.number, covered.solved.of) == (1, 1)
    assert set(to_call(plan, office.qian)) == {fresh(orders[1]), fresh(orders[2])}
