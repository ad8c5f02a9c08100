"""Citizens open accounts in the browser, prove who they are, and act for enterprises that agreed."""

import pytest
from django.test import Client

from tongban.doors.portal.tests.conftest import TYPED, fresh, text_of
from tongban.ground.people.actions import applicants
from tongban.ground.people.models import Applicant, Mandate
from tongban.work.cases.models import Case
from tongban.work.cases.tests import cast

NUMBER, FIRM = "11010519491231002X", "91350100M000100Y43"
SIGN_UP = {
    "name": "王新", "number_type": "citizen", "number": NUMBER, "phone": "13800000000", "username": "13800000000",
    "password1": "qingfeng-1022", "password2": "qingfeng-1022", "agrees": "on",
}  # fmt: skip
ENTERPRISE = {
    "name": "示例餐饮公司", "number": FIRM, "legal_representative": "王新", "phone": "0512-1", "role": "representative",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _simulated(settings):
    settings.VERIFICATION = "tongban.ground.people.verification.SimulatedVerification"


def opened(**changes):
    """Return the answer to signing up, and a browser signed in."""
    client = Client()
    said = SIGN_UP | changes
    answer = client.post("/sign-up/", said)
    client.post("/sign-in/", {"login": said["username"], "password": said["password1"]})
    return answer, client


def test_a_person_opens_an_account_and_signs_in_with_it(house):
    answer, client = opened()

    assert answer.status_code == 302
    assert "尚未核验" in text_of(client.get("/my/account/"))


@pytest.mark.parametrize(
    ("field", "wrong"),
    [("number", "110105194912310021"), ("password1", "12345"), ("agrees", ""), ("phone", "x"), ("name", "")],
)
def test_a_wrong_entry_is_said_at_its_field_and_opens_nothing(house, field, wrong):
    client = Client()

    answer = client.post("/sign-up/", SIGN_UP | {field: wrong})

    assert answer.status_code == 422
    assert 'value="13800000000"' in text_of(answer)
    assert not Applicant.objects.filter(number=NUMBER).exists()


def test_the_answer_is_the_same_for_a_name_that_is_taken(house):
    first = Client().post("/sign-up/", SIGN_UP, follow=True)

    again = Client().post("/sign-up/", SIGN_UP | {"name": "李贼"}, follow=True)

    assert (again.redirect_chain, again.status_code) == (first.redirect_chain, first.status_code)
    assert [str(each) for each in again.context["messages"]] == [
        str(each) for each in first.context["messages"]
    ]


def test_signing_up_again_and_again_is_slowed_down(house, settings):
    settings.RATE_LIMITS = settings.RATE_LIMITS | {"sign_up": "2/h"}
    client = Client()

    answers = [client.post("/sign-up/", SIGN_UP | {"agrees": ""}).status_code for _ in range(3)]

    assert answers == [422, 422, 429]


def test_an_unverified_account_prepares_a_draft_and_files_it_once_verified(house):
    _answer, client = opened()
    person = Applicant.objects.get(number=NUMBER)
    client.post(f"/my/begin/{house.version.item.code}/", {"for": person.pk, "cooks": "no"})
    case = Case.objects.get(applicant=person)
    client.post(f"/my/{case.reference}/form/", TYPED)
    for material in house.version.materials.all():
        client.post(f"/my/{case.reference}/materials/{material.pk}/attach/", {"file": cast.upload()})

    refused = client.post(f"/my/{case.reference}/file/")
    client.post("/my/account/verify/", {"code": "246810"})
    filed = client.post(f"/my/{case.reference}/file/")

    assert refused.status_code == 409
    assert filed.status_code == 302
    assert fresh(case).status == "filed"


def test_a_wrong_code_is_refused_in_plain_words(house):
    _answer, client = opened()

    answer = client.post("/my/account/verify/", {"code": "1"})

    assert answer.status_code == 409
    assert "窗口" in text_of(answer)


def test_the_window_verifies_an_account_and_its_drafts_go_to_the_known_applicant(house, as_):
    _answer, client = opened()
    waiting = Applicant.objects.get(number=NUMBER)
    client.post(f"/my/begin/{house.version.item.code}/", {"for": waiting.pk})
    known, _new = applicants.register(
        by=house.li, at=cast.MONDAY, kind="person", name="王新", number_type="citizen", number=NUMBER
    )
    counter = as_(house.li)

    page = text_of(counter.get(f"/cases/window/{known.pk}/"))
    counter.post(f"/cases/window/accounts/{waiting.pk}/", {"document": "居民身份证"})

    assert "13800000000" in page
    assert Case.objects.get().applicant == known
    assert "已核验" in text_of(client.get("/my/account/")) or known.account is None


def test_the_window_sees_a_waiting_account_at_once(house, as_):
    opened()
    waiting = Applicant.objects.get(number=NUMBER)
    counter = as_(house.li)
    asked = {"kind": "person", "number_type": "citizen", "number": f" {NUMBER[:6]} {NUMBER[6:]}"}

    page = text_of(counter.post("/cases/window/", asked))
    counter.post(f"/cases/window/accounts/{waiting.pk}/", {"document": "居民身份证"})

    assert "王新" in page
    assert "13800000000" in page
    assert Applicant.objects.get(pk=waiting.pk).verified == "window"


def test_only_a_waiting_account_can_be_verified_and_only_by_the_window(house, as_):
    opened()
    waiting = Applicant.objects.get(number=NUMBER)

    assert as_(house.zhao).post(f"/cases/window/accounts/{waiting.pk}/", {"document": "x"}).status_code == 403
    assert (
        as_(house.li).post(f"/cases/window/accounts/{house.zhang.pk}/", {"document": "x"}).status_code == 404
    )


def test_the_legal_representative_adds_the_enterprise_and_agrees_to_an_agent(house):
    _answer, owner = opened()
    owner.post("/my/account/verify/", {"code": "246810"})
    owner.post("/my/account/enterprise/", ENTERPRISE)
    firm = Applicant.objects.get(number=FIRM, verified="online")
    _answer, agent = opened(name="李四", number="440524188001010014", username="13900000000")
    agent.post("/my/account/verify/", {"code": "246810"})
    code = house.version.item.code
    agent.post("/my/account/enterprise/", ENTERPRISE | {"role": "agent", "items": [code]})
    asked = Applicant.objects.get(number=FIRM, verified="pending")

    page = text_of(owner.get("/my/account/"))
    owner.post(f"/my/account/enterprise/{asked.pk}/admit/")

    assert "李四" in page
    mandate = Mandate.objects.get()
    assert (mandate.principal, mandate.items) == (firm, [code])
    owner.post(f"/my/account/mandates/{mandate.pk}/revoke/")
    mandate.refresh_from_db()
    assert mandate.revoked_on is not None


def test_a_stranger_agrees_to_nothing_for_an_enterprise(house, as_):
    _answer, agent = opened()
    agent.post("/my/account/verify/", {"code": "246810"})
    agent.post("/my/account/enterprise/", ENTERPRISE | {"role": "agent"})
    asked = Applicant.objects.get(number=FIRM)

    answers = {
        each.post(f"/my/account/enterprise/{asked.pk}/admit/").status_code
        for each in (agent, as_(house.zhang))
    }

    assert answers == {404}
    assert asked.is_pending


def test_an_agent_for_one_item_sees_and_files_only_that(house, as_, filed):
    Mandate.objects.create(
        principal=house.zhang, agent=house.agent, since=cast.MONDAY.date(), items=["no-such-item"]
    )

    other = as_(house.agent).get(f"/my/{filed.reference}/")
    Mandate.objects.update(items=[house.version.item.code])
    same = as_(house.agent).get(f"/my/{filed.reference}/")

    assert (other.status_code, same.status_code) == (404, 200)


def test_the_privacy_notice_is_public(client, db):
    assert client.get("/privacy/").status_code == 200
