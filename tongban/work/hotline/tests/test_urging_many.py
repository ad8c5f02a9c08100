"""Overdue orders urged at once: each by itself, with what is left as it is and why; nothing typed is lost."""

from datetime import date

import pytest
from django.urls import reverse

from tongban.work.hotline.models import Order, Urging
from tongban.work.hotline.tests import cast
from tongban.work.hotline.tests.test_board import at_desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def overdue(office):
    """Return three orders past their last day, one of them returned by its unit."""
    orders = [
        cast.led(office, cast.registered(office), "dispatch", step) for step in ("sign", "sign", "return")
    ]
    Order.objects.update(due_on=date(2022, 9, 1))
    return orders


def urge(person, *orders, **said):
    return at_desk(person).post(
        reverse("hotline:urge-many", args=["overdue"]),
        {"chosen": [each.reference for each in orders], **said},
    )


def test_those_chosen_are_urged_and_no_others(office, overdue):
    listed = at_desk(office.lin).get(reverse("hotline:list", args=["overdue"])).content.decode()
    assert all(f'value="{each.reference}"' in listed for each in overdue)
    asked = urge(office.lin, *overdue[:2])
    assert (asked.status_code, Urging.objects.count()) == (200, 0)

    done = urge(office.lin, *overdue[:2], text="请今日内回复进展。")

    assert done.status_code == 200
    assert set(Urging.objects.values_list("order", "text")) == {
        (each.pk, "请今日内回复进展。") for each in overdue[:2]
    }


def test_without_words_nobody_is_urged_and_the_choice_stays(office, overdue):
    answer = urge(office.lin, *overdue, text="", reply_due_on="2022-09-09")

    shown = answer.content.decode()
    assert answer.status_code == 422
    assert all(each.reference in shown for each in overdue)
    assert "2022-09-09" in shown
    assert not Urging.objects.exists()


def test_what_is_not_overdue_any_more_is_left_out_and_units_urge_nobody(office, overdue):
    Order.objects.filter(pk=overdue[0].pk).update(due_on=date(2099, 1, 1))

    urge(office.lin, *overdue[:2], text="请抓紧。")

    assert list(Urging.objects.values_list("order", flat=True)) == [overdue[1].pk]
    assert urge(office.yan, overdue[1], text="请抓紧。").status_code == 403
    unit = at_desk(office.yan).get(reverse("hotline:list", args=["overdue"])).content.decode()
    assert 'name="chosen"' not in unit
