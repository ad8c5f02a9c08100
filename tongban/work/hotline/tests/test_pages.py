"""The desks: a call taken down, an order led through its buttons, what is refused keeps what was typed."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tongban.work.hotline.actions import intake
from tongban.work.hotline.models import CallerMessage, Order
from tongban.work.hotline.tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def fresh_order(office):
    """An order taken down just now."""
    return intake.register(cast.demand(office), by=office.agent, at=timezone.now()).order


def at_desk(person):
    client = Client()
    client.force_login(person)
    return client


def told(office, **said):
    usual = {
        "line": office.line.pk,
        "demand_class": office.noise.pk,
        "phone": "138 1234 5678",
        "channel": "phone",
        "kind": "complaint",
        "urgency": "normal",
        "text": "工地夜间施工，无法休息。",
        "wants_contact": "on",
    }
    return usual | said


def act(client, order, code, **said):
    return client.post(reverse("hotline:act", args=[order.reference, code]), {"seen": ""} | said)


def test_a_call_is_taken_down_and_goes_to_be_dispatched(office):
    answer = at_desk(office.agent).post(reverse("hotline:desk"), told(office), follow=True)

    order = Order.objects.get()
    assert (order.status, order.phone, order.taken_by) == ("registered", "13812345678", office.agent)
    assert order.reference in answer.content.decode()


def test_a_call_that_is_answered_at_once_is_closed(office):
    at_desk(office.agent).post(reverse("hotline:desk"), told(office, answer="请拨打物业电话。"))

    assert Order.objects.get().status == "closed"


@pytest.mark.parametrize(
    ("said", "status"),
    [({"phone": "不肯说"}, 422), ({"text": ""}, 422), ({"kind": "help", "is_confidential": "on"}, 409)],
)
def test_what_cannot_be_taken_down_is_said_and_nothing_typed_is_lost(office, said, status):
    answer = at_desk(office.agent).post(reverse("hotline:desk"), told(office, place="山塘街一号", **said))

    assert answer.status_code == status
    assert "山塘街一号" in answer.content.decode()
    assert not Order.objects.exists()


def test_the_earlier_orders_of_a_number_stand_beside_the_form(office, fresh_order):
    page = at_desk(office.agent).get(reverse("hotline:desk"), {"phone": "+86 138-1234-5678"})

    assert fresh_order.reference in page.content.decode()


def test_an_order_is_led_by_its_buttons(office, fresh_order):
    order = fresh_order
    lin, yan, qian = at_desk(office.lin), at_desk(office.yan), at_desk(office.qian)

    act(lin, order, "dispatch", unit=cast.city(office).pk)
    act(yan, order, "sign")
    act(yan, order, "reply", text="已要求夜间停工。", contact="phone")
    act(qian, order, "review")
    act(qian, order, "close", was_contacted="yes", solved="no", satisfaction="4", remark="还在施工")

    order = cast.fresh(order)
    assert (order.status, order.solved, order.satisfaction) == ("closed", "no", 4)
    assert "还在施工" in qian.get(reverse("hotline:order", args=[order.reference])).content.decode()


def test_the_page_of_an_order_asks_once_what_stands_around_it(
    office, fresh_order, django_assert_max_num_queries
):
    CallerMessage.objects.create(order=fresh_order, text="围挡又加高了", at=timezone.now())
    client, address = at_desk(office.agent), reverse("hotline:order", args=[fresh_order.reference])
    client.get(address)

    with django_assert_max_num_queries(16):
        page = client.get(address)
    assert "围挡又加高了" in page.content.decode()


def test_the_second_dispatcher_is_told_who_was_faster(office, fresh_order):
    act(at_desk(office.lin), fresh_order, "dispatch", unit=cast.city(office).pk)

    answer = act(at_desk(office.bao), fresh_order, "dispatch", unit=office.places["nature"].pk, seen="1")

    assert answer.status_code == 409
    assert cast.fresh(fresh_order).lead_unit == cast.city(office)


def test_a_unit_that_does_not_exist_is_not_chosen(office, fresh_order):
    answer = act(at_desk(office.lin), fresh_order, "dispatch", unit="999999")

    assert answer.status_code == 422
    assert cast.fresh(fresh_order).status == "registered"


@pytest.mark.parametrize(
    ("person", "kinds"),
    [
        ("lin", {"to_dispatch", "to_decide", "to_confirm", "overdue"}),
        ("qian", {"to_review", "to_call_back", "overdue"}),
        ("yan", {"to_sign", "in_hand", "overdue"}),
    ],
)
def test_everybody_has_their_own_lists(office, fresh_order, person, kinds):
    client = at_desk(getattr(office, person))
    known = (
        "to_dispatch",
        "to_decide",
        "to_review",
        "to_call_back",
        "to_confirm",
        "to_sign",
        "in_hand",
        "overdue",
    )

    open_ = {kind for kind in known if client.get(reverse("hotline:list", args=[kind])).status_code == 200}

    assert open_ == kinds
    assert client.get("/").status_code in (200, 302)


def test_a_unit_sees_only_what_it_holds_or_helps_with(office, fresh_order):
    address = reverse("hotline:order", args=[fresh_order.reference])
    assert at_desk(office.yan).get(address).status_code == 404

    intake.dispatch(fresh_order, cast.city(office), by=office.lin, at=timezone.now())

    assert at_desk(office.yan).get(address).status_code == 200
    assert at_desk(office.tao).get(address).status_code == 404
