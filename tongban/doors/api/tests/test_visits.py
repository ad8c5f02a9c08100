"""A system books, changes and cancels, takes numbers and follows them; never somebody else's, never one too many."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from tongban.doors.api.tests.conftest import admit
from tongban.ground.ledger import Refused
from tongban.ground.ledger.models import Entry
from tongban.ground.people.tests import cast as people
from tongban.work.hall.actions import appointments
from tongban.work.hall.models import Appointment, Slot, Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def tomorrow(hall, house, call):
    """Return the times of tomorrow as they are told."""
    day = timezone.localdate() + timedelta(days=1)
    return lambda: call.get(f"/places/C01/slots?item={house.item.code}&day={day}").json()["results"]


def visitor(house, **more):
    return {"item": house.item.code, "applicant": house.zhang.pk, **more}


def test_places_are_found_by_what_they_offer(hall, house, call):
    offering = call.get(f"/places?item={house.item.code}").json()["results"]
    others = call.get("/places?item=XYZ").json()["results"]

    assert [(place["code"], place["is_open"], place["items"]) for place in offering] == [
        ("C01", True, [house.item.code])
    ]
    assert others == []


def test_a_time_is_booked_once_changed_and_cancelled(house, call, tomorrow):
    first, second = tomorrow()[9:11]

    booked = call.post("/appointments", visitor(house, slot=first["id"]), once="a")
    again = call.post("/appointments", visitor(house, slot=first["id"]), once="a")
    full = [slot["free"] for slot in tomorrow()[9:11]]
    address = f"/appointments/{booked.json()['reference']}"
    changed = call.post(f"{address}/change", {"slot": second["id"]})
    cancelled = call.post(f"{address}/cancellation")

    assert (booked.status_code, booked.content) == (201, again.content)
    assert full == [0, 1]
    assert changed.json()["begins_at"] == second["begins_at"]
    assert cancelled.json()["status"] == "cancelled"
    assert [slot["free"] for slot in tomorrow()[9:11]] == [1, 1]
    assert call.get(address).json()["status"] == "cancelled"
    assert [entry.move for entry in Entry.objects.filter(subject=booked.json()["reference"])] == [
        "book",
        "change",
        "cancel",
    ]


def test_a_full_time_is_refused_and_the_waiting_list_only_taken_when_the_day_is_full(house, call, tomorrow):
    slot = tomorrow()[9]
    call.post("/appointments", visitor(house, slot=slot["id"]))
    _client, theirs = admit(house, house.stranger, name="别家系统")
    given = {"item": house.item.code, "applicant": house.stranger.pk}

    full = theirs.post("/appointments", {**given, "slot": slot["id"]})
    early = theirs.post("/waiting-list", {**given, "place": "C01", "day": slot["begins_at"][:10]})
    Slot.objects.exclude(pk=slot["id"]).update(is_open=False)
    listed = theirs.post(
        "/waiting-list", {**given, "place": "C01", "day": str(timezone.localdate() + timedelta(1))}
    )

    assert (full.status_code, full["Content-Type"]) == (409, "application/problem+json")
    assert "约满" in full.json()["detail"]
    assert early.status_code == 409
    assert (listed.status_code, listed.json()["status"]) == (201, "listed")


def test_somebody_elses_appointment_and_number_are_not_told_from_none(house, call, tomorrow):
    reference = call.post("/appointments", visitor(house, slot=tomorrow()[9]["id"])).json()["reference"]
    number = call.post("/tickets", visitor(house, place="C01")).json()["reference"]
    _client, theirs = admit(house, house.stranger, name="别家系统")
    before = Entry.objects.count()

    answers = [
        theirs.get(f"/appointments/{reference}"),
        theirs.post(f"/appointments/{reference}/change", {"slot": tomorrow()[10]["id"]}),
        theirs.post(f"/appointments/{reference}/cancellation"),
        theirs.get(f"/tickets/{number}"),
        theirs.post(f"/tickets/{number}/leave"),
        theirs.get("/tickets/TICKET-2026-999999"),
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert theirs.get("/tickets").json() == theirs.get("/appointments").json() == {"results": []}
    assert Entry.objects.count() == before


def test_nobody_is_booked_without_authority_and_no_strange_case_is_named(house, call, filed, tomorrow):
    slot = tomorrow()[9]["id"]
    _client, theirs = admit(house, house.stranger, name="别家系统")

    other = call.post("/appointments", visitor(house, slot=slot) | {"applicant": house.stranger.pk})
    strange = theirs.post(
        "/tickets", {"item": house.item.code, "applicant": house.stranger.pk, "place": "C01", "case": filed}
    )
    elsewhere = call.post("/appointments", visitor(house, slot=slot) | {"item": "XYZ"})

    assert [answer.json()["errors"][0]["at"] for answer in (other, strange, elsewhere)] == [
        "applicant",
        "case",
        "item",
    ]
    assert not Appointment.objects.exists()
    assert not Ticket.objects.exists()


def test_a_number_tells_what_its_case_lacks_and_is_taken_once(house, call, hall, draft):
    taken = call.post("/tickets", visitor(house, place="C01", case=draft))
    twice = call.post("/tickets", visitor(house, place="C01"))
    address = f"/tickets/{taken.json()['reference']}"
    left = call.post(f"{address}/leave")
    late = call.post(f"{address}/leave")

    told = taken.json()
    assert (taken.status_code, told["number"], told["status"], told["before"]) == (201, "A001", "waiting", 0)
    assert told["missing"] == []
    assert twice.status_code == 409
    assert (left.json()["status"], late.status_code) == ("left", 409)


def test_a_number_is_not_given_by_a_place_that_is_closed(house, call, hall):
    hall.exceptions.create(first=timezone.localdate(), last=timezone.localdate(), hours="", reason="停电")

    answer = call.post("/tickets", visitor(house, place="C01"))

    assert answer.status_code == 409
    assert not Ticket.objects.exists()


def test_without_the_scope_nothing_of_visits_is_opened(house, hall):
    _client, reading = admit(house, house.zhang, name="只读系统", scopes=("catalogue",))

    assert {reading.get(path).status_code for path in ("/places", "/appointments", "/tickets")} == {403}


@pytest.mark.django_db(transaction=True)
def test_the_last_place_is_given_once_by_the_interface_or_the_page(house, call, tomorrow):
    slot = tomorrow()[9]["id"]
    citizen = people.staff("lisi", "applicant")
    house.stranger.account = citizen
    house.stranger.save()

    def by_interface():
        return call.post("/appointments", visitor(house, slot=slot)).status_code == 201

    def by_page():
        try:
            appointments.book(Slot.objects.get(pk=slot), house.stranger, by=citizen, at=timezone.now())
        except Refused:
            return False
        return True

    def run(act):
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        won = list(pool.map(run, [by_interface, by_page] * 2))

    assert sum(won) == 1
    assert Slot.objects.get(pk=slot).taken == Appointment.objects.count() == 1
