"""The pages of the hall as officers use them: the window by its buttons, the board, the registers."""

import pytest
from django.urls import reverse

from tongban.work.hall.actions import service, tickets
from tongban.work.hall.actions.tickets import Wish
from tongban.work.hall.models import ExceptionDay, Place, Ticket, WeekPlan
from tongban.work.hall.tests import cast
from tongban.work.hall.tests.cast import fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(hall, client):
    client.force_login(hall.wang)
    return client


def post(client, page, *args, **said):
    return client.post(reverse(f"hall:{page}", args=args), said)


def take(hall, **more):
    return tickets.take(hall.a, [Wish()], source="staff", by=hall.wang, at=cast.timezone_now(), **more)


def test_an_officer_serves_two_people_by_the_buttons_of_the_window(hall, desk):
    assert "1" in desk.get(reverse("hall:console")).content.decode()
    post(desk, "window-act", hall.one.pk, "open")
    first, second = take(hall), take(hall)
    page = desk.get(reverse("hall:console")).content.decode()
    assert first.number in page
    assert 'data-key="N"' in page

    for ticket in (first, second):
        post(desk, "next")
        assert fresh(ticket).status == "called"
        post(desk, "ticket-act", ticket.reference, "serve")
        assert 'data-key="F"' in desk.get(reverse("hall:console")).content.decode()
        post(desk, "finish", ticket.reference)

    assert set(Ticket.objects.values_list("status", flat=True)) == {"finished"}


def test_a_refusal_is_the_window_with_the_reason(hall, desk):
    post(desk, "window-act", hall.one.pk, "open")

    answer = post(desk, "next")

    assert answer.status_code == 409
    assert "没有人在等候本窗口" in answer.content.decode()


def test_a_transfer_asks_where_to_and_keeps_what_was_typed(hall, desk):
    post(desk, "window-act", hall.one.pk, "open")
    ticket = take(hall)
    post(desk, "next")
    post(desk, "ticket-act", ticket.reference, "serve")

    wrong = post(desk, "transfer", ticket.reference, note="材料已看过")
    right = post(desk, "transfer", ticket.reference, back_office=hall.other.pk, note="请核对")

    assert wrong.status_code == 409
    assert "材料已看过" in wrong.content.decode()
    assert right.status_code == 302
    assert fresh(ticket).back_office == hall.other


def test_the_back_office_sees_whom_the_windows_sent(hall, desk, client):
    post(desk, "window-act", hall.one.pk, "open")
    ticket = take(hall)
    post(desk, "next")
    post(desk, "transfer", ticket.reference, back_office=hall.other.pk)
    client.force_login(hall.sun)

    assert ticket.number in client.get(reverse("hall:back-office")).content.decode()
    post(client, "send-back", ticket.reference)

    assert fresh(ticket).status == "waiting"


def test_of_several_errands_the_window_asks_which_were_done(hall, desk):
    post(desk, "window-act", hall.one.pk, "open")
    ticket = tickets.take(hall.a, [Wish(), Wish()], source="staff", by=hall.wang, at=cast.timezone_now())
    post(desk, "next")
    post(desk, "ticket-act", ticket.reference, "serve")
    first = ticket.errands.first()

    asked = post(desk, "finish", ticket.reference)
    assert asked.status_code == 200
    post(desk, "finish", ticket.reference, chosen="yes", done=[first.pk])

    assert [each.is_done for each in ticket.errands.all()] == [True, False]


def test_the_board_shows_lines_and_windows(hall, desk):
    ticket = take(hall)
    cast.opened(hall)
    service.call_next(hall.one, by=hall.wang, at=cast.timezone_now())

    page = desk.get(reverse("hall:board", args=["C01"])).content.decode()

    assert ticket.number in page
    assert "企业开办" in page


def test_only_an_administrator_changes_places(hall, client):
    client.force_login(hall.wang)
    said = {"first": "2026-12-24", "last": "2026-12-24", "hours": "", "reason": "系统升级"}

    assert post(client, "add", "C01", "exception", **said).status_code == 403
    client.force_login(hall.head)
    assert post(client, "add", "C01", "exception", **said).status_code == 302

    assert ExceptionDay.objects.get().reason == "系统升级"


def test_hours_that_are_none_are_said_in_the_form_and_nothing_is_lost(hall, client):
    client.force_login(hall.head)
    days = {f"day_{n}": "09:00-17:00" for n in range(9)} | {"since": "2026-12-01", "day_2": "9点到12点"}

    wrong = post(client, "add", "C01", "week", **days)
    right = post(client, "add", "C01", "week", **days | {"day_2": "09:00-12:00"})

    assert wrong.status_code == 409
    assert "9点到12点" in wrong.content.decode()
    assert right.status_code == 302
    assert WeekPlan.objects.last().days[2] == "09:00-12:00"


@pytest.mark.parametrize(
    "part", ["week", "exception", "group", "offer", "window", "kiosk", "slots", "settings"]
)
def test_every_part_of_a_place_has_its_form(hall, client, part):
    client.force_login(hall.head)

    assert client.get(reverse("hall:add", args=["C01", part])).status_code == 200


def test_a_place_is_changed_and_a_stale_edit_is_refused(hall, client):
    client.force_login(hall.head)
    page = client.get(reverse("hall:place", args=["C01"]))
    said = {
        name: value for name, value in page.context["form"].initial.items() if value not in (None, [])
    } | {"unit": hall.unit.pk, "area": hall.place.area_id, "address": "新路2号", "code": "C01"}

    assert post(client, "place", "C01", **said).status_code == 302
    assert post(client, "place", "C01", **said | {"address": "旧路3号"}).status_code == 409

    assert Place.objects.get(code="C01").address == "新路2号"


@pytest.mark.parametrize("name", ["places", "coverage", "appointments", "boards", "new-place"])
def test_every_page_of_the_hall_opens(hall, client, name):
    client.force_login(hall.head)

    assert client.get(reverse(f"hall:{name}")).status_code in (200, 302)
