"""Who is told what of a case: each row of the table, told after commit, once, and only to whom may see the case."""

import pytest
from django.core.management import call_command  # noqa: F401

from tongban.ground.exchange.messages.models import Message
from tongban.ground.exchange.outbox import deliver_due
from tongban.work.cases import actions
from tongban.work.cases.tests.cast import day

pytestmark = pytest.mark.django_db
PORTS = "tongban.ground.exchange.messages.ports"


@pytest.fixture(autouse=True)
def simulated(settings):
    settings.MESSAGE_PORTS = {
        "sms": f"{PORTS}.SimulatedSms",
        "email": f"{PORTS}.SimulatedEmail",
        "webhook": f"{PORTS}.SimulatedChat",
    }


def told(reader, template):
    return Message.objects.filter(reader=reader, template=template)


def deliver():
    deliver_due(at=day(12, 31))


def test_a_return_reaches_the_applicant_with_the_last_day_to_answer(house, filed):
    entry = filed.materials.first()
    actions.return_(filed, {entry.pk: "缺少房东签字"}, by=house.li, at=day(9, 6))
    deliver()

    (message,) = told(house.zhang.account, "case_returned")
    assert "2022-09-28" in message.title
    assert "缺少房东签字" in message.text
