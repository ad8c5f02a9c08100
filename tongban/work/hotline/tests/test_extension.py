"""More days: an officer asks once, with a reason; the head of the unit grants or refuses."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from tongban.ground.ledger import Refused
from tongban.ground.ledger.verification import verify
from tongban.work.hotline.actions import intake, work
from tongban.work.hotline.models import ExtensionRequest
from tongban.work.hotline.queries.worklists import LISTS
from tongban.work.hotline.readers import READERS
from tongban.work.hotline.tests import cast
from tongban.work.hotline.tests.cast import at, fresh, led

pytestmark = [pytest.mark.django_db, pytest.mark.law("anyang-services-regulation:50")]


@pytest.fixture
def asked(office, order):
    """An order in hand for which its officer asked three more days."""
    order = led(office, order, "dispatch", "sign")
    return work.ask_extension(order, 3, by=office.yan, at=at(6), reason="需要检测")


def test_the_head_is_told_and_grants_what_was_asked(office, asked):
    before = asked.due_on
    assert READERS.audiences["heads"](asked, None) == [office.hua]
    assert asked in LISTS.rows(office.hua, "to_extend", at(6).date())

    order = work.extend(asked, 3, by=office.hua, at=at(6, 11), reason="需要检测", told="电话")

    request = ExtensionRequest.objects.get()
    assert (request.is_granted, request.decided_by, order.more_days) == (True, office.hua, 3)
    assert order.due_on > before
    assert asked not in LISTS.rows(office.hua, "to_extend", at(6).date())
    assert verify().is_whole


def test_what_was_refused_is_neither_asked_again_nor_given(office, asked):
    work.refuse_extension(asked, by=office.hua, at=at(6, 11), ruling="人手足够")

    with pytest.raises(Refused):
        work.ask_extension(fresh(asked), 2, by=office.yan, at=at(6, 12), reason="再申请")
    with pytest.raises(Refused):
        work.extend(fresh(asked), 2, by=office.hua, at=at(6, 12), reason="再申请", told="电话")
    with pytest.raises(Refused):
        work.refuse_extension(fresh(asked), by=office.hua, at=at(6, 12), ruling="又一次")
    assert fresh(asked).more_days == 0


def test_an_officer_does_not_decide_and_nobody_decides_on_an_own_request(office, order):
    order = led(office, order, "dispatch", "sign")
    work.ask_extension(order, 3, by=office.hua, at=at(6), reason="需要检测")

    with pytest.raises(Refused):
        work.extend(fresh(order), 3, by=office.hua, at=at(6, 11), reason="需要检测", told="电话")
    for act in (
        lambda: work.refuse_extension(fresh(order), by=office.yan, at=at(6, 11), ruling="不"),
        lambda: work.extend(fresh(order), 3, by=office.yan, at=at(6, 11), reason="x", told="电话"),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_too_many_days_are_not_asked_for(office, order):
    order = led(office, order, "dispatch", "sign")

    with pytest.raises(Refused):
        work.ask_extension(order, 99, by=office.yan, at=at(6), reason="需要检测")

    assert not ExtensionRequest.objects.exists()


def test_the_reason_of_a_confidential_report_is_set_aside(office):
    report = intake.register(cast.secret(office, "机密"), by=office.agent, at=cast.MONDAY).order
    intake.dispatch(report, office.places["nature"], by=office.lin, at=at(5, 11))
    work.sign(report, by=office.tao, at=at(5, 12))

    work.ask_extension(fresh(report), 2, by=office.tao, at=at(6), reason="机密理由")

    assert ExtensionRequest.objects.get().reason == "***"


def test_the_buttons_of_the_page_lead_through_it(office, asked):
    head, officer = Client(), Client()
    head.force_login(office.hua)
    officer.force_login(office.yan)
    page = reverse("hotline:order", args=[asked.reference])

    assert (
        reverse("hotline:act", args=[asked.reference, "ask_extension"])
        not in officer.get(page).content.decode()
    )
    assert "需要检测" in head.get(page).content.decode()
    head.post(
        reverse("hotline:act", args=[asked.reference, "refuse_extension"]), {"seen": "", "ruling": "人手足够"}
    )

    assert "人手足够" in officer.get(page).content.decode()
