"""Booking, changing, cancelling, waiting for a place, coming and not coming."""

from datetime import timedelta

import pytest

from tongban.ground.exchange.models import Outgoing
from tongban.ground.ledger import Refused
from tongban.work.hall.actions import appointments, places, slots
from tongban.work.hall.models import Appointment, Slot
from tongban.work.hall.queries.appointments import displaced, slots_of
from tongban.work.hall.tests import cast
from tongban.work.hall.tests.cast import TUESDAY, at, fresh, slot_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall(hall):
    cast.planned(hall)
    hall.li = cast.citizen()
    hall.wang_wu = cast.citizen("王五", "320500199001010026", "wangwu")
    hall.zhao_liu = cast.citizen("赵六", "320500194001010034", "zhaoliu")
    return hall


def booked(hall, who, hour=10, minute=0, **more):
    return appointments.book(slot_at(hall, hour, minute), who, by=who.account, at=at(8), **more)


def let_all_book(hall):
    """Set that what is kept goes to all a day before."""
    said = {**cast.SETTINGS, "kept_hours": 24}
    places.set_settings(hall.place, said, by=hall.head, at=at(8))
    slots.lay_out(hall.place, at=at(8))


def told(appointment):
    return Outgoing.objects.filter(subject=appointment.reference).count()


def test_slots_lie_within_the_opening_hours_of_the_days_ahead(hall):
    starts = [f"{each.begins_at + timedelta(hours=8):%H:%M}" for each in slots_of(hall.a, TUESDAY, at(8))]

    assert starts[:2] == ["09:00", "09:30"]
    assert starts[5:7] == ["11:30", "13:00"]
    assert starts[-1] == "16:30"
    assert Slot.objects.filter(begins_at__gte=at(0, day=TUESDAY + timedelta(days=4))).count() == 0
    assert slots.lay_out(hall.place, at=at(8)) == 0


def test_a_place_kept_for_priority_is_not_given_to_others_until_its_time(hall):
    booked(hall, hall.li)
    with pytest.raises(Refused):
        booked(hall, hall.wang_wu)

    assert booked(hall, hall.zhao_liu, has_priority=True).status == "booked"
    let_all_book(hall)
    assert (slot_at(hall, 11).kept, slot_at(hall, 9, day=TUESDAY + timedelta(days=2)).kept) == (0, 1)


def test_who_cancels_in_time_gives_the_place_to_the_first_who_waits_priority_first(hall):
    let_all_book(hall)
    held = [booked(hall, who, hour=hour) for hour in (9,) for who in (hall.li, hall.wang_wu)]
    Slot.objects.exclude(pk=held[0].slot_id).update(is_open=False)
    waiting = appointments.join(hall.a, TUESDAY, hall.zhao_liu, by=hall.zhao_liu.account, at=at(6))

    appointments.cancel(held[0], by=hall.li.account, at=at(6, 30))

    assert (fresh(waiting).status, fresh(waiting).slot_id) == ("booked", held[0].slot_id)
    assert fresh(held[0]).status == "cancelled"
    assert told(waiting) == 1


def test_nobody_joins_a_waiting_list_while_there_are_free_times(hall):
    with pytest.raises(Refused):
        appointments.join(hall.a, TUESDAY, hall.li, by=hall.li.account, at=at(8))


def test_an_appointment_is_changed_until_the_hours_before_that_are_set(hall):
    appointment = booked(hall, hall.li, 10)

    with pytest.raises(Refused, match="2"):
        appointments.change(appointment, slot_at(hall, 15), by=hall.li.account, at=at(8, 1))
    appointments.change(appointment, slot_at(hall, 15), by=hall.li.account, at=at(8))

    assert fresh(appointment).slot == slot_at(hall, 15)
    assert (slot_at(hall, 10).taken, slot_at(hall, 15).taken) == (0, 1)


def test_one_has_one_appointment_of_a_group_on_a_day(hall):
    booked(hall, hall.li, 10)

    with pytest.raises(Refused):
        booked(hall, hall.li, 11)


def test_nobody_books_for_others_without_a_mandate(hall):
    with pytest.raises(cast.PermissionDenied):
        appointments.book(slot_at(hall, 10), hall.li, by=hall.wang_wu.account, at=at(8))


def test_who_comes_in_time_has_a_ticket_with_a_head_start_and_who_is_late_an_ordinary_one(hall):
    in_time, late = booked(hall, hall.li, 10), booked(hall, hall.wang_wu, 9)

    early_ticket = appointments.arrive(in_time, at=at(9, 50))
    late_ticket = appointments.arrive(late, at=at(9, 50))

    assert early_ticket.turn_at == at(9, 30)
    assert late_ticket.turn_at == at(9, 50)
    assert (fresh(in_time).status, fresh(late).status) == ("arrived", "no_show")
    with pytest.raises(Refused):
        appointments.arrive(in_time, at=at(9, 55))


def test_an_appointment_of_another_day_gives_no_ticket(hall):
    appointment = booked(hall, hall.li)

    with pytest.raises(Refused, match="2026-11-24"):
        appointments.arrive(appointment, at=at(10, day=TUESDAY + timedelta(days=1)))


def test_who_does_not_come_too_often_books_at_the_window(hall):
    for hour in (9, 10):
        booked(hall, hall.li, hour)
        assert appointments.note_missed(at=at(hour, 50)) == 1
        Appointment.objects.filter(applicant=hall.li).update(day=TUESDAY)

    with pytest.raises(Refused, match="2"):
        booked(hall, hall.li, 15)
    assert appointments.book(slot_at(hall, 15), hall.li, by=hall.wang, at=at(8)).status == "booked"


def test_one_is_reminded_once(hall):
    appointment = booked(hall, hall.li)

    assert [appointments.remind(at=at(8, 5)) for _ in range(2)] == [1, 0]
    assert told(appointment) == 2


def test_hours_that_change_under_booked_appointments_close_the_slots_and_tell_the_holders(hall):
    appointment = booked(hall, hall.li)

    said = {
        "first": TUESDAY,
        "last": TUESDAY,
        "hours": "13:00-17:00",
        "is_usual": False,
        "reason": "设备检修",
    }
    places.set_exception(hall.place, said, by=hall.head, at=at(8, 10))

    assert list(displaced()) == [appointment]
    assert told(appointment) == 2
    assert not slot_at(hall, 10).is_open
    assert slot_at(hall, 14).is_open
    appointments.change(appointment, slot_at(hall, 14), by=hall.li.account, at=at(9, 30))
    assert fresh(appointment).slot == slot_at(hall, 14)


def test_a_plan_with_fewer_places_keeps_those_that_are_taken(hall):
    booked(hall, hall.li)
    booked(hall, hall.zhao_liu, has_priority=True)

    places.plan_slots(
        hall.a, {**cast.PLAN, "since": TUESDAY, "capacity": 1, "kept": 0}, by=hall.head, at=at(8, 10)
    )

    assert (slot_at(hall, 10).capacity, slot_at(hall, 11).capacity) == (2, 1)


def test_the_waiting_list_ends_with_its_day(hall):
    Slot.objects.update(is_open=False)
    waiting = appointments.join(hall.a, TUESDAY, hall.li, by=hall.li.account, at=at(8))

    assert appointments.end_waiting(at=at(8, day=TUESDAY + timedelta(days=1))) == 1
    assert fresh(waiting).status == "cancelled"
