"""Applicants open accounts themselves; until verified, an account knows nothing of whoever has the number."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tongban.ground.ledger import Refused
from tongban.ground.ledger.models import Entry
from tongban.ground.people.actions import accounts, applicants
from tongban.ground.people.models import Applicant, Mandate, User
from tongban.ground.people.queries import applicants_of, covers, waiting_accounts
from tongban.ground.people.tests import cast
from tongban.ground.people.tests.cast import MORNING
from tongban.ground.people.tests.test_applicants import FIRM, LI, ZHANG

pytestmark = pytest.mark.django_db
DAY = MORNING.date()
CODE = "246810"
PHONE = "13800000000"
SHOP, CAFE = "113205000001", "113205000002"


@pytest.fixture(autouse=True)
def _simulated(settings):
    settings.VERIFICATION = "tongban.ground.people.verification.SimulatedVerification"


def person_of(fields):
    return {name: fields[name] for name in ("name", "number_type", "number")} | {"phone": PHONE}


def signed_up(fields=ZHANG, username="13800000000"):
    accounts.sign_up(username, cast.PASSWORD, notice="2026-11", at=MORNING, **person_of(fields))
    return Applicant.objects.get(account__username=username)


def verified(fields=ZHANG, username="13800000000"):
    person = signed_up(fields, username)
    return accounts.verify_online(person, CODE, by=person.account, at=MORNING)


def asks(agent, **fields):
    said = {"name": FIRM["name"], "number": FIRM["number"], "legal_representative": "张三", **fields}
    return accounts.ask_for_enterprise(agent, by=agent.account, at=MORNING, **said)


@pytest.fixture
def clerk(db):
    return cast.staff("window", "window_clerk")


@pytest.mark.law("personal-information-law:17")
def test_a_person_signs_up_and_the_consent_to_the_privacy_notice_is_kept():
    person = signed_up()

    entry = Entry.objects.get(subject=f"applicant:{person.pk}")
    assert person.is_pending
    assert person.account.may("cases.apply")
    assert entry.payload["privacy_notice"] == "2026-11"


def test_signing_up_under_a_name_that_is_taken_changes_nothing_and_says_nothing():
    signed_up()

    answer = accounts.sign_up("13800000000", "another-word-1", notice="2026-11", at=MORNING, **person_of(LI))

    assert answer is None
    assert User.objects.get(username="13800000000").check_password(cast.PASSWORD)
    assert not Applicant.objects.filter(number=LI["number"]).exists()


def test_a_wrong_identity_number_opens_no_account():
    with pytest.raises(ValidationError):
        signed_up(ZHANG | {"number": "110105194912310021"})

    assert not User.objects.exists()


def test_an_account_under_somebody_elses_number_stands_apart_from_them(clerk):
    known, _ = applicants.register(by=clerk, at=MORNING, **ZHANG)

    thief = signed_up()

    assert thief != known
    assert known not in applicants_of(thief.account, DAY)


@pytest.mark.law("online-service-rules:7")
def test_the_code_of_the_identity_service_verifies_an_account():
    person = verified()

    assert person.verified == "online"


def test_a_wrong_code_verifies_nobody():
    person = signed_up()

    with pytest.raises(Refused):
        accounts.verify_online(person, "000000", by=person.account, at=MORNING)

    person.refresh_from_db()
    assert person.is_pending


def test_nobody_verifies_somebody_elses_account():
    person, other = signed_up(), signed_up(LI, "13900000000")

    with pytest.raises(PermissionDenied):
        accounts.verify_online(person, CODE, by=other.account, at=MORNING)


def test_without_a_service_nobody_is_verified_online(settings):
    settings.VERIFICATION = "tongban.ground.people.verification.AtTheWindow"
    person = signed_up()

    with pytest.raises(Refused):
        accounts.verify_online(person, CODE, by=person.account, at=MORNING)


def test_a_verified_account_is_joined_to_the_applicant_the_house_knew(clerk):
    known, _ = applicants.register(by=clerk, at=MORNING, **ZHANG)

    joined = verified()

    assert joined == known
    assert joined.account.username == "13800000000"
    assert Applicant.objects.count() == 1


def test_a_second_account_for_a_number_is_refused_once_identity_is_proven_and_stays_as_it_was():
    verified()
    second = signed_up(username="13900000000")

    with pytest.raises(Refused):
        accounts.verify_online(second, CODE, by=second.account, at=MORNING)

    second.refresh_from_db()
    assert second.is_pending
    assert second.account.username == "13900000000"


def test_the_window_finds_the_accounts_that_wait_and_verifies_one_against_the_document(clerk):
    person = signed_up()

    assert list(waiting_accounts("citizen", ZHANG["number"])) == [person]
    accounts.verify_at_window(person, "居民身份证", by=clerk, at=MORNING)

    person.refresh_from_db()
    assert person.verified == "window"


def test_the_window_says_which_document_it_saw(clerk):
    with pytest.raises(Refused):
        accounts.verify_at_window(signed_up(), " ", by=clerk, at=MORNING)


def test_only_the_window_verifies_at_the_window():
    person = signed_up()

    with pytest.raises(PermissionDenied):
        accounts.verify_at_window(person, "居民身份证", by=person.account, at=MORNING)


def test_whoever_is_not_verified_asks_for_no_enterprise():
    with pytest.raises(Refused):
        asks(signed_up())


def test_the_legal_representative_takes_over_the_enterprise_the_register_names():
    person = verified()

    firm = accounts.represent(asks(person), person, by=person.account, at=MORNING)

    assert (firm.verified, firm.represented_by) == ("online", person)
    assert firm in applicants_of(person.account, DAY)
    assert not Mandate.objects.exists()


def test_whom_the_register_does_not_name_does_not_become_the_representative():
    agent = verified(LI, "13900000000")

    with pytest.raises(Refused):
        accounts.represent(asks(agent), agent, by=agent.account, at=MORNING)


def test_an_agent_acts_for_the_real_enterprise_only_after_its_representative_agreed():
    owner, agent = verified(), verified(LI, "13900000000")
    firm = accounts.represent(asks(owner), owner, by=owner.account, at=MORNING)
    asked = asks(agent)

    assert firm not in applicants_of(agent.account, DAY)
    assert asked in applicants_of(agent.account, DAY)
    accounts.admit_agent(asked, by=owner.account, at=MORNING)

    assert list(applicants_of(agent.account, DAY).filter(kind="enterprise")) == [firm]


def test_an_agent_does_not_admit_themselves():
    owner, agent = verified(), verified(LI, "13900000000")
    accounts.represent(asks(owner), owner, by=owner.account, at=MORNING)
    asked = asks(agent)

    with pytest.raises(PermissionDenied):
        accounts.admit_agent(asked, by=agent.account, at=MORNING)


def test_the_window_admits_an_agent_on_the_letter_it_saw(clerk):
    agent = verified(LI, "13900000000")

    firm = accounts.verify_at_window(asks(agent), "授权委托书第7号", by=clerk, at=MORNING)

    assert firm.mandates_given.get().document == "授权委托书第7号"
    assert firm in applicants_of(agent.account, DAY)


def test_asking_twice_for_an_enterprise_asks_once():
    agent = verified(LI, "13900000000")

    assert asks(agent) == asks(agent)


def test_a_mandate_that_ran_out_while_it_waited_is_not_admitted(clerk):
    asked = asks(verified(LI, "13900000000"), until=DAY)

    with pytest.raises(Refused):
        accounts.verify_at_window(asked, "授权委托书", by=clerk, at=MORNING + timedelta(days=2))


@pytest.mark.parametrize(
    ("items", "item", "acts"),
    [([], SHOP, True), ([], "", True), ([SHOP], SHOP, True), ([SHOP], CAFE, False), ([SHOP], "", False)],
)
def test_a_mandate_covers_the_items_it_names_and_every_item_where_it_names_none(clerk, items, item, acts):
    firm, _ = applicants.register(by=clerk, at=MORNING, **FIRM)
    agent = verified()
    said = {"since": date(2022, 1, 1), "until": None, "matters": "", "document": "第1号", "items": items}
    applicants.give_mandate(firm, agent, by=clerk, at=MORNING, **said)

    assert (firm in applicants_of(agent.account, DAY, item)) == acts
    assert covers(firm, agent, item, DAY) == acts
