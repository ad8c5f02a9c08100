"""The supervisor's board: every figure equals its rows, and late is told apart from three times as late."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from tongban.work.hotline.models import Order
from tongban.work.hotline.queries.board import FIGURES, counted_board
from tongban.work.hotline.tests import cast

pytestmark = pytest.mark.django_db


def counts(person, at):
    return {each.figure.code: each.count for _, figures in counted_board(person, at) for each in figures}


def at_desk(person):
    client = Client()
    client.force_login(person)
    return client


def test_an_order_is_counted_where_it_waits(office, order):
    assert counts(office.head, cast.at(5, 12))["to-dispatch"] == 1

    cast.led(office, order, "dispatch", "return")

    found = counts(office.head, cast.at(5, 14))
    assert (found["to-dispatch"], found["to-decide"], found["came"], found["open"]) == (0, 1, 1, 1)


def test_an_order_is_late_the_day_after_its_last_day_and_thrice_late_after_three_limits(office, order):
    order = cast.led(office, order, "dispatch", "sign")
    days = order.days

    late = order.due_on + timedelta(days=1)
    at = cast.at(5).replace(month=late.month, day=late.day)
    assert (order.days, days > 0) == (days, True)
    assert (counts(office.head, at)["late"], counts(office.head, at)["late-3"]) == (1, 0)

    much_later = at + timedelta(days=30)
    found = counts(office.head, much_later)
    assert (found["late"], found["late-3"]) == (1, 1)


def test_what_the_centre_keeps_is_late_after_its_own_hours(office, order):
    allowed = order.dispatch_due_at - order.registered_at

    found = counts(office.head, order.registered_at + 2 * allowed)
    assert (found["undispatched"], found["undispatched-3"]) == (1, 0)
    found = counts(office.head, order.registered_at + 3 * allowed + timedelta(minutes=1))
    assert (found["undispatched"], found["undispatched-3"]) == (1, 1)


def test_a_suspension_beyond_its_review_is_named(office, order):
    cast.led(office, order, "dispatch", "sign", "suspend")

    assert counts(office.head, cast.at(20))["review-passed"] == 0
    assert counts(office.head, cast.at(21))["review-passed"] == 1


@pytest.mark.parametrize("code", FIGURES)
def test_every_figure_opens_as_many_orders_as_it_counts(office, order, code):
    cast.led(office, order, "dispatch", "sign")
    cast.registered(office, urgency="urgent")
    client = at_desk(office.head)

    shown = client.get(reverse("hotline:board-rows", args=[code]))

    assert shown.status_code == 200
    assert shown.context["table"].page.paginator.count == counts(office.head, now())[code]


def test_the_board_shows_nothing_of_a_report_to_whom_it_reports(office):
    at = cast.MONDAY
    from tongban.work.hotline.actions import intake

    intake.register(cast.secret(office, "举报内容"), by=office.agent, at=at)

    answer = at_desk(office.head).get(reverse("hotline:board-rows", args=["open"]))
    assert answer.context["table"].page.paginator.count == Order.objects.count() == 1
    assert "举报内容" not in answer.content.decode()


def test_a_unit_has_no_board(office):
    assert at_desk(office.yan).get(reverse("hotline:board")).status_code == 403
    page = at_desk(office.head).get(reverse("hotline:board"))
    assert page.status_code == 200
    assert all(reverse("hotline:board-rows", args=[code]) in page.content.decode() for code in FIGURES)
