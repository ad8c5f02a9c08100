"""Going there, as a citizen does: the nearest point, a time by phone, the machine, the display, a number on the phone."""

import json
from datetime import datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import get_default_timezone, localdate, now

from tongban.ground.ledger.models import Entry
from tongban.ground.matters.gaps import check_series
from tongban.work.hall.actions import places, service, tickets, windows
from tongban.work.hall.actions.tickets import Wish
from tongban.work.hall.models import Appointment, Kiosk, Slot, Ticket
from tongban.work.hall.queries.screen import screen_state
from tongban.work.hall.tests import cast
from tongban.work.hall.tests.cast import fresh

pytestmark = pytest.mark.django_db
ALWAYS = ["00:00-24:00"] * 9


@pytest.fixture
def hall(db, once):
    """The hall, open around the clock from today on, with a machine and appointments."""
    once(cast.build)
    found = cast.hall()
    by = {"by": found.head, "at": now()}
    places.set_week(found.place, localdate(), ALWAYS, **by)
    places.plan_slots(found.a, {**cast.PLAN, "kept": 0}, **by)
    found.kiosk = places.add_kiosk(found.place, "一号机", **by)
    found.item = cast.item(found)
    places.offer(found.a, [found.item], cast.LONG_AGO, **by)
    found.li = cast.citizen()
    return found


@pytest.fixture
def citizen(hall, client):
    client.force_login(hall.li.account)
    return client


def tomorrow_at(hour):
    day = localdate() + timedelta(days=1)
    return datetime.combine(day, time(hour), get_default_timezone())


def book(citizen, hall, hour=10):
    slot = Slot.objects.get(group=hall.a, begins_at=tomorrow_at(hour))
    address = reverse("visit:confirm", args=["C01", slot.pk]) + f"?item={hall.item.pk}"
    return citizen.post(address, {"applicant": hall.li.pk})


def test_the_nearest_open_point_is_told_with_a_drawn_map(hall, client):
    page = client.get(reverse("visit:nearby"), {"item": "", "district": "320505"}).content.decode()

    assert hall.place.name in page
    assert "<svg" in page
    assert "1/1" in page


def test_a_place_tells_its_hours_and_what_one_can_get_done(hall, client):
    page = client.get(reverse("visit:place", args=["C01"])).content.decode()

    assert "00:00-24:00" in page
    assert hall.item.name in page


def test_a_citizen_books_changes_and_cancels(hall, citizen):
    day = (localdate() + timedelta(days=1)).isoformat()
    times = citizen.get(
        reverse("visit:book", args=["C01"]), {"item": hall.item.pk, "day": day}
    ).content.decode()
    assert "10:00" in times

    assert book(citizen, hall).status_code == 302
    appointment = Appointment.objects.get()
    page = citizen.get(reverse("visit:appointment", args=[appointment.reference])).content.decode()
    assert appointment.code in page
    other = Slot.objects.get(group=hall.a, begins_at=tomorrow_at(15))
    assert citizen.get(reverse("visit:change", args=[appointment.reference])).status_code == 200
    citizen.post(reverse("visit:change", args=[appointment.reference]), {"slot": other.pk})
    assert fresh(appointment).slot == other
    citizen.post(reverse("visit:cancel", args=[appointment.reference]))

    assert fresh(appointment).status == "cancelled"
    assert citizen.get(reverse("visit:mine")).status_code == 200


def test_nobody_sees_the_appointment_of_somebody_else(hall, citizen, client):
    book(citizen, hall)
    other = cast.citizen("王五", "320500199001010026", "wangwu")
    client.force_login(other.account)

    assert (
        client.get(reverse("visit:appointment", args=[Appointment.objects.get().reference])).status_code
        == 404
    )


def test_a_full_day_offers_the_waiting_list(hall, citizen):
    day = localdate() + timedelta(days=1)
    Slot.objects.filter(group=hall.a).update(capacity=0)

    page = citizen.get(
        reverse("visit:book", args=["C01"]), {"item": hall.item.pk, "day": day.isoformat()}
    ).content.decode()
    address = reverse("visit:join", args=["C01", hall.a.pk, day.isoformat()])
    assert address in page
    citizen.post(address + f"?item={hall.item.pk}", {"applicant": hall.li.pk})

    assert Appointment.objects.get().status == "listed"


def test_a_number_on_the_phone_tells_who_is_before_and_may_be_given_back(hall, citizen):
    tickets.take(hall.a, [Wish()], source="kiosk", at=now())
    address = reverse("visit:take-number", args=["C01"]) + f"?item={hall.item.pk}"

    shown = citizen.post(address, {"applicant": hall.li.pk}, follow=True).content.decode()
    again = citizen.post(address, {"applicant": hall.li.pk})

    ticket = Ticket.objects.get(source="portal")
    assert "前面还有1人" in shown
    assert again.status_code == 409
    citizen.post(reverse("visit:leave", args=[ticket.code]))
    assert fresh(ticket).status == "left"


def test_a_machine_gives_a_number_without_signing_in(hall, client):
    address = reverse("visit:kiosk", args=[hall.kiosk.code])
    assert hall.item.name in client.get(address).content.decode()

    slip = client.post(address, {"group": hall.a.pk, "items": [hall.item.pk], "has_priority": "on"})

    ticket = Ticket.objects.get()
    assert ticket.number in slip.content.decode()
    assert (ticket.source, ticket.priority) == ("kiosk", "other")
    assert ticket.errands.get().item == hall.item


def test_the_code_of_an_appointment_gives_its_number_at_the_machine(hall, citizen, client):
    soon = Slot.objects.filter(group=hall.a, begins_at__gt=now()).order_by("begins_at").first()
    citizen.post(
        reverse("visit:confirm", args=["C01", soon.pk]) + f"?item={hall.item.pk}", {"applicant": hall.li.pk}
    )
    appointment = Appointment.objects.get()
    Appointment.objects.update(day=localdate())
    client.logout()

    client.post(reverse("visit:kiosk", args=[hall.kiosk.code]), {"scanned": appointment.code})

    assert fresh(appointment).status == "arrived"
    assert Ticket.objects.get().appointment == appointment


def test_a_machine_says_what_is_wrong(hall, client):
    address = reverse("visit:kiosk", args=[hall.kiosk.code])

    assert client.post(address, {"check": "x"}).status_code == 422
    assert client.post(address, {"scanned": "nothing"}).status_code == 409
    assert (
        client.post(address, {"group": hall.a.pk, "case": "CASE-2026-000001", "check": "x"}).status_code
        == 422
    )
    assert client.get(reverse("visit:kiosk", args=["unknown"])).status_code == 404


def test_numbers_of_a_machine_that_is_cut_off_are_its_own_and_are_handed_in_once(hall, client):
    blocks = client.post(reverse("visit:kiosk-reserve", args=[hall.kiosk.code])).json()["blocks"]
    slips = blocks[str(hall.a.pk)]
    online = tickets.take(hall.a, [Wish()], source="kiosk", at=now())
    said = {"slips": [{"group": hall.a.pk, "slip": slips[0], "taken_at": now().isoformat()}]}

    def hand_in(what):
        address = reverse("visit:kiosk-hand-in", args=[hall.kiosk.code])
        return client.post(address, json.dumps(what), content_type="application/json")

    fast = (now() + timedelta(minutes=5)).isoformat()
    also = {"group": hall.a.pk, "slip": slips[1], "taken_at": fast, "has_priority": True}
    foreign = {"group": hall.a.pk, "slip": online.slip[:-3] + "999", "taken_at": now().isoformat()}

    assert [hand_in(said).json()["taken"] for _ in range(2)] == [1, 0]
    assert hand_in({"slips": [foreign, also]}).json() == {"taken": 1, "refused": [foreign["slip"]]}
    assert hand_in({"slips": [{}]}).status_code == 422
    assert [each.number for each in Ticket.objects.order_by("pk")] == ["A011", "A001", "A002"]
    assert Ticket.objects.last().taken_at <= now()
    assert not any(series.lost for series in check_series())
    assert Entry.objects.filter(move="reserve").count() == 2


def test_the_display_shows_who_is_called_and_answers_only_what_changed(hall, client):
    windows.open_window(hall.one, by=hall.wang, at=now())
    ticket = tickets.take(hall.a, [Wish()], source="kiosk", at=now())
    service.call_next(hall.one, by=hall.wang, at=now())

    page = client.get(reverse("visit:screen", args=["C01"])).content.decode()
    state = client.get(reverse("visit:state", args=["C01"]))
    again = client.get(reverse("visit:state", args=["C01"]), headers={"If-None-Match": state["ETag"]})

    assert ticket.number in page
    assert state.json()["calls"][0]["number"] == ticket.number
    assert again.status_code == 304
    assert Kiosk.objects.count() == 1


def test_display_and_machine_tell_how_long_a_newcomer_waits_and_correct_it(hall, client):
    screen, kiosk = reverse("visit:state", args=["C01"]), reverse("visit:kiosk", args=[hall.kiosk.code])
    closed = screen_state(hall.place, at=now())["waits"]
    windows.open_window(hall.one, by=hall.wang, at=now())
    free = screen_state(hall.place, at=now())["waits"]
    for _person in range(3):
        tickets.take(hall.a, [Wish()], source="staff", by=hall.wang, at=now())

    busy = {each["line"]: each for each in client.get(screen).json()["waits"]}

    assert closed == []
    assert [(each["line"], each["about"]) for each in free] == [("A", 0), ("B", 0)]
    assert busy["A"]["about"] > 15
    assert not busy["A"]["is_promise"]
    told = f"约{busy['A']['about']}分钟"
    assert told in client.get(kiosk).content.decode()
    assert told in client.get(reverse("visit:screen", args=["C01"])).content.decode()


@pytest.mark.parametrize(
    ("port", "stream"), [(0, 'data-stream=""'), (8901, "http://testserver:8901/stream/halls/C01")]
)
def test_a_display_names_its_stream_and_what_to_ask_without_one(hall, client, settings, port, stream):
    settings.LIVE_PORT = port

    page = client.get(reverse("visit:screen", args=["C01"])).content.decode()

    assert stream in page
    assert f'data-state="{reverse("visit:state", args=["C01"])}"' in page


def test_the_machine_brings_a_script_that_opens_it_while_cut_off(hall, client):
    answer = client.get(reverse("visit:kiosk-worker", args=[hall.kiosk.code]))

    assert answer["Content-Type"].startswith("text/javascript")
    assert "caches.match" in answer.content.decode()
    assert client.get(reverse("visit:kiosk-worker", args=["unknown"])).status_code == 404
