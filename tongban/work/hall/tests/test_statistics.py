"""The figures of a place come from entries only: dropped and worked out anew they are the same to the byte."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from tongban.ground.ledger.models import Entry
from tongban.work.hall.actions import appointments, service, tickets, windows
from tongban.work.hall.actions.statistics import digest_of, keep_figures, rebuild_figures
from tongban.work.hall.models import KeptFigures, Ticket
from tongban.work.hall.tests import cast
from tongban.work.hall.tests.cast import TUESDAY, at, fresh, opened, slot_at, taken

WEDNESDAY = TUESDAY + timedelta(days=1)


def a_day():
    """Two are served, one of them by appointment; one leaves, one never comes to the appointment."""
    cast.build()
    hall = cast.hall()
    cast.planned(hall)
    li, wang = cast.citizen(), cast.citizen("王五", "320500199001010026", "wangwu")
    booked = appointments.book(slot_at(hall, 10), li, by=li.account, at=at(8))
    appointments.book(slot_at(hall, 11), wang, by=wang.account, at=at(8))
    opened(hall)
    gone = taken(hall, hall.b, 9, 0)
    taken(hall, hall.a, 9, 5)
    tickets.leave(gone, at=at(9, 10))
    _serve(hall, at(9, 15), 10)
    appointments.arrive(booked, at=at(9, 50))
    _serve(hall, at(9, 55), 20)
    windows.close_window(fresh(hall.one), by=hall.wang, at=at(11))
    appointments.note_missed(at=at(12))


def _serve(hall, when, minutes):
    ticket = service.call_next(fresh(hall.one), by=hall.wang, at=when)
    service.serve(ticket, by=hall.wang, at=when)
    service.finish(fresh(ticket), by=hall.wang, at=when + timedelta(minutes=minutes))


@pytest.fixture
def counted(db, once):
    """A hall whose Tuesday is over and counted."""
    once(a_day)
    keep_figures(at=at(1, day=WEDNESDAY))
    return cast.hall()


def row(cut="hall", name="", span="2026-11-24"):
    return KeptFigures.objects.get(cut=cut, name=name, span=span)


def test_a_day_that_is_over_is_counted_from_its_entries(counted):
    hall = row()

    assert (hall.tickets, hall.served, hall.left) == (3, 2, 1)
    assert (hall.waiting_seconds, hall.waiting_p90) == (15 * 60, 10 * 60)
    assert (hall.service_seconds, hall.service_p90, hall.open_seconds) == (30 * 60, 20 * 60, 2 * 3600)
    assert (hall.appointments_kept, hall.appointments_missed) == (1, 1)
    assert row("window", "1").service_seconds == 30 * 60
    assert row("group", "B").left == 1
    assert row(span="2026-11").tickets == 3


def test_today_is_not_counted_before_it_is_over(db, once):
    once(a_day)

    keep_figures(at=at(12))

    assert not KeptFigures.objects.exists()


def test_dropped_and_worked_out_anew_the_figures_are_the_same_bytes(counted):
    kept = digest_of(counted.place)
    KeptFigures.objects.filter(cut="group").delete()
    row().save()
    KeptFigures.objects.filter(cut="hall").update(waiting_seconds=1)
    assert digest_of(counted.place) != kept

    _before, after = rebuild_figures(counted.place, by=counted.head, at=at(2, day=WEDNESDAY))

    assert after == kept
    entry = Entry.objects.get(subject=counted.place.reference, move="rebuild_figures")
    assert entry.payload["after"] == kept


def test_what_stands_in_the_rows_of_tickets_counts_for_nothing(counted):
    kept = digest_of(counted.place)
    Ticket.objects.update(served_at=at(8), first_called_at=at(8), over_at=at(8), taken_at=at(8))

    assert rebuild_figures(counted.place, by=counted.head, at=at(2, day=WEDNESDAY)) == (kept, kept)


def test_kept_again_nothing_changes(counted):
    kept = digest_of(counted.place)

    keep_figures(at=at(5, day=WEDNESDAY))

    assert digest_of(counted.place) == kept


def test_only_who_keeps_the_places_drops_figures(counted):
    with pytest.raises(PermissionDenied):
        rebuild_figures(counted.place, by=counted.wang, at=at(2, day=WEDNESDAY))

    assert KeptFigures.objects.exists()


def test_the_page_shows_days_months_and_groups_and_works_them_out_anew(counted, client):
    client.force_login(counted.head)
    address = reverse("hall:statistics")

    days = client.get(address).content.decode()
    groups = client.get(address, {"span": "months", "cut": "group"}).content.decode()
    said = client.post(reverse("hall:rebuild", args=["C01"]), follow=True).content.decode()

    assert "2026-11-24" in days
    assert "50.00%" in days
    assert "2026-11-24" not in groups
    assert "2026-11" in groups
    assert "逐字节相同" in said
    client.force_login(counted.outsider)
    assert client.get(address).status_code == 403


def test_any_day_is_worked_out_from_its_entries_at_once_today_too(db, once, client):
    once(a_day)
    client.force_login(cast.hall().head)

    page = client.get(reverse("hall:statistics"), {"day": "2026-11-24"})
    empty = client.get(reverse("hall:statistics"), {"day": "2026-11-23"})

    place, window = page.context["today"].rows
    assert (place.tickets, place.served, place.left, window.name) == (3, 2, 1, "1")
    assert empty.context["today"].rows == []
    assert not KeptFigures.objects.exists()
