"""The pages on which an administrator admits systems, and the page that tells how the API is used."""

import re
from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.utils import timezone

from tongban.doors.api.models import Client, Key
from tongban.doors.api.tests.conftest import Caller, admit
from tongban.ground.ledger.models import Entry
from tongban.ground.people import queries as people

pytestmark = pytest.mark.django_db
REGISTRATION = {
    "name": "小桥人家业务系统",
    "number": "320503199001011226",
    "agreement": "授权书〔2022〕1号",
    "scopes": ["catalogue", "filing"],
    "per_minute": 60,
}


def browser_of(user):
    browser = Browser()
    browser.force_login(user)
    browser.get("/arrive/")
    return browser


@pytest.fixture
def admin(house):
    return browser_of(house.admin)


def test_an_administrator_registers_a_system_and_gives_it_a_key_shown_once(house, admin):
    admin.post("/clients/new/", REGISTRATION)
    client = Client.objects.get()
    day = timezone.localdate() + timedelta(days=30)

    shown = admin.post(f"/clients/{client.pk}/keys/", {"expires_on": day.isoformat()}).content.decode()

    whole = re.search(r"tb_[0-9a-f]{8}_[\w-]+", shown)[0]
    assert Caller(whole).get("/items").status_code == 200
    again = admin.get(f"/clients/{client.pk}/").content.decode()
    assert whole not in again
    assert Key.objects.get().prefix in again
    assert "张*" in again
    assert "320503199001011226" not in again
    told = [entry.move for entry in Entry.objects.filter(subject=client.reference).order_by("number")]
    assert told == ["register", "issue_key"]
    assert whole not in str(list(Entry.objects.values()))


def test_a_system_is_no_member_of_staff_and_nobody_signs_in_as_it(house, admin):
    admin.post("/clients/new/", REGISTRATION)

    user = Client.objects.get().user
    assert user not in people.visible_to(house.admin)
    assert not user.has_usable_password()
    assert people.applicants_of(user, timezone.localdate()).get() == house.zhang


def test_a_number_that_nobody_has_is_told_beside_the_field(admin):
    answer = admin.post("/clients/new/", REGISTRATION | {"number": "110101199003074477"})

    assert answer.status_code == 422
    assert "小桥人家业务系统" in answer.content.decode()
    assert not Client.objects.exists()


def test_the_administrator_registers_a_body_that_no_window_has_seen(admin):
    new = REGISTRATION | {"number": "91350100M000100Y43", "body": "福建示例科技有限公司"}

    answer = admin.post("/clients/new/", new)

    assert answer.status_code == 302
    assert Client.objects.get().applicant.name == "福建示例科技有限公司"
    assert Entry.objects.filter(move="register", subject__startswith="applicant").exists()


def test_a_new_body_with_a_wrong_code_is_told_beside_the_field(admin):
    answer = admin.post("/clients/new/", REGISTRATION | {"number": "91350100M000100Y44", "body": "示例公司"})

    assert answer.status_code == 422
    assert "校验码不符" in answer.content.decode()
    assert not Client.objects.exists()


def test_a_key_for_more_than_a_year_is_refused_beside_the_field(house, admin):
    client, _call = admit(house, house.zhang)
    far = (timezone.localdate() + timedelta(days=400)).isoformat()

    answer = admin.post(f"/clients/{client.pk}/keys/", {"expires_on": far})

    assert answer.status_code == 422
    assert far in answer.content.decode()
    assert Key.objects.count() == 1


def test_scopes_are_changed_and_a_key_is_revoked_with_entries_in_the_ledger(house, admin):
    client, call = admit(house, house.zhang)
    key = Key.objects.get()

    admin.post(f"/clients/{client.pk}/rights/", {"scopes": ["status"], "per_minute": 10})
    assert call.get("/items").status_code == 403
    admin.post(f"/clients/{client.pk}/keys/{key.pk}/revoke/")

    assert call.get("/cases").status_code == 401
    page = admin.get(f"/clients/{client.pk}/").content.decode()
    assert "已撤销" in page
    assert {"set_rights", "revoke_key"} <= set(Entry.objects.values_list("move", flat=True))


def test_a_system_is_shut_out_and_admitted_again(house, admin):
    client, call = admit(house, house.zhang)

    admin.post(f"/clients/{client.pk}/open/", {"open": "no"})
    shut = call.get("/items").status_code
    admin.post(f"/clients/{client.pk}/open/", {"open": "yes"})

    assert (shut, call.get("/items").status_code) == (401, 200)


@pytest.mark.parametrize("name", ["li", "chen", "gao"])
def test_nobody_but_the_administrator_sees_the_systems(house, name):
    client, _call = admit(house, house.zhang)
    browser = browser_of(getattr(house, name))

    assert browser.get("/clients/").status_code == 403
    assert browser.post(f"/clients/{client.pk}/open/", {"open": "no"}).status_code == 403


def test_the_list_is_filtered_and_exported(house, admin):
    admit(house, house.zhang)

    assert "小桥人家业务系统" in admin.get("/clients/?q=小桥").content.decode()
    assert "小桥人家业务系统" not in admin.get("/clients/?state=shut").content.decode()
    assert admin.get("/clients/?export=xlsx").status_code == 200


def test_the_reference_page_tells_every_operation_and_fetches_nothing(client):
    page = client.get("/api/v1/docs").content.decode()
    document = client.get("/api/v1/openapi.json").json()

    assert document["openapi"].startswith("3.1")
    for path, methods in document["paths"].items():
        for method in methods:
            assert f"{method.upper()} {path}" in page
    assert not re.search(r"""(src|href)=["'](https?:)?//""", page)


def test_the_reference_page_says_it_in_chinese(client):
    page = client.get("/api/v1/docs").content.decode()

    assert "接口" in page
    assert "List own applications" not in page
