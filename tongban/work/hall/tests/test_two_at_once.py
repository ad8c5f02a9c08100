"""Several at once, on the real database: two windows never call the same person, the last place goes to one of many."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from tongban.ground.ledger import Refused
from tongban.work.hall.actions import appointments, places, service
from tongban.work.hall.models import Appointment, Slot, Ticket
from tongban.work.hall.tests import cast
from tongban.work.hall.tests.cast import at, fresh

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 12


def all_at_once(acts):
    """Begin all acts together, each with a connection of its own; return what each says."""
    start = Barrier(len(acts))

    def run(act):
        try:
            start.wait(10)
            return act()
        except Refused:
            return "refused"
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [each.result() for each in [pool.submit(run, act) for act in acts]]


def test_two_windows_at_once_call_two_people_and_of_one_person_one_window():
    cast.build()
    hall = cast.hall()
    three = places.set_up_window(hall.place, "3", "comprehensive", [], by=hall.head, at=at(8))
    cast.opened(hall, hall.one, hall.wang)
    cast.opened(hall, three, hall.zhao)
    first, second, third = (cast.taken(hall, minute=n) for n in (1, 2, 3))

    def calls(window, by):
        return lambda: service.call_next(window, by=by, at=at(9, 5)).number

    both = [calls(hall.one, hall.wang), calls(three, hall.zhao)]
    called = all_at_once(both)
    for ticket in (first, second):
        service.serve(fresh(ticket), by=fresh(ticket).officer, at=at(9, 6))
        service.finish(fresh(ticket), by=fresh(ticket).officer, at=at(9, 7))
    last = all_at_once(both)

    assert sorted(called) == [first.number, second.number]
    assert sorted(last) == sorted([third.number, "refused"])


def test_many_at_once_for_the_last_place_and_exactly_one_has_it():
    cast.build()
    hall = cast.hall()
    cast.planned(hall)
    citizens = [cast.citizen(f"市民{n}", f"3205001990010100{n:02d}", f"citizen{n}") for n in range(MANY)]
    slot = cast.slot_at(hall, 10)

    def books(citizen):
        return lambda: appointments.book(slot, citizen, by=citizen.account, at=at(8)).status

    said = all_at_once([books(each) for each in citizens])

    assert sorted(said) == ["booked", *["refused"] * (MANY - 1)]
    assert Appointment.objects.count() == 1
    assert (fresh(slot).taken, fresh(slot).ordinary, fresh(slot).capacity) == (1, 1, 2)


def test_many_machines_at_once_never_give_a_number_twice():
    cast.build()
    hall = cast.hall()

    numbers = all_at_once([lambda: cast.taken(hall).number for _ in range(MANY)])

    assert sorted(numbers) == [f"A{n:03d}" for n in range(1, MANY + 1)]
    assert Ticket.objects.count() == MANY


def test_the_database_itself_refuses_the_one_too_many():
    cast.build()
    hall = cast.hall()
    cast.planned(hall)
    slot = cast.slot_at(hall, 10)
    booked = appointments.book(slot, cast.citizen(), by=cast.User.objects.get(username="lisi"), at=at(8))
    again = Appointment.objects.get(pk=booked.pk)
    again.pk, again.reference, again.code = None, "APPT-2026-999999", "other"
    again.applicant = cast.citizen("王五", "320500199001010026", "wangwu")

    with pytest.raises(cast.IntegrityError, match="slot_keeps_places_for_priority"):
        again.save(force_insert=True)

    assert Slot.objects.get(pk=slot.pk).taken == 1
