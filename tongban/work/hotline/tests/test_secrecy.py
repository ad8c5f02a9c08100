"""An order that turns out to be a report is kept confidential from then on."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.urls import reverse

from tongban.ground.kit.fact_views import published_facts
from tongban.ground.ledger import Refused
from tongban.ground.ledger.verification import verify
from tongban.work.hotline.actions import intake, outcome, work
from tongban.work.hotline.models import Order, SealedDemand
from tongban.work.hotline.queries import sealed_visible_to, visible_to
from tongban.work.hotline.tests import cast
from tongban.work.hotline.tests.cast import at, fresh, led

pytestmark = [pytest.mark.django_db, pytest.mark.law("jinan-hotline-regulation:32")]
WORD = "举报城管收礼机密词"


@pytest.fixture
def told(office):
    """A complaint that names a bribe at the city management bureau, taken down as an ordinary one."""
    return cast.registered(office, text=WORD, caller_name="钱举报", place="山塘街一号")


@pytest.mark.parametrize(
    "steps",
    [(), ("dispatch",), ("dispatch", "return"), ("dispatch", "sign"), ("dispatch", "sign", "suspend")],
)
def test_what_it_says_is_set_aside_and_it_is_dispatched_anew(office, told, steps):
    order = led(office, told, *steps)

    order = intake.keep_secret(order, by=office.lin, at=at(6), reported_unit=cast.city(office))

    sealed = SealedDemand.objects.get()
    assert (sealed.text, sealed.caller_name, sealed.phone) == (WORD, "钱举报", "13812345678")
    assert (order.text, order.phone, order.kind, order.status) == ("", "", "report", "registered")
    assert (order.lead_unit, order.holder, order.due_on) == (None, office.places["centre"], None)
    intake.dispatch(order, office.places["nature"], by=office.lin, at=at(6, 11))
    assert verify().is_whole


def test_whom_it_reports_loses_sight_of_it_although_they_had_it(office, told):
    order = led(office, told, "dispatch", "sign")
    assert order in visible_to(office.yan)

    intake.keep_secret(order, by=office.lin, at=at(6), reported_unit=cast.city(office))

    assert not visible_to(office.yan).exists()
    with pytest.raises(Refused):
        intake.dispatch(fresh(order), cast.city(office), by=office.lin, at=at(6, 11))
    assert sealed_visible_to(office.lin).get().text == WORD


@pytest.mark.parametrize("person", ["lin", "agent", "qian"])
def test_no_page_list_search_export_or_figure_shows_it_any_more(office, told, person):
    order = led(office, told, "dispatch", "sign")
    work.note_progress(order, by=office.yan, at=at(5, 15), text=WORD)
    work.reply(order, by=office.yan, at=at(5, 16), text=WORD, contact="phone")
    order = outcome.send_back(order, by=office.qian, at=at(5, 17), reason=WORD)
    intake.keep_secret(order, by=office.lin, at=at(6), reported_unit=cast.city(office))
    client = Client()
    client.force_login(getattr(office, person))

    pages = [
        reverse("hotline:order", args=[order.reference]),
        reverse("hotline:orders"),
        reverse("hotline:orders") + "?format=xlsx",
    ]
    shown = [address for address in pages if WORD in client.get(address).content.decode(errors="replace")]
    found = client.get(reverse("hotline:orders"), {"q": WORD}).content.decode()

    assert shown == (pages[:1] if person == "lin" else [])
    assert order.reference not in found
    with connection.cursor() as cursor:
        for fact in published_facts().values():
            cursor.execute(f"SELECT count(*) FROM {fact.view} AS it WHERE it::text LIKE %s", [f"%{WORD}%"])  # noqa: S608
            assert cursor.fetchone()[0] == 0


def test_the_button_says_what_the_ledger_keeps_and_asks_for_a_word(office, told):
    client = Client()
    client.force_login(office.lin)
    address = reverse("hotline:act", args=[told.reference, "keep_secret"])

    page = client.get(address).content.decode()
    answer = client.post(address, {"seen": "", "reported_unit": office.places["city"].pk})

    assert "台账" in page
    assert answer.status_code == 422
    assert fresh(told).text == WORD
    done = client.post(
        address, {"seen": "", "reported_unit": office.places["bureau"].pk, "is_understood": "on"}, follow=True
    )
    assert done.status_code == 200
    assert not visible_to(office.lin).exists()
    assert visible_to(office.keeper).get() == told


def test_only_who_is_trusted_with_reports_does_it_and_only_once(office, told):
    with pytest.raises(PermissionDenied):
        intake.keep_secret(told, by=office.agent, at=at(5, 11))
    intake.keep_secret(told, by=office.lin, at=at(5, 11))
    with pytest.raises(Refused):
        intake.keep_secret(fresh(told), by=office.lin, at=at(5, 12))
    assert Order.objects.get().is_confidential
