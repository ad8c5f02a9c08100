"""What is suggested at the desk: rules while there is no history, then what was learnt; a damaged model is refused."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from tongban.demo.hotline_texts import demands
from tongban.ground.ledger import Refused
from tongban.ground.ledger.models import Entry
from tongban.work.hotline.actions import catalogue, intake, suggestion
from tongban.work.hotline.models import DispatchRow, LearntModel, Order
from tongban.work.hotline.queries.suggestion import suggest, unit_for
from tongban.work.hotline.tests import cast
from tongban.work.hotline.tests.cast import MONDAY

pytestmark = pytest.mark.django_db
DAY = MONDAY.date()
NOISE = "工地半夜打桩，噪声扰民，睡不着。"


@pytest.fixture
def stall(office):
    return cast.class_of("010101", "占道经营", office.head)


def history(office, stall, count=120):
    """Take in orders of two classes that use different words."""
    texts = {
        office.noise: "工地夜间施工噪声扰民，第{}次反映，无法休息。",
        stall: "摊贩占道经营堵住人行道，第{}次反映，行人无法通行。",
    }
    made = []
    for number in range(count):
        for demand_class, text in texts.items():
            said = cast.demand(office, text=text.format(number), demand_class=demand_class)
            made.append(intake.register(said, by=office.agent, at=MONDAY).order)
    return made


def test_rules_speak_while_there_is_no_history_and_promise_nothing(office, stall):
    suggestion.add_rule(["摊贩", "占"], stall, by=office.head, at=MONDAY)

    found = suggest("早市摊贩把路占了", None, DAY)

    assert [offer.demand_class for offer in found.offers] == [stall]
    assert (found.is_learnt, found.coverage, set(found.words)) == (False, None, {"摊贩", "占"})


def test_a_rule_that_has_ended_is_silent_and_says_so(office, stall):
    rule = suggestion.add_rule(["摊贩"], stall, by=office.head, at=MONDAY)
    suggestion.end_rule(rule, by=office.head, at=MONDAY)

    found = suggest("早市摊贩把路占了", None, DAY + timedelta(days=1))

    assert (found.offers, found.silence) == ((), "no_rule")


def test_what_was_learnt_suggests_with_a_promise_and_the_deciding_words(office, stall):
    history(office, stall)
    assert suggestion.learn_anew(at=MONDAY) == 240

    found = suggest(NOISE, None, DAY)

    assert found.offers[0].demand_class == office.noise
    assert (found.is_learnt, found.coverage) == (True, 0.95)
    assert found.words
    assert Entry.objects.get(subject="SUGGESTION-CLASS").payload["digest"] == LearntModel.objects.get().digest


def test_it_is_not_learnt_anew_for_a_handful_of_orders(office, stall):
    history(office, stall)
    suggestion.learn_anew(at=MONDAY)
    intake.register(cast.demand(office), by=office.agent, at=MONDAY)

    assert suggestion.learn_anew(at=MONDAY) == 0


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-40], lambda data: data[:90] + b"x" + data[91:], lambda data: b""]
)
def test_a_damaged_model_is_refused_and_the_rules_go_on(office, stall, damage):
    history(office, stall, 60)
    suggestion.learn_anew(at=MONDAY)
    kept = LearntModel.objects.get()
    LearntModel.objects.create(
        learnt_at=MONDAY, orders=1, newest_order=1, digest=kept.digest, content=damage(bytes(kept.content))
    )
    suggestion.add_rule(["噪声"], office.noise, by=office.head, at=MONDAY)

    found = suggest(NOISE, None, DAY)

    assert (found.is_damaged, found.is_learnt) == (True, False)
    assert [offer.demand_class for offer in found.offers] == [office.noise]


def test_a_class_merged_under_history_is_learnt_as_what_follows_it(office, stall):
    history(office, stall)
    order = cast.class_of("010102", "市容秩序", office.head)
    catalogue.merge_class(stall, order, by=office.head, at=MONDAY)
    suggestion.learn_anew(at=MONDAY + timedelta(days=1))

    found = suggest("摊贩占道经营堵住人行道", None, DAY + timedelta(days=1))

    assert [offer.demand_class for offer in found.offers] == [order]


def test_the_unit_is_the_catalogues_else_where_most_earlier_orders_went(office, stall):
    for order in history(office, stall, 6)[1::2]:
        intake.dispatch(order, cast.city(office), by=office.lin, at=MONDAY)
    learnt = unit_for(stall.pk, office.area.pk, DAY)
    row = DispatchRow.objects.create(demand_class=stall, unit=office.places["nature"])
    catalogue.accept_row(row, by=office.head, at=MONDAY)

    assert (learnt.unit, learnt.is_by_catalogue, learnt.went, learnt.of) == (cast.city(office), False, 6, 6)
    assert unit_for(stall.pk, office.area.pk, DAY).unit == office.places["nature"]
    assert unit_for(office.noise.pk, office.area.pk, DAY) is None


def test_only_the_head_keeps_the_rules(office, stall):
    with pytest.raises(PermissionDenied):
        suggestion.add_rule(["摊贩"], stall, by=office.lin, at=MONDAY)
    with pytest.raises(Refused):
        suggestion.add_rule(["！"], stall, by=office.head, at=MONDAY)


def test_confidential_reports_teach_nothing(office):
    for each in demands(3, seed=1):
        intake.register(cast.secret(office, each.text), by=office.agent, at=MONDAY)

    assert Order.objects.count() == 3
    assert suggestion.learn_anew(at=MONDAY) == 0
    assert not LearntModel.objects.exists()
