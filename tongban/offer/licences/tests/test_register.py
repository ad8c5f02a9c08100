"""The register of licences: found by number, holder or case; looked at, printed, suspended, revoked."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now

from tongban.ground.ledger.models import Entry
from tongban.ground.people.actions import applicants
from tongban.ground.people.tests import cast
from tongban.ground.people.tests.cast import MORNING
from tongban.offer.catalogue.models import LicenceType
from tongban.offer.licences import actions, papers

pytestmark = pytest.mark.django_db
REGISTER = "/licences/"
FIRM = {"kind": "enterprise", "number_type": "credit", "number": "91350100M000100Y43"}


@pytest.fixture
def officer():
    return cast.staff("officer", "licence_officer")


@pytest.fixture
def licence(officer):
    """Return a licence issued by a case that holds for a month from today."""
    kind = LicenceType.objects.create(code="JYXK", name="食品经营许可证", issuer="苏州市行政审批局")
    firm, _is_new = applicants.register(by=None, at=MORNING, name="示例餐饮公司", **FIRM)
    today = localdate()
    return actions.issue(
        kind,
        firm,
        number="JY1320",
        valid_from=today,
        valid_until=today + timedelta(days=30),
        case_reference="CASE-2026-000001",
        content={"经营场所": "示例路1号"},
        by=officer,
        at=now(),
    )


@pytest.fixture
def desk(officer):
    client = Client()
    client.force_login(officer)
    return client


def do(desk, licence, move, **said):
    return desk.post(reverse("licences:act", args=[licence.pk, move]), said)


@pytest.mark.parametrize("text", ["JY13", "餐饮", "91350100m000100y43", "CASE-2026-000001"])
def test_a_licence_is_found_by_number_holder_or_case(desk, licence, text):
    found = desk.get(REGISTER, {"text": text}).content.decode()
    other = desk.get(REGISTER, {"text": "别家"}).content.decode()

    assert ("JY1320" in found, "JY1320" in other) == (True, False)


@pytest.mark.parametrize(
    ("standing", "is_there"), [("valid", True), ("soon", True), ("expired", False), ("revoked", False)]
)
def test_licences_are_told_apart_by_how_they_stand_today(desk, licence, standing, is_there):
    assert ("JY1320" in desk.get(REGISTER, {"standing": standing}).content.decode()) == is_there


def test_a_licence_is_suspended_reinstated_and_revoked_with_the_reason(desk, licence):
    for move, status in (("suspend", "suspended"), ("reinstate", "valid"), ("revoke", "revoked")):
        assert do(desk, licence, move, reason=f"（示例）{move}").status_code == 302
        licence.refresh_from_db()
        assert licence.status == status

    page = desk.get(reverse("licences:licence", args=[licence.pk])).content.decode()
    assert "（示例）suspend" in page
    assert do(desk, licence, "reinstate", reason="恢复").status_code == 403


def test_nothing_is_done_to_a_licence_without_a_reason(desk, licence):
    for move in ("suspend", "revoke", "reprint"):
        assert do(desk, licence, move, reason=" ").status_code == 422

    licence.refresh_from_db()
    assert licence.status == "valid"


def test_a_licence_is_printed_again_and_its_past_says_why(desk, licence):
    do(desk, licence, "reprint", reason="遗失补打")

    entry = Entry.objects.filter(subject=licence.reference).last()
    assert (entry.move, entry.note) == ("reprint", "遗失补打")
    assert "遗失补打" in desk.get(reverse("licences:licence", args=[licence.pk])).content.decode()


def test_the_paper_says_who_what_and_until_when_and_how_it_is_checked(desk, licence):
    answer = desk.get(reverse("licences:paper", args=[licence.pk]))
    said = papers.content_of(licence)

    assert answer.content.startswith(b"%PDF")
    assert dict(said["pairs"])["持证人"] == "示例餐饮公司"
    assert dict(said["pairs"])["经营场所"] == "示例路1号"
    assert said["address"] == reverse("checked", args=[licence.check_code])


def test_a_licence_that_does_not_hold_says_so_on_its_paper(licence, officer):
    actions.change_standing(licence, "suspend", by=officer, at=now(), reason="整改")
    licence.refresh_from_db()

    assert papers.content_of(licence)["standing"] == "已暂扣"


def test_who_only_reads_cannot_act_and_others_see_no_register(licence):
    for role, expected in (("bureau_leader", 200), ("window_clerk", 403)):
        client = Client()
        client.force_login(cast.staff(role, role))
        assert client.get(REGISTER).status_code == expected
        assert do(client, licence, "revoke", reason="x").status_code == 403
