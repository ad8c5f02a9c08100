"""One code, as people use it: drawn on the phone, read by the machine, the terminal, the rating device and the window."""

import re

import pytest
from django.urls import reverse
from django.utils.timezone import localdate, now

from tongban.ground.ledger.models import Entry
from tongban.work.hall.actions import places, service, tickets, windows
from tongban.work.hall.actions.tickets import Wish
from tongban.work.hall.models import CodeUse, Ticket
from tongban.work.hall.tests import cast
from tongban.work.hall.tests.cast import fresh
from tongban.work.ratings.models import Rating

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall(db, once):
    """The hall, open around the clock from today on, with a machine and a citizen."""
    once(cast.build)
    found = cast.hall()
    by = {"by": found.head, "at": now()}
    places.set_week(found.place, localdate(), ["00:00-24:00"] * 9, **by)
    found.kiosk = places.add_kiosk(found.place, "一号机", **by)
    found.li = cast.citizen()
    return found


@pytest.fixture
def shown(hall, client):
    """Return the code as the citizen's phone draws it, after which nobody is signed in."""
    client.force_login(hall.li.account)
    page = client.get(reverse("visit:person-code")).content.decode()
    client.logout()
    assert "data:image/svg+xml" in page
    assert 'hx-trigger="every 45s"' in page
    return re.search(r'data-text="([^"]+)"', page).group(1)


def scan(client, page, kiosk, text, **more):
    return client.post(reverse(f"visit:{page}", args=[kiosk.code]), {"scanned": text, **more})


def served(hall, **more):
    """Return a visit that is at window 1."""
    windows.open_window(hall.one, by=hall.wang, at=now())
    ticket = tickets.take(hall.a, [Wish()], source="kiosk", at=now(), **more)
    service.call_next(hall.one, by=hall.wang, at=now())
    return service.serve(fresh(ticket), by=hall.wang, at=now())


def test_a_stranger_has_no_code(client):
    assert client.get(reverse("visit:person-code")).status_code == 302


def test_who_has_no_appointment_says_at_the_machine_what_they_come_for(hall, shown, client):
    asked = scan(client, "kiosk", hall.kiosk, shown)
    mark = re.search(r'name="person" value="([^"]+)"', asked.content.decode()).group(1)
    slip = client.post(reverse("visit:kiosk", args=[hall.kiosk.code]), {"person": mark, "group": hall.a.pk})

    ticket = Ticket.objects.get()
    assert asked.status_code == 409
    assert ticket.number in slip.content.decode()
    assert ticket.applicant == hall.li


def test_the_mark_of_one_machine_is_of_no_use_at_another(hall, shown, client):
    other = places.add_kiosk(hall.place, "二号机", by=hall.head, at=now())
    asked = scan(client, "kiosk", hall.kiosk, shown)
    mark = re.search(r'name="person" value="([^"]+)"', asked.content.decode()).group(1)

    for forged in (mark, mark + "x", "x"):
        said = {"person": forged, "group": hall.a.pk}
        client.post(reverse("visit:kiosk", args=[other.code]), said)

    assert {ticket.applicant for ticket in Ticket.objects.all()} == {None}


def test_a_machine_says_why_a_code_is_refused(hall, shown, client):
    scan(client, "terminal", hall.kiosk, shown)

    again, forged = (scan(client, "terminal", hall.kiosk, text) for text in (shown, shown[:-1] + "!"))

    assert (again.status_code, forged.status_code) == (409, 409)
    assert "此码已在此使用过" in again.content.decode()
    assert "不是本中心的码" in forged.content.decode()


def test_the_terminal_shows_what_can_be_picked_up_with_a_masked_name(hall, shown, client):
    page = scan(client, "terminal", hall.kiosk, shown).content.decode()

    assert hall.li.name not in page
    assert "没有在办事项" in page


def test_the_rating_device_leads_to_the_visit_just_finished(hall, shown, client):
    before = scan(client, "rating-device", hall.kiosk, shown)
    service.finish(served(hall, applicant=hall.li), by=hall.wang, at=now())
    client.force_login(hall.li.account)
    page = client.get(reverse("visit:person-code")).content.decode()
    client.logout()

    led = scan(client, "rating-device", hall.kiosk, re.search(r'data-text="([^"]+)"', page).group(1))
    thanked = client.post(led["Location"], {"level": 5})

    assert before.status_code == 409
    assert thanked["Location"] == reverse("visit:rating-device", args=[hall.kiosk.code])
    assert Rating.objects.get().channel == "window"


def test_the_window_knows_the_person_by_the_code_and_nobody_else_does(hall, shown, client):
    ticket = served(hall)
    client.force_login(hall.wang)
    asked = client.get(reverse("hall:scan"))
    answer = client.post(reverse("hall:scan"), {"scanned": f" {shown}\n"})
    page = client.get(answer["Location"])

    assert asked.status_code == 200
    assert hall.li.name in page.content.decode()
    assert ticket.number in page.content.decode()
    assert fresh(ticket).applicant == hall.li
    client.force_login(hall.zhao)
    assert client.get(answer["Location"]).status_code == 404


def test_without_a_visit_the_window_asks_why_and_loses_nothing(hall, shown, client):
    windows.open_window(hall.one, by=hall.wang, at=now())
    client.force_login(hall.wang)

    refused = client.post(reverse("hall:scan"), {"scanned": shown})
    answer = client.post(reverse("hall:scan"), {"scanned": shown, "basis": "咨询"})

    assert refused.status_code == 409
    assert shown in refused.content.decode()
    assert client.get(answer["Location"]).status_code == 200


def test_the_citizen_stops_what_was_shown_and_sees_where_it_was_used(hall, shown, client):
    scan(client, "terminal", hall.kiosk, shown)
    client.force_login(hall.li.account)
    client.post(reverse("visit:stop-codes"))

    page = client.get(reverse("visit:person-code")).content.decode()

    assert CodeUse.objects.get().get_kind_display() in page
    assert Entry.objects.filter(move="stop_codes").count() == 1
