from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tongban.ground.ledger import Refused
from tongban.ground.ledger.models import Entry
from tongban.ground.people.actions import applicants, staff
from tongban.ground.people.models import Applicant
from tongban.ground.people.queries import applicants_of, visible_to
from tongban.ground.people.tests import cast
from tongban.ground.people.tests.cast import MORNING

pytestmark = pytest.mark.django_db
ZHANG = {"kind": "person", "name": "张三", "number_type": "citizen", "number": "11010519491231002X"}
LI = {"kind": "person", "name": "李四", "number_type": "citizen", "number": "440524188001010014"}
FIRM = {"kind": "enterprise", "name": "示例餐饮公司", "number_type": "credit", "number": "91350100M000100Y43"}


def registered(fields, by=None):
    return applicants.register(by=by, at=MORNING, **fields)[0]


@pytest.mark.law("online-service-rules:7")
def test_an_applicant_is_registered_once_and_found_by_the_number():
    clerk = cast.staff("window", "window_clerk")

    first, is_new = applicants.register(by=clerk, at=MORNING, **ZHANG)
    again, is_new_again = applicants.register(
        by=clerk, at=MORNING, **{**ZHANG, "number": "110105 19491231 002x"}
    )

    assert (is_new, is_new_again) == (True, False)
    assert first == again
    assert Entry.objects.filter(subject=f"applicant:{first.pk}").count() == 1


def test_a_known_number_under_another_name_is_refused():
    registered(ZHANG)

    with pytest.raises(Refused):
        registered({**ZHANG, "name": "张五"})


@pytest.mark.parametrize("wrong", ["110105194912310021", "12", ""])
def test_a_wrong_number_is_refused_at_its_field(wrong):
    with pytest.raises(ValidationError) as refused:
        registered({**ZHANG, "number": wrong})

    assert "number" in refused.value.message_dict
    assert not Applicant.objects.exists()


def test_the_ledger_knows_an_applicant_without_name_or_number():
    person = registered(ZHANG)
    account = applicants.open_account(person, "zhang", cast.PASSWORD, by=None, at=MORNING)
    applicants.correct(person, by=account, at=MORNING, phone="13800000000")

    said = "".join(f"{entry.subject}{entry.note}{entry.payload}" for entry in Entry.objects.all())

    assert not any(secret in said for secret in (ZHANG["name"], ZHANG["number"], "13800000000"))


def test_an_applicant_signs_in_to_apply_and_is_no_staff():
    account = applicants.open_account(registered(ZHANG), "zhang", cast.PASSWORD, by=None, at=MORNING)

    assert account.may("cases.apply")
    assert not visible_to(cast.administrator()).filter(pk=account.pk).exists()
    with pytest.raises(Refused):
        staff.set_roles(account, ["applicant", "auditor"], by=None, at=MORNING + timedelta(days=1))
    with pytest.raises(Refused):
        applicants.open_account(Applicant.objects.get(), "zhang2", cast.PASSWORD, by=None, at=MORNING)


@pytest.mark.law("licensing-law:29")
@pytest.mark.parametrize(
    ("day", "acts"),
    [
        (date(2023, 1, 31), False),
        (date(2023, 2, 1), True),
        (date(2023, 6, 30), True),
        (date(2023, 7, 1), False),
    ],
)
def test_an_agent_acts_while_the_mandate_lasts(day, acts):
    zhang, firm = registered(ZHANG), registered(FIRM)
    agent = applicants.open_account(zhang, "zhang", cast.PASSWORD, by=None, at=MORNING)
    clerk = cast.staff("window", "window_clerk")
    given = {"since": date(2023, 2, 1), "until": date(2023, 6, 30), "matters": "", "document": "授权书"}

    applicants.give_mandate(firm, zhang, by=clerk, at=MORNING, **given)

    assert (firm in applicants_of(agent, day)) == acts
    assert zhang in applicants_of(agent, day)


def test_a_revoked_mandate_ends_the_same_day():
    zhang, firm = registered(ZHANG), registered(FIRM)
    agent = applicants.open_account(zhang, "zhang", cast.PASSWORD, by=None, at=MORNING)
    clerk = cast.staff("window", "window_clerk")
    mandate = applicants.give_mandate(
        firm, zhang, since=MORNING.date(), until=None, matters="", document="授权书", by=clerk, at=MORNING
    )

    applicants.revoke_mandate(mandate, by=clerk, at=MORNING + timedelta(days=3))

    assert firm in applicants_of(agent, date(2023, 2, 3))
    assert firm not in applicants_of(agent, date(2023, 2, 4))


def test_nobody_gives_a_mandate_for_somebody_else():
    zhang, li, firm = registered(ZHANG), registered(LI), registered(FIRM)
    stranger = applicants.open_account(li, "li", cast.PASSWORD, by=None, at=MORNING)

    with pytest.raises(PermissionDenied):
        applicants.give_mandate(
            firm, zhang, since=MORNING.date(), until=None, matters="", document="x", by=stranger, at=MORNING
        )


def test_strangers_read_a_masked_person_and_a_whole_enterprise():
    zhang, firm = registered(ZHANG), registered(FIRM)

    assert (zhang.shown_name, zhang.shown_number) == ("张*", "1101**********002X")
    assert (firm.shown_name, firm.shown_number) == (FIRM["name"], FIRM["number"])
