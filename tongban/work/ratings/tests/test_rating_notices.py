"""Who is told what of ratings."""

from datetime import timedelta

import pytest

from tongban.ground.exchange.messages.models import Message
from tongban.ground.exchange.outbox import deliver_due
from tongban.ground.people.models import Applicant
from tongban.ground.people.tests import cast
from tongban.ground.people.tests.cast import MORNING
from tongban.work.ratings import actions

pytestmark = pytest.mark.django_db
LATER = MORNING + timedelta(hours=3)


@pytest.fixture
def head():
    return cast.staff("head", "division_head", department=cast.finance_division())


@pytest.fixture
def supervisor():
    return cast.staff("supervisor", "supervisor", department=cast.bureau())


@pytest.fixture
def citizen():
    account = cast.staff("citizen", "applicant", department=None)
    return Applicant.objects.create(
        kind="person", name="张小红", number_type="citizen", number="320503199001011226", account=account
    )


@pytest.fixture
def rate(head, supervisor, citizen):
    """Return a maker of a bad rating, named or not."""
    invitation = actions.invite(
        "CASE-2023-000001", item_name="食品经营许可", division=head.department, applicant=citizen, at=MORNING
    )
    return lambda is_named=True: (
        actions.rate(invitation, 1, channel="qr", reasons=["speed"], is_named=is_named, at=MORNING).work
    )


def readers_of(template):
    deliver_due(at=MORNING + timedelta(days=30))
    told = Message.objects.filter(template=template)
    return sorted(told.values_list("reader__username", flat=True))


def test_a_bad_rating_is_told_to_the_division_with_its_clock(rate):
    work = rate()

    assert readers_of("bad_rating_came_in") == ["head"]
    assert work.contact_due_on.isoformat() in Message.objects.get().title


def test_whoever_rated_is_told_of_the_answer_and_of_the_end(rate, head, supervisor):
    work = actions.contact(rate(), by=head, at=LATER, account="已致电")
    work = actions.remedy(work, by=head, at=LATER, done="增设一个窗口")
    actions.call_back(work, by=supervisor, at=LATER, brought="满意", is_settled=True)

    assert readers_of("rating_answered") == ["citizen"]
    assert readers_of("rating_settled") == ["citizen"]
    assert readers_of("bad_rating_remedied") == ["supervisor"]
    assert "增设一个窗口" in Message.objects.get(template="rating_answered").text


def test_whoever_rated_without_a_name_is_told_nothing(rate, head):
    work = actions.contact(rate(is_named=False), by=head, at=LATER, account="匿名")
    actions.remedy(work, by=head, at=LATER, done="已整改")

    assert readers_of("rating_answered") == []


def test_an_appeal_and_its_ruling_are_told(rate, head, supervisor):
    work = actions.appeal(rate(), by=head, at=LATER, why="评错了事项")
    actions.rule(work, "exclude", by=supervisor, at=LATER, ruling="属实")

    assert readers_of("bad_rating_appealed") == ["supervisor"]
    assert readers_of("bad_rating_excluded") == ["head"]
    assert readers_of("rating_not_counted") == ["citizen"]
