"""The ranking of units: dated rules, small numbers left out, intervals shown, excluded orders told."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from tongban.account.bulletin import actions
from tongban.account.bulletin.models import RankingRules
from tongban.account.bulletin.queries.unit_ranking import excluded_in, ranking_of, rules_on
from tongban.account.bulletin.rules import RankedShare, places, score_of
from tongban.account.insight.rules import month_of
from tongban.ground.ledger import Refused
from tongban.ground.ledger.models import Entry
from tongban.work.hotline.actions import outcome
from tongban.work.hotline.tests import cast

SEPTEMBER = month_of(2022, 9)


def measured(part, whole, weight=1, *, is_good=True):
    return RankedShare("x", Decimal(part), Decimal(whole), weight, is_good)


def weights(day=date(2022, 9, 1), **said):
    usual = {
        "satisfaction": 40,
        "signed_in_time": 20,
        "replied_in_time": 20,
        "returned": 10,
        "redone": 10,
        "least_orders": 1,
        "source": "热线考核办法",
    }
    return RankingRules(in_force_on=day, **(usual | said))


@pytest.mark.parametrize(
    ("measures", "score"),
    [
        ([measured(9, 10)], "90.00"),
        ([measured(1, 10, is_good=False)], "90.00"),
        ([measured(10, 10, 3), measured(5, 10, 1)], "87.50"),
        ([measured(10, 10, 3), measured(0, 0, 0)], "100.00"),
    ],
)
def test_a_score_is_the_weighted_mean_of_shares(measures, score):
    assert score_of(measures).value == Decimal(score)


def test_a_score_of_few_cases_is_unsure():
    few, many = score_of([measured(9, 10)]), score_of([measured(900, 1000)])

    assert few.value == many.value
    assert few.high - few.low > 3 * (many.high - many.low)
    assert not few.is_apart_from(many)
    assert many.is_apart_from(score_of([measured(800, 1000)]))


def test_without_cases_of_what_weighs_there_is_no_score():
    assert score_of([measured(9, 10), measured(0, 0)]) is None


def test_equals_share_a_place():
    assert places([Decimal(9), Decimal(7), Decimal(7), Decimal(1)]) == [1, 2, 2, 4]


@pytest.mark.django_db
class TestOffice:
    def test_a_unit_is_ranked_by_the_rules_in_force(self, monday):
        weights().save()
        weights(date(2022, 10, 1), satisfaction=90).save()

        found = ranking_of(SEPTEMBER, rules_on(SEPTEMBER), cast.at(30))

        assert found.rules.satisfaction == 40
        assert [(unit.name, unit.orders, unit.place) for unit in found.ranked] == [("城市管理局", 2, 1)]
        assert found.ranked[0].score.low < found.ranked[0].score.value

    def test_small_numbers_are_not_ranked(self, monday):
        weights(least_orders=3).save()

        found = ranking_of(SEPTEMBER, rules_on(SEPTEMBER), cast.at(30))

        assert found.ranked == []
        assert [(unit.name, unit.orders) for unit in found.unranked] == [("城市管理局", 2)]

    def test_an_excluded_order_is_told_with_its_reason(self, monday):
        order = cast.led(monday, cast.registered(monday), "dispatch", "sign", "reply", "review")
        order = outcome.close(order, by=monday.qian, at=cast.at(5, 17), heard=cast.UNSOLVED)
        outcome.appeal(order, by=monday.hua, at=cast.at(6), reason="诉求人误评")
        outcome.rule_appeal(order, by=monday.head, at=cast.at(7), is_granted=True, ruling="录音证实误评")

        (told,) = excluded_in(SEPTEMBER)

        assert (told.order, told.reason, told.ruling) == (order, "诉求人误评", "录音证实误评")

    def test_rules_are_set_for_the_time_to_come_and_entered(self, office):
        with pytest.raises(Refused):
            actions.set_rules(weights(date(2022, 9, 4)), by=office.head, at=cast.MONDAY)
        actions.set_rules(weights(date(2022, 9, 5)), by=office.head, at=cast.MONDAY)

        assert Entry.objects.get(subject="RANKING-RULES").payload["satisfaction"] == "40"

    def test_the_page_shows_rules_units_and_what_is_left_out(self, monday):
        weights().save()
        client = Client()
        client.force_login(monday.qian)

        page = client.get(reverse("bulletin:ranking"), {"since": "2022-09-01", "until": "2022-09-30"})

        assert page.status_code == 200
        assert "城市管理局" in page.content.decode()
        assert "热线考核办法" in page.content.decode()
        assert client.get(reverse("bulletin:set_rules")).status_code == 403
