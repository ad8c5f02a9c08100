"""Commitments after the decision: checked later, revoked when false, and not open to whoever broke one."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from tongban.ground.exchange.messages.models import Message
from tongban.ground.exchange.outbox import deliver_due
from tongban.ground.ledger import Refused
from tongban.ground.people.actions.credit import note_bad_credit, repair_credit
from tongban.ground.people.models import CreditMark
from tongban.offer.licences.models import Licence
from tongban.work.cases.actions import applications, decisions, intake, materials, results, reviews
from tongban.work.cases.commitments import rules
from tongban.work.cases.commitments.actions import (
    check_commitment,
    revoke_granted,
)
from tongban.work.cases.tests import cast
from tongban.work.cases.tests.cast import ANSWERS, FORM, MONDAY, day, upload
from tongban.work.cases.tests.conftest import fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def on_word(house, material):
    """Return how an application on a commitment is begun, filled in and committed."""
    cast.supersede(house.version)
    version = cast.published(house.item, number=2, licence=house.licence_type, mode="commitment")

    def begin(at=MONDAY):
        by = house.zhang.account
        case = applications.begin(version, house.zhang, by=by, at=at, answers=ANSWERS)
        applications.save_form(case, by=by, at=at, form=FORM)
        for name in ("租赁合同", "平面图", "营业执照"):
            materials.attach(case, material(name, version), upload(f"{name}.pdf"), by=by, at=at)
        materials.promise(case, material("健康证明", version), by=by, at=at)
        return fresh(case)

    return begin


@pytest.fixture
def checked_later(house, on_word):
    """Return the later check of a case that was granted on a commitment and issued."""
    case, by = on_word(), house.zhang.account
    applications.commit(case, by=by, at=MONDAY)
    applications.file(case, by=by, at=MONDAY)
    intake.accept(case, by=house.li, at=MONDAY)
    for name, officer in {"材料审查": house.wang, "消防意见": house.sun, "现场核查": house.wang}.items():
        reviews.agree(case.reviews.get(step__name=name), by=officer, at=MONDAY)
    decisions.grant(case, by=house.chen, at=MONDAY)
    results.issue(case, by=house.he, at=day(9, 6))
    return fresh(case).later_check


def check(found, house, outcome, at=None, **more):
    said = {"finding": "现场无操作间，与承诺不符。"} | more
    return check_commitment(found, outcome, **said, by=house.wang, at=at or day(10, 10))


@pytest.mark.law("anyang-services-regulation:28")
def test_what_was_granted_on_a_commitment_is_checked_within_two_months(checked_later):
    assert checked_later.due_on == date(2022, 11, 5)
    assert rules.check_due(date(2022, 12, 31)) == date(2023, 2, 28)


def test_an_ordinary_case_is_not_checked_later(granted):
    assert not hasattr(granted, "later_check")


@pytest.mark.law("anyang-services-regulation:29")
def test_after_a_false_commitment_one_applies_in_the_ordinary_way_for_a_year(house, checked_later, on_word):
    check(checked_later, house, "false")
    by, case = house.zhang.account, on_word(at=day(10, 11))

    with pytest.raises(Refused, match="2023"):
        applications.commit(case, by=by, at=day(10, 11))

    applications.file(case, by=by, at=day(10, 11))
    assert (fresh(case).mode, fresh(case).status) == ("ordinary", "filed")
    again = on_word(at=day(10, 11).replace(year=2023))
    assert applications.commit(again, by=by, at=day(10, 11).replace(year=2023)).mode == "commitment"


@pytest.mark.law("anyang-services-regulation:25")
def test_bad_credit_shuts_commitments_until_it_is_repaired(house, on_word):
    said = {"until": date(2024, 1, 1), "reason": "失信被执行人", "source": "（2022）苏05执1号"}
    mark = note_bad_credit(house.zhang, **said, by=house.gao, at=day(9, 1))
    case, by = on_word(), house.zhang.account

    with pytest.raises(Refused, match="失信被执行人"):
        applications.commit(case, by=by, at=MONDAY)

    repair_credit(mark, document="信用修复决定书1号", by=house.gao, at=day(9, 6))
    assert applications.commit(case, by=by, at=day(9, 6)).mode == "commitment"


@pytest.mark.law("licensing-law:69")
def test_what_was_granted_on_a_false_commitment_is_revoked_with_its_licence(house, checked_later):
    check(checked_later, house, "false")

    revoke_granted(checked_later, reason="以虚假承诺取得许可。", by=house.he, at=day(10, 12))

    case = fresh(checked_later.case)
    assert Licence.objects.get(case=case.reference).status == "revoked"
    assert "现场无操作间" in str(case.papers.get(kind="revocation").content)
    assert case.later_check.revoked_on == date(2022, 10, 12)
    with pytest.raises(Refused):
        revoke_granted(checked_later, reason="再次", by=house.he, at=day(10, 13))


def test_a_commitment_is_told_to_its_checkers_and_a_revocation_to_the_applicant(house, checked_later):
    check(checked_later, house, "false")
    revoke_granted(checked_later, reason="以虚假承诺取得许可。", by=house.he, at=day(10, 12))

    deliver_due(at=day(12, 31))

    told = set(Message.objects.values_list("template", "reader__username"))
    assert ("commitment_to_check", "wang") in told
    assert ("grant_revoked", "张小红") in told


def test_nothing_is_revoked_while_the_commitment_was_kept(house, checked_later):
    check(checked_later, house, "kept", finding="与承诺一致。")

    with pytest.raises(Refused):
        revoke_granted(checked_later, reason="误操作", by=house.he, at=day(10, 12))

    assert Licence.objects.get(case=checked_later.case.reference).status == "valid"
    assert not CreditMark.objects.exists()


def test_correction_is_asked_for_once_then_it_is_unmet_and_revoked(house, checked_later):
    check(checked_later, house, "to_correct", correct_by=date(2022, 10, 24))
    with pytest.raises(Refused):
        check(checked_later, house, "to_correct", at=day(10, 25), correct_by=date(2022, 11, 24))

    found = check(checked_later, house, "unmet", at=day(10, 25))

    assert found.is_to_revoke
    assert not CreditMark.objects.exists()


def test_only_who_may_enters_and_revokes(house, checked_later):
    with pytest.raises(PermissionDenied):
        check_commitment(checked_later, "false", finding="…", by=house.li, at=day(10, 10))
    check(checked_later, house, "false")
    with pytest.raises(PermissionDenied):
        revoke_granted(checked_later, reason="…", by=house.wang, at=day(10, 12))
    said = {"until": date(2024, 1, 1), "reason": "…", "source": "…"}
    with pytest.raises(PermissionDenied):
        note_bad_credit(house.zhang, **said, by=house.wang, at=day(9, 1))
