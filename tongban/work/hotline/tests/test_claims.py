"""An order is claimed at the centre and at a unit; a confidential one has no notes."""

from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now

from tongban.ground.exchange.notes.actions import write_note
from tongban.ground.exchange.notes.queries import may_read
from tongban.ground.matters import claims
from tongban.work.hotline.actions import intake
from tongban.work.hotline.queries.worklists import LISTS
from tongban.work.hotline.tests import cast
from tongban.work.hotline.tests.cast import at


def waiting(user, kind):
    return [order.reference for order in LISTS.rows(user, kind, localdate())]


def test_two_dispatchers_do_not_take_the_same_order(office, order):
    claims.claim(order, LISTS, by=office.lin, at=now())

    assert waiting(office.lin, "to_dispatch") == [order.reference]
    assert waiting(office.bao, "to_dispatch") == []


def test_the_claim_of_the_centre_is_none_of_the_unit(office, order):
    claims.claim(order, LISTS, by=office.lin, at=now())
    sent = cast.led(office, order, "dispatch")

    assert waiting(office.yan, "to_sign") == [sent.reference]


def test_an_order_is_handed_over_on_its_page(office, order):
    client = Client()
    client.force_login(office.lin)
    address = reverse("hotline:act", args=[order.reference, "pass_to"])
    assert str(office.bao) in client.get(address).content.decode()

    answer = client.post(address, {"to": office.bao.pk, "reason": "交接班", "seen": "99"})

    assert answer.status_code == 302
    assert waiting(office.bao, "to_dispatch") == [order.reference]
    assert waiting(office.lin, "to_dispatch") == []


def test_what_became_confidential_shows_no_notes_any_more(office, order):
    write_note("hotline", order.reference, "来电人住山塘街一号", by=office.lin, at=now())

    kept = intake.keep_secret(order, by=office.lin, at=at(6), reported_unit=cast.city(office))

    assert not may_read(office.lin, "hotline", kept.reference)
