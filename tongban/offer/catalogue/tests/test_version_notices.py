"""Who is told what of versions."""

import pytest

from tongban.ground.exchange.messages.models import Message
from tongban.ground.exchange.outbox import deliver_due
from tongban.offer.catalogue.actions import publication
from tongban.offer.catalogue.tests.conftest import AT

pytestmark = pytest.mark.django_db


def readers_of(template):
    deliver_due(at=AT)
    return sorted(Message.objects.filter(template=template).values_list("reader__username", flat=True))


@pytest.fixture
def sent(draft, keeper, lawyer):
    return publication.submit(draft, by=keeper, at=AT)


def test_a_version_that_waits_reaches_the_legal_officer(sent):
    assert readers_of("version_waits") == ["legal_officer"]
    assert "item_manager 先生" in Message.objects.get().text


def test_a_version_returned_reaches_who_sent_it_with_the_reason(sent, lawyer):
    publication.return_draft(sent, by=lawyer, at=AT, reason="缺少法律依据。")

    assert readers_of("version_returned") == ["item_manager"]
    assert "缺少法律依据" in Message.objects.get(template="version_returned").text


def test_an_approved_version_reaches_who_sent_it_and_whoever_else_publishes(sent, lawyer):
    publication.approve(sent, by=lawyer, at=AT)

    assert readers_of("version_approved") == ["item_manager"]
    assert readers_of("version_to_publish") == []


def test_a_published_version_and_its_withdrawal_reach_the_legal_officer(sent, lawyer, keeper):
    version = publication.approve(sent, by=lawyer, at=AT)
    version = publication.publish(version, by=keeper, at=AT)
    publication.withdraw(version, by=keeper, at=AT, reason="取消审批。")

    assert readers_of("version_published") == ["legal_officer"]
    assert readers_of("item_withdrawn") == ["legal_officer"]
