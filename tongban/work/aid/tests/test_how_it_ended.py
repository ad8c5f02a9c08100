"""The enterprise says itself how its demand ended: closed, solved and satisfied stay three facts."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from tongban.ground.ledger import Refused
from tongban.work.aid.actions import demands
from tongban.work.aid.tests.conftest import AT, said
from tongban.work.hotline.effects.outcome import Heard

pytestmark = pytest.mark.django_db
PLEASED = Heard("yes", 5, means="web")


@pytest.fixture
def answered(office, account):
    demand = demands.file_demand(said(), by=account, at=AT)
    return demands.answer(demand, "可申请研发补助。", by=office.specialist, at=AT)


def page(person, demand, **sent):
    client = Client()
    client.force_login(person)
    address = reverse("enterprise:demand", args=[demand.order.reference])
    return client.post(address, sent) if sent else client.get(address)


def test_a_closed_demand_is_neither_solved_nor_satisfied_until_the_enterprise_says_so(account, answered):
    order = answered.order
    order.refresh_from_db()
    assert (order.status, order.solved, order.satisfaction) == ("closed", "unknown", None)

    made = page(account, answered, solved="no", satisfaction="4")

    order.refresh_from_db()
    assert made.status_code == 302
    assert (order.status, order.solved, order.satisfaction) == ("closed", "no", 4)
    shown = page(account, answered).content.decode()
    assert "4 / 5" in shown
    assert 'name="solved"' not in shown


def test_it_is_said_once_and_what_was_typed_stays(account, answered):
    page(account, answered, solved="yes", satisfaction="5")

    again = page(account, answered, solved="no", remark="后来又不行了")

    answered.order.refresh_from_db()
    assert again.status_code == 409
    assert "后来又不行了" in again.content.decode()
    assert answered.order.solved == "yes"
    with pytest.raises(Refused):
        demands.say_how_it_ended(answered, PLEASED, by=account, at=AT)


def test_nobody_else_says_it_and_not_before_it_is_handled(office, account, answered):
    with pytest.raises(PermissionDenied):
        demands.say_how_it_ended(answered, PLEASED, by=office.specialist, at=AT)

    fresh = demands.file_demand(said(), by=account, at=AT)

    assert 'name="solved"' not in page(account, fresh).content.decode()
    assert page(account, fresh, solved="yes").status_code == 409
