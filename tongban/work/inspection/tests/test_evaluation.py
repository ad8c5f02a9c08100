"""The evaluation standard and a round by it: weights, two entries, a ruling, scores step by step, rank, report, rectification."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from tongban.ground.ledger import Refused
from tongban.ground.ledger.verification import verify
from tongban.ground.matters.papers import check_paper
from tongban.work.hotline.tests.cast import at
from tongban.work.inspection.actions import rectifications, rounds, standards
from tongban.work.inspection.demo_story import draft_example
from tongban.work.inspection.models import IndicatorResult, Rectification
from tongban.work.inspection.queries.rounds import (
    ValueState,
    measured,
    rectifications_visible_to,
    unsettled,
)
from tongban.work.inspection.queries.standards import faults_of, tree_of
from tongban.work.inspection.tests.cast import INDICATORS, SEPTEMBER, closed, standard

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture
def round_(office):
    """A round over two units by a standard with a system figure and a mystery call; one unit closed an order."""
    closed(office)
    standard(office)
    units = [office.places["city"], office.places["nature"]]
    return rounds.open_round("九月测评", units, **SEPTEMBER, by=office.qian, at=at(12))


def of(round_, name):
    return round_.units.get(unit__name=name)


def called(round_):
    return round_.standard.indicators.get(code="2.1")


def enter(round_, office, unit, first, second):
    for person, number in ((office.qian, first), (office.shen, second)):
        rounds.enter_value(of(round_, unit), called(round_), D(number), by=person, at=at(13))


@pytest.mark.law("db3205-t-1044")
def test_a_standard_is_put_in_force_once_its_weights_add_up(office):
    wrong = INDICATORS | {"2.1": INDICATORS["2.1"] | {"weight": D(30)}}
    draft = standard(office, wrong, enforce=False)

    assert len(faults_of(draft)) == 1
    with pytest.raises(Refused, match="2：其下合计 30"):
        standards.enforce(draft, by=office.head, at=at(3))
    standards.set_indicator(draft, "2.1", INDICATORS["2.1"], by=office.qian, at=at(3))

    assert standards.enforce(draft, by=office.head, at=at(3)).status == "in_force"
    with pytest.raises(Refused, match="草稿"):
        standards.set_indicator(draft, "2.1", INDICATORS["2.1"], by=office.qian, at=at(3))
    assert verify().is_whole


def test_who_drafts_does_not_put_in_force(office):
    draft = standard(office, enforce=False)

    with pytest.raises(PermissionDenied):
        standards.enforce(draft, by=office.qian, at=at(3))


def test_a_new_standard_follows_the_one_in_force_and_old_rounds_keep_theirs(office, round_):
    copy = standards.draft("第二版", by=office.qian, at=at(14), copied_from=round_.standard)
    standards.enforce(copy, by=office.head, at=at(14))

    round_.standard.refresh_from_db()
    assert round_.standard.status == "retired"
    assert [row.indicator.code for row in tree_of(copy)] == ["1", "1.1", "2", "2.1"]


def test_an_indicator_hangs_under_one_that_is_there_and_goes_with_what_is_below(office):
    draft = standard(office, enforce=False)

    with pytest.raises(Refused, match="3"):
        standards.set_indicator(draft, "3.1", INDICATORS["2.1"], by=office.qian, at=at(3))
    standards.remove_indicator(draft, "2", by=office.qian, at=at(3))

    assert [row.indicator.code for row in tree_of(draft)] == ["1", "1.1"]


def test_a_value_from_the_system_is_the_hotlines_own_figure(office, round_):
    city, nature = measured(of(round_, "城市管理局"))[0], measured(of(round_, "生态环境局"))[0]

    assert (city.state, city.number, city.of) == (ValueState.SYSTEM, D(1), D(1))
    assert (nature.number, nature.of) == (D(0), D(0))
    with pytest.raises(Refused):
        rounds.enter_value(of(round_, "城市管理局"), city.indicator, D(1), by=office.qian, at=at(13))


def test_a_value_is_entered_by_two_and_a_third_rules_where_they_differ(office, round_):
    city = of(round_, "城市管理局")
    enter(round_, office, "城市管理局", 1, 2)

    with pytest.raises(Refused):
        rounds.enter_value(city, called(round_), D(1), by=office.qian, at=at(13))
    assert measured(city)[1].state == ValueState.DIFFERS
    with pytest.raises(Refused, match="不一致"):
        rounds.score_round(round_, by=office.qian, at=at(14))
    with pytest.raises(PermissionDenied):
        rounds.rule_on_value(city, called(round_), D(1), by=office.shen, at=at(14), reason="我说了算")
    rounds.rule_on_value(city, called(round_), D(2), by=office.head, at=at(14), reason="复听两次未接")

    value = measured(city)[1]
    assert (value.state, value.number, len(value.entries)) == (ValueState.RULED, D(2), 2)
    assert [unit.unit.name for unit, _value in unsettled(round_)] == ["生态环境局"]


def test_a_round_is_scored_step_by_step_ranked_and_reported(office, round_):
    enter(round_, office, "城市管理局", 2, 2)
    enter(round_, office, "生态环境局", 0, 0)

    scored = rounds.score_round(round_, by=office.qian, at=at(14))

    city, nature = of(scored, "城市管理局"), of(scored, "生态环境局")
    assert (city.score, city.rank) == (D("90.00"), 2)
    assert (nature.score, nature.rank) == (D("100.00"), 1)
    steps = IndicatorResult.objects.get(evaluated=city, indicator__code="2.1").steps
    assert steps == ["取值 2", "40 − 2 × 5 = 30，不低于 0", "得分 30（满分 40）"]
    assert IndicatorResult.objects.get(evaluated=nature, indicator__code="1.1").points is None
    paper = rounds.report(scored, by=office.head, at=at(15))
    assert paper.number.endswith("热测〔2022〕1号")
    assert paper.content["table"]["rows"][0][:3] == ["1", "生态环境局", "100.00"]
    assert check_paper(paper.check_code).is_unchanged
    with pytest.raises(Refused):
        rounds.reopen(scored, by=office.head, at=at(15), reason="再看看")
    assert verify().is_whole


def test_a_scored_round_goes_back_to_collecting_with_a_reason_and_is_scored_anew(office, round_):
    enter(round_, office, "城市管理局", 2, 2)
    enter(round_, office, "生态环境局", 0, 0)
    rounds.score_round(round_, by=office.qian, at=at(14))

    rounds.reopen(round_, by=office.head, at=at(14), reason="漏了一份材料")

    assert rounds.score_round(round_, by=office.qian, at=at(15)).status == "scored"
    assert IndicatorResult.objects.count() == 4


def test_what_was_found_is_put_right_within_its_days_and_checked(office, round_):
    enter(round_, office, "城市管理局", 9, 9)
    enter(round_, office, "生态环境局", 0, 0)
    with pytest.raises(Refused):
        rectifications.order_rectification(
            of(round_, "城市管理局"), called(round_), by=office.qian, at=at(14), finding="拨测九次未接"
        )
    rounds.score_round(round_, by=office.qian, at=at(14))
    row = rectifications.order_rectification(
        of(round_, "城市管理局"), called(round_), by=office.qian, at=at(14), finding="拨测九次未接"
    )

    assert row.due_on == date(2022, 10, 10)
    assert list(rectifications_visible_to(office.hua)) == [row]
    assert not rectifications_visible_to(office.jiang).exists()
    with pytest.raises(PermissionDenied):
        rectifications.answer(row, by=office.jiang, at=at(20), text="不是我们")
    row = rectifications.answer(row, by=office.hua, at=at(20), text="已增设值守")
    row = rectifications.send_back(row, by=office.qian, at=at(21), remark="仍未接听")
    row = rectifications.answer(row, by=office.hua, at=at(22), text="已改线路")
    row = rectifications.finish(row, by=office.qian, at=at(23), remark="复测接通")

    assert Rectification.objects.get().status == "done"
    assert verify().is_whole


def test_the_example_has_the_shape_3_14_45_and_nothing_is_wrong_with_it(office):
    example = draft_example(office.qian, at(2))

    levels = Counter(row.indicator.level for row in tree_of(example))
    assert levels == {1: 3, 2: 14, 3: 45}
    assert faults_of(example) == []
    assert example.is_example
