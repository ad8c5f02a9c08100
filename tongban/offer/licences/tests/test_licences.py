from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from tongban.ground.kit.files import store_content
from tongban.ground.kit.unused_files import clear_unused
from tongban.ground.ledger import Refused
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.wording import describe
from tongban.ground.people.actions import applicants
from tongban.ground.people.tests import cast
from tongban.ground.people.tests.cast import MORNING
from tongban.offer.catalogue.models import LicenceType
from tongban.offer.licences import actions, queries
from tongban.offer.licences.models import Licence, LicenceUse

pytestmark = pytest.mark.django_db
TODAY, DAY = MORNING.date(), timedelta(days=1)


@pytest.fixture
def officer():
    return cast.staff("officer", "licence_officer")


@pytest.fixture
def firm():
    fields = {"kind": "enterprise", "number_type": "credit", "number": "91350100M000100Y43"}
    return applicants.register(by=None, at=MORNING, name="示例餐饮公司", **fields)[0]


@pytest.fixture
def licence(officer, firm):
    kind = LicenceType.objects.create(code="JYXK", name="食品经营许可证", issuer="苏州市行政审批局")
    span = {"valid_from": TODAY, "valid_until": TODAY + 365 * DAY}
    return actions.issue(kind, firm, number="JY1320", by=officer, at=MORNING, **span)


@pytest.mark.law("licensing-law:44")
def test_a_licence_issued_is_valid_on_its_first_and_last_day(licence):
    good = [licence.is_good_on(day) for day in (TODAY - DAY, TODAY, TODAY + 365 * DAY, TODAY + 366 * DAY)]

    assert good == [False, True, True, False]
    assert Entry.objects.get(subject=licence.reference).basis == "licensing-law:44"


def test_the_next_version_replaces_the_one_before(licence, officer, firm):
    newer = actions.issue(
        licence.type, firm, number=licence.number, valid_from=TODAY + DAY, by=officer, at=MORNING + DAY
    )

    licence.refresh_from_db()
    assert (newer.version, newer.status, licence.status) == (2, "valid", "replaced")
    assert queries.check_licence(licence.check_code, TODAY + DAY).is_good is False


@pytest.mark.law("licensing-law:69")
@pytest.mark.law("licensing-law:70")
def test_a_number_given_by_hand_is_passed_over(licence, officer, firm):
    span = {"valid_from": TODAY, "by": officer, "at": MORNING}
    actions.issue(licence.type, firm, number=f"JYXK{TODAY.year}000002", **span)

    given = [actions.issue(licence.type, firm, **span).number for _ in range(2)]

    assert given == [f"JYXK{TODAY.year}000001", f"JYXK{TODAY.year}000003"]


def test_nobody_gets_the_next_version_of_somebody_elses_licence(licence, officer):
    fields = {"kind": "person", "number_type": "passport", "number": "E12345678"}
    other = applicants.register(by=None, at=MORNING, name="张三", **fields)[0]

    with pytest.raises(Refused, match="属于他人"):
        actions.issue(licence.type, other, number=licence.number, valid_from=TODAY, by=officer, at=MORNING)

    assert Licence.objects.get().version == 1


@pytest.mark.parametrize(
    ("moves", "standing"),
    [
        (["suspend"], "suspended"),
        (["suspend", "reinstate"], "valid"),
        (["revoke"], "revoked"),
        (["suspend", "cancel"], "cancelled"),
    ],
)
def test_the_check_answers_at_once_with_the_standing(licence, officer, moves, standing):
    for move in moves:
        licence = actions.change_standing(licence, move, by=officer, at=MORNING, reason="复核发现材料不实")

    found = queries.check_licence(licence.check_code, TODAY)

    assert (found.standing, found.is_good) == (standing, standing == "valid")


def test_an_expired_licence_is_told_as_expired_and_an_unknown_code_as_nothing(licence):
    assert queries.check_licence(licence.check_code, TODAY + 366 * DAY).standing == "expired"
    assert queries.check_licence("unknown", TODAY) is None


def test_a_licence_is_not_changed_without_a_reason_or_a_right(licence, officer):
    with pytest.raises(Refused):
        actions.change_standing(licence, "revoke", by=officer, at=MORNING, reason=" ")
    with pytest.raises(PermissionDenied):
        actions.change_standing(licence, "revoke", by=cast.clerk(), at=MORNING, reason="x")

    licence.refresh_from_db()
    assert licence.status == "valid"


@pytest.mark.law("online-service-rules:11")
def test_a_licence_on_file_is_used_with_consent_and_the_look_is_logged(licence, officer, firm):
    assert queries.licences_on_file(firm, TODAY) == {licence.type_id: licence}

    actions.use(
        licence, "CASE-2023-000001", purpose="食品经营许可", by=officer, consented_at=MORNING, at=MORNING
    )

    assert LicenceUse.objects.get().matter == "CASE-2023-000001"
    assert Entry.objects.filter(subject=licence.reference, move="use").count() == 1


def test_a_licence_that_is_no_longer_valid_is_not_used(licence, officer, firm):
    actions.change_standing(licence, "revoke", by=officer, at=MORNING, reason="吊销")
    licence.refresh_from_db()

    assert not queries.licences_on_file(firm, TODAY)
    with pytest.raises(Refused):
        actions.use(licence, "CASE-1", purpose="x", by=officer, consented_at=MORNING, at=MORNING)
    assert not LicenceUse.objects.exists()


def test_who_sees_a_licence(licence, officer, firm):
    owner = applicants.open_account(firm, "firm", cast.PASSWORD, by=None, at=MORNING)

    assert licence in queries.visible_to(owner, TODAY)
    assert licence in queries.visible_to(officer, TODAY)
    assert licence not in queries.visible_to(cast.clerk(), TODAY)


def test_the_file_of_a_licence_is_not_cleared(licence, settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    kept = store_content(b"%PDF-1.4\n%%EOF\n", "1.pdf", by=None, at=MORNING)
    Licence.objects.filter(pk=licence.pk).update(file=kept)

    assert clear_unused(MORNING + 9999 * DAY) == 0


def test_the_ledger_says_of_a_licence_what_was_done(licence):
    entry = Entry.objects.get(subject=licence.reference)

    assert describe(entry) == ("签发", "", "有效")
