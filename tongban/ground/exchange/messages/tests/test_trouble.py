"""Administrators are told of dead letters and of duties that failed, once a day."""

from datetime import timedelta

import pytest

from tongban.ground.exchange.messages.models import Message
from tongban.ground.exchange.messages.tests.conftest import NOON
from tongban.ground.exchange.messages.trouble import notify_of_trouble
from tongban.ground.exchange.models import Outgoing
from tongban.ground.matters.models import DutyRun
from tongban.ground.people.tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return cast.administrator()


def dead(number, kind="messages.sms"):
    return Outgoing.objects.create(kind=kind, key=str(number), put_at=NOON, due_at=NOON, state="dead")


def test_dead_letters_are_told_by_kind_once_a_day(administrator, officer):
    dead(1), dead(2)

    assert notify_of_trouble(at=NOON) == 1
    assert notify_of_trouble(at=NOON + timedelta(minutes=10)) == 0
    assert notify_of_trouble(at=NOON + timedelta(days=1)) == 1
    message = Message.objects.last()
    assert message.reader == administrator
    assert message.title == "未能送出：短信（2 条）"


def test_a_dead_message_about_dead_letters_does_not_multiply(administrator):
    for number in range(3):
        dead(number, "messages.webhook")
        notify_of_trouble(at=NOON)

    assert Message.objects.count() == 1


def test_a_duty_that_failed_is_told_with_its_name(administrator):
    DutyRun.objects.create(
        name="cases.silence", outcome="failed", begun_at=NOON, next_at=NOON, error="ValueError, cases:7"
    )

    assert notify_of_trouble(at=NOON) == 1
    assert "ValueError, cases:7" in Message.objects.get().text


def test_trouble_leads_to_where_it_is_seen_to(administrator):
    dead(1)
    DutyRun.objects.create(name="cases.silence", outcome="failed", begun_at=NOON, next_at=NOON)

    notify_of_trouble(at=NOON)

    assert set(Message.objects.values_list("link", flat=True)) == {"/outbox/?state=dead", "/duties/"}
