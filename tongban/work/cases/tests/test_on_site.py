"""Steps that need a check on site: nobody agrees before two officers were there and it met the conditions."""

import pytest
from django.core.exceptions import ValidationError

from tongban.ground.ledger import Refused
from tongban.ground.matters.acts import long_text
from tongban.work.cases.actions import reviews
from tongban.work.cases.tests.cast import day
from tongban.work.cases.tests.conftest import fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_the_site(house, on_site, accepted):
    """Return the step that needs a check on site, open."""
    reviews.agree(accepted.reviews.get(step__name="材料审查"), by=house.wang, at=day(9, 7))
    reviews.agree(accepted.reviews.get(step__name="消防意见"), by=house.sun, at=day(9, 7))
    return accepted.reviews.get(step__name="现场核查")


def visit(review, house, outcome, at=None):
    at = at or day(9, 8)
    said = {"on": at.date(), "place": "小桥路1号", "finding": "操作间布局与图纸一致。"}
    officers = [house.wang, house.zhao]
    return reviews.check_on_site(
        review.case, officers=officers, outcome=outcome, review=review, **said, by=house.wang, at=at
    )


@pytest.mark.law("licensing-law:34")
def test_nobody_agrees_before_the_check_met_the_conditions(house, at_the_site):
    for outcome in ("", "to_mend", "failed"):
        if outcome:
            visit(at_the_site, house, outcome)
        with pytest.raises(Refused, match="现场"):
            reviews.agree(at_the_site, by=house.wang, at=day(9, 8))

    visit(at_the_site, house, "passed", at=day(9, 9))
    reviews.agree(at_the_site, by=house.wang, at=day(9, 9))

    assert fresh(at_the_site.case).is_reviewed


def test_who_objects_need_not_go_there(house, at_the_site):
    reviews.object_(at_the_site, opinion="场所已拆除。", by=house.wang, at=day(9, 8))

    assert fresh(at_the_site.case).is_reviewed


@pytest.mark.parametrize("opinion", ["", "  ", "。。。", "-", "\u200b\u3000"])
def test_an_objection_says_why_in_words(house, at_the_site, opinion):
    with pytest.raises(Refused):
        reviews.object_(at_the_site, opinion=opinion, by=house.wang, at=day(9, 8))


def test_a_form_that_asks_why_takes_no_dots_for_words():
    field = long_text("Why")

    for said in ("。。。", "—", "\u200b"):
        with pytest.raises(ValidationError):
            field.clean(said)
    assert field.clean("缺页") == "缺页"


def test_a_round_of_its_own_needs_a_check_of_its_own(house, at_the_site):
    visit(at_the_site, house, "passed")
    reviews.agree(at_the_site, by=house.wang, at=day(9, 8))
    reviews.reconsider(
        fresh(at_the_site.case), at_the_site.step, reason="再看一次", by=house.chen, at=day(9, 9)
    )
    again = at_the_site.case.reviews.get(step=at_the_site.step, round=2)

    with pytest.raises(Refused):
        reviews.agree(again, by=house.wang, at=day(9, 9))
