"""What happens to orders by itself, and what becomes of those of a unit that was closed."""

from datetime import date, timedelta

import pytest
from django.db import connection

from tongban.ground.kit.fact_views import published_facts
from tongban.ground.ledger import Refused
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.verification import verify
from tongban.ground.people.actions.departments import close_department
from tongban.ground.people.models import Assignment, User
from tongban.work.hotline.actions import competence, daily, intake
from tongban.work.hotline.actions import work as work_acts
from tongban.work.hotline.effects import work
from tongban.work.hotline.queries.worklists import LISTS
from tongban.work.hotline.readers import READERS
from tongban.work.hotline.tests import cast
from tongban.work.hotline.tests.cast import at, fresh, led

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(office):
    """Who keeps staff and departments."""
    user = User.objects.create(username="ren", display_name="ren", department=office.places["bureau"])
    Assignment.objects.create(user=user, role="system_administrator", since=date(2020, 1, 1))
    return user


def test_the_day_of_a_review_is_told_once(office, order):
    order = led(office, order, "dispatch", "sign", "suspend")

    told = [daily.remind_reviews(at=at(day)) for day in (19, 20, 20, 21)]

    assert told == [0, 1, 0, 0]
    entry = Entry.objects.get(move="remind_review")
    assert entry.subject == order.reference
    assert READERS.audiences["heads"](order, entry) == [office.hua]
    assert office.lin in READERS.audiences["dispatchers"](order, entry)
    assert verify().is_whole


def test_a_last_day_follows_the_notice_of_the_year(office, order, monkeypatch):
    order = led(office, order, "dispatch", "sign")
    assert daily.recount_open(at=at(6)) == 0
    later = order.due_on + timedelta(days=1)
    count = work.handling_due_on
    monkeypatch.setattr(work, "handling_due_on", lambda *so, **far: count(*so, **far) + timedelta(days=1))

    assert daily.recount_open(at=at(6)) == 1

    assert fresh(order).due_on == later
    assert Entry.objects.get(move="recount").payload["due_on"] == later.isoformat()
    assert daily.recount_open(at=at(6)) == 0


def test_nothing_is_dispatched_to_a_unit_that_was_closed(office, order, clerk):
    close_department(cast.city(office), date(2022, 9, 4), by=clerk, at=at(1))

    with pytest.raises(Refused):
        intake.dispatch(order, cast.city(office), by=office.lin, at=at(5, 11))

    assert fresh(order).status == "registered"


@pytest.mark.parametrize("steps", [("dispatch",), ("dispatch", "sign"), ("dispatch", "sign", "suspend")])
def test_the_open_orders_of_a_closed_unit_come_to_the_centre_which_gives_them_on(office, order, clerk, steps):
    order = led(office, order, *steps)
    with pytest.raises(Refused):
        competence.reassign(order, office.places["nature"], by=office.lin, at=at(6))
    close_department(cast.city(office), date(2022, 9, 6), by=clerk, at=at(5, 16))
    assert order not in LISTS.rows(office.lin, "unit_closed", date(2022, 9, 6))
    assert order in LISTS.rows(office.lin, "unit_closed", date(2022, 9, 7))

    order = competence.reassign(order, office.places["nature"], by=office.lin, at=at(7))

    assert (order.status, order.lead_unit) == ("dispatched", office.places["nature"])
    assert order.due_on is not None
    assert order not in LISTS.rows(office.lin, "unit_closed", date(2022, 9, 8))
    work_acts.sign(order, by=office.tao, at=at(7, 11))
    assert verify().is_whole


def signed_in_time(order):
    view = published_facts()["hotline_orders"].view
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT sign_due_on, is_signed_in_time FROM {view} WHERE reference = %s",  # noqa: S608
            [order.reference],
        )
        return cursor.fetchone()


def test_an_order_returned_in_time_is_neither_signed_late_nor_counted_as_due(office, order):
    order = led(office, order, "dispatch")
    assert signed_in_time(order) == (date(2022, 9, 6), None)

    led(office, order, "return")
    assert signed_in_time(order) == (None, None)

    competence.decide(fresh(order), office.places["nature"], by=office.lin, at=at(6), reason="属生态环境局")
    assert signed_in_time(order) == (date(2022, 9, 7), None)
    work_acts.sign(fresh(order), by=office.tao, at=at(8))
    assert signed_in_time(order) == (date(2022, 9, 7), False)
