"""What every policy says of an enterprise: why, why not, what is missing, how much, and what not together."""

from datetime import date, timedelta

from tongban.offer.policies import queries
from tongban.offer.policies.actions import enterprises
from tongban.offer.policies.models import Match
from tongban.offer.policies.rules import RuleCondition
from tongban.offer.policies.tests.conftest import AT, DAY, HONEST, SMALL, known, published

LARGE = RuleCondition("size == 'large'", "属于大型企业")


def test_what_fits_comes_first_then_what_cannot_be_said_then_what_does_not_fit(people):
    published(people, LARGE, title="大型企业奖励")
    published(people, SMALL, HONEST, title="诚信小微补助")
    published(people, SMALL, title="小微补助")

    found = queries.matches_for(known(size="small", staff=30.0), on=DAY)

    assert [each.version.title for each in found] == ["小微补助", "诚信小微补助", "大型企业奖励"]
    assert found[0].why == ["属于小型或微型企业：符合，企业规模：小型（税务，2026-01-05）。"]
    assert found[1].missing == [("dishonest", "在严重失信主体名单上吗？")]
    assert found[2].why_not == ["属于大型企业：不符合，企业规模：小型（税务，2026-01-05）。"]


def test_what_may_not_be_combined_is_told_on_both(people):
    one = published(people, SMALL, title="租金减免")
    published(people, SMALL, title="房租补贴", exclusions=[one.policy])

    found = queries.matches_for(known(size="small"), on=DAY)

    assert {each.version.title: [other.title for other in each.not_with] for each in found} == {
        "租金减免": ["房租补贴"],
        "房租补贴": ["租金减免"],
    }


def test_only_policies_in_force_are_offered(people):
    published(people, SMALL, valid_until=date(2026, 3, 31))

    assert len(queries.matches_for({}, on=date(2026, 3, 31))) == 1
    assert queries.matches_for({}, on=date(2026, 4, 1)) == []


def test_matches_are_kept_when_they_change_and_not_again(people, stone):
    published(people)
    assert enterprises.match_all(at=AT) == 1
    assert enterprises.match_all(at=AT) == 0

    enterprises.change_profile(stone.credit_code, stone.name, known(size="large"), by=people.editor, at=AT)
    later = AT + timedelta(days=1)

    assert enterprises.match_all(at=later) == 1
    assert list(Match.objects.order_by("on").values_list("outcome", flat=True)) == ["met", "not_met"]


def test_unknown_answers_and_wrong_ones_are_told_apart():
    found, wrong = queries.read_answers(
        {"staff": "many", "size": "small", "industry": "<b>C</b>", "area": ""}, DAY
    )

    assert found.keys() == {"size"}
    assert wrong.keys() == {"staff", "industry"}
