"""A whole day of the hall is proven: nothing that was done looks like a forgery."""

import pytest

from tongban.ground.ledger.seal_writer import seal
from tongban.ground.ledger.verification import verify
from tongban.work.hall.actions import appointments, circle, places, service, slots, tickets, windows
from tongban.work.hall.actions.staffing import plan_window
from tongban.work.hall.actions.statistics import keep_figures, rebuild_figures
from tongban.work.hall.actions.tickets import Wish
from tongban.work.hall.applicant_merge import give_held
from tongban.work.hall.models import WindowPlan
from tongban.work.hall.reach.shares import Cell
from tongban.work.hall.tests import cast
from tongban.work.hall.tests.cast import TUESDAY, at, fresh, slot_at
from tongban.work.hall.tests.test_circle import LIMITS as REACH

pytestmark = pytest.mark.django_db


def a_day(hall):
    """Let people book, come, be called, sent elsewhere, served, skipped and forgotten."""
    cast.planned(hall)
    li = cast.citizen()
    booked = appointments.book(slot_at(hall, 10), li, by=li.account, at=at(8))
    appointments.remind(at=at(8))
    cast.opened(hall, hall.one, hall.wang)
    ticket = appointments.arrive(booked, at=at(9, 50))
    service.call_next(hall.one, by=hall.wang, at=at(9, 55))
    service.serve(fresh(ticket), by=hall.wang, at=at(9, 56))
    tickets.add_errand(fresh(ticket), Wish(), by=hall.wang, at=at(9, 57))
    service.transfer(fresh(ticket), by=hall.wang, at=at(9, 58), back_office=hall.other)
    tickets.send_back(fresh(ticket), by=hall.sun, at=at(10))
    service.call_next(hall.one, by=hall.wang, at=at(10, 1))
    service.serve(fresh(ticket), by=hall.wang, at=at(10, 2))
    service.finish(fresh(ticket), by=hall.wang, at=at(10, 3))
    cast.taken(hall, hour=10)
    windows.pause(hall.one, by=hall.wang, at=at(10, 5))
    said = {"first": TUESDAY, "last": TUESDAY, "hours": "", "is_usual": False, "reason": "停电"}
    places.set_exception(hall.place, said, by=hall.head, at=at(10, 6))
    places.set_groups(hall.two, [hall.a], by=hall.head, at=at(10, 7))
    places.change_place(hall.place, {"address": "新路1号"}, by=hall.head, at=at(10, 8))
    circle.import_grid([Cell(120.6, 31.3, 5)], TUESDAY, "示例", by=hall.head, at=at(10, 8))
    circle.set_reach(REACH, by=hall.head, at=at(10, 8))
    plan = WindowPlan(day=cast.date(2026, 11, 25), begins=600, ends=660, opens=True)
    plan_window(hall.one, plan, by=hall.head, at=at(10, 8))
    slots.lay_out(hall.place, at=at(10, 9))
    tomorrow = at(1, day=cast.date(2026, 11, 25))
    tickets.end_day(at=tomorrow)
    windows.end_day(at=tomorrow)
    keep_figures(at=tomorrow)
    rebuild_figures(hall.place, by=hall.head, at=tomorrow)


def test_a_day_of_the_hall_is_proven(hall):
    a_day(hall)

    seal(at=cast.timezone_now())

    assert [str(problem) for problem in verify().problems] == []


def test_an_account_that_was_verified_keeps_its_appointments(hall):
    cast.planned(hall)
    pending, known = cast.citizen(), cast.citizen("王五", "320500199001010026", "wangwu")
    booked = appointments.book(slot_at(hall, 10), pending, by=pending.account, at=at(8))

    give_held(pending, known)

    assert fresh(booked).applicant == known
