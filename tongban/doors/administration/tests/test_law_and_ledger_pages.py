from datetime import UTC, date, datetime

import pytest
from django.db import connection

from tongban.ground.ledger import record
from tongban.ground.ledger.seal_writer import seal
from tongban.ground.people.models import Assignment, User

AT = datetime(2022, 9, 28, 1, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client):
    def sign_in(role):
        user = User.objects.create(username=role, display_name="赵敏")
        Assignment.objects.create(user=user, role=role, since=date(2020, 1, 1))
        record(f"user:{user.pk}", "employ", by=None, at=AT, basis="gbt-22239")
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def ledger():
    for subject, act in (("EVAL-2022-0001", "edit"), ("BUDGET-2022-0001", "adjust")):
        record(subject, act, by=None, at=AT, basis="budget-law:57")
    return seal(at=AT)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_everybody_may_read_which_law_the_system_keeps(client, language):
    client.cookies["django_language"] = language

    page = client.get("/law/").content.decode()

    expected = {
        "zh-hans": "《中华人民共和国预算法》第57条",
        "en": "Budget Law of the People&#x27;s Republic of China, Art. 57",
    }
    assert expected[language] in page
    assert "财预〔2020〕10号" in page
    assert "2015-01-01" in page


def test_the_auditor_verifies_the_ledger_and_takes_the_key_home(signed_in, ledger):
    auditor = signed_in("auditor")

    overview = auditor.get("/ledger/").content.decode()
    verified = auditor.post("/ledger/verification/").content.decode()
    key = auditor.get(f"/ledger/keys/{ledger.key_id}.pem")

    assert ledger.root in overview
    assert "alert-success" in verified
    assert ledger.hash in verified
    assert key.content.startswith(b"-----BEGIN PUBLIC KEY-----")
    assert auditor.get("/ledger/keys/unknown.pem").status_code == 404


def test_the_auditor_is_shown_what_was_changed(signed_in, ledger):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE ledger_entry DISABLE TRIGGER USER")
        cursor.execute("UPDATE ledger_entry SET note = 'x' WHERE subject = 'EVAL-2022-0001'")

    page = signed_in("auditor").post("/ledger/verification/").content.decode()

    assert "alert-danger" in page
    assert "EVAL-2022-0001 · 1" in page


def test_a_very_long_ledger_is_left_to_the_console(signed_in, ledger, monkeypatch):
    monkeypatch.setattr("tongban.doors.administration.ledger.views.AT_ONCE", 1)

    answer = signed_in("auditor").post("/ledger/verification/")

    assert answer.status_code == 409
    assert "tongban verify" in answer.content.decode()


@pytest.mark.parametrize("address", ["/ledger/", "/ledger/keys/a.pem"])
def test_who_is_no_auditor_learns_nothing(signed_in, client, address):
    assert client.get(address).status_code == 302
    assert signed_in("performance_clerk").get(address).status_code == 403
