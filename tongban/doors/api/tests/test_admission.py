"""Who comes in, and that every error is a problem as RFC 9457 has it, with nothing of our inside."""

import re
from datetime import timedelta
from itertools import product

import pytest
from django.utils import timezone

from tongban.doors.api import actions
from tongban.doors.api.models import Client, Key
from tongban.doors.api.rules import digest
from tongban.doors.api.service import operations
from tongban.doors.api.tests.conftest import Caller, admit, caller_of
from tongban.doors.api.views import applications

pytestmark = pytest.mark.django_db


def is_problem(answer, status, kind):
    said = answer.json()
    assert answer.status_code == said["status"] == status
    assert answer["Content-Type"] == "application/problem+json"
    assert said["type"] == f"/api/v1/docs#problem-{kind}"
    assert said["title"]
    return said


def key_of(call):
    return Key.objects.get(digest=digest(call.whole))


def test_a_key_is_kept_as_a_digest_and_its_use_is_noted(call):
    assert call.get("/items").status_code == 200

    key = key_of(call)
    assert call.whole.startswith(key.prefix)
    assert call.whole not in (key.digest, key.prefix)
    assert key.last_used_at is not None


@pytest.mark.parametrize("whole", ["", "tb_00000000_nothing", "tb", "\x00", "钥匙"])
def test_without_a_good_key_nobody_comes_in(db, whole):
    answer = Caller(whole).get("/items") if whole.isascii() else Caller("").get("/items")

    is_problem(answer, 401, "no-key")
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_a_right_beginning_with_a_wrong_rest_opens_nothing(call):
    is_problem(Caller(key_of(call).prefix + "_wrong").get("/items"), 401, "no-key")


def test_a_revoked_key_opens_nothing_and_another_still_does(house, system, call):
    other = caller_of(house, system)

    actions.revoke_key(key_of(call), by=house.admin, at=timezone.now())

    is_problem(call.get("/items"), 401, "no-key")
    assert other.get("/items").status_code == 200


def test_an_expired_key_opens_nothing(call):
    Key.objects.update(expires_on=timezone.localdate() - timedelta(days=1))

    is_problem(call.get("/items"), 401, "no-key")


def test_a_system_that_was_shut_out_comes_in_again_when_admitted(house, system, call):
    actions.set_open(system, False, by=house.admin, at=timezone.now())
    is_problem(call.get("/items"), 401, "no-key")

    actions.set_open(system, True, by=house.admin, at=timezone.now())

    assert call.get("/items").status_code == 200


def test_a_key_opens_only_what_its_scopes_say(house):
    _client, call = admit(house, house.zhang, scopes=("catalogue",))

    said = is_problem(call.get("/cases"), 403, "scope")

    assert "status" in said["detail"]
    assert call.get("/items").status_code == 200


def test_who_asks_too_often_is_told_when_to_come_again(house):
    _client, call = admit(house, house.zhang, per_minute=2)
    asked = [call.get("/items") for _ in range(3)]

    assert [answer.status_code for answer in asked] == [200, 200, 429]
    is_problem(asked[-1], 429, "too-often")
    assert asked[-1]["Retry-After"] == "30"


def test_what_there_is_not_and_what_cannot_be_done_are_problems_too(call):
    is_problem(call.get("/nothing"), 404, "unknown")
    is_problem(call("DELETE", "/cases"), 405, "method")
    assert call("DELETE", "/cases")["Allow"] == "GET, POST"
    is_problem(call("DELETE", "/openapi.json"), 405, "method")


def test_a_body_too_large_is_refused_before_a_byte_of_it_is_read(call):
    class Untouched:
        def read(self, *_size):
            raise AssertionError("the body was read")

        readline = read

    sizes = {"CONTENT_LENGTH": str(2 * 1024**3), "wsgi.input": Untouched()}

    is_problem(call("POST", "/cases", **sizes), 413, "too-large")
    way = "/cases/CASE-2026-000001/materials/1/files"
    is_problem(call("POST", way, **sizes, CONTENT_TYPE="multipart/form-data; boundary=x"), 413, "too-large")


def test_content_of_another_kind_is_refused(call):
    is_problem(call("POST", "/cases", {"item": "1"}, CONTENT_TYPE="text/plain"), 415, "media-type")
    is_problem(call.post("/cases/CASE-2026-000001/materials/1/files", {"file": "x"}), 415, "media-type")


@pytest.mark.parametrize(
    "body",
    [b"{", b'{"reason": "\\u0000"}', b'{"reason": "\\ud800"}', b'{"reason": NaN}', b"\xff", b"[" * 9000],
)
def test_a_body_that_cannot_be_kept_is_refused(call, body):
    headers = {"Authorization": f"Bearer {call.whole}", "Idempotency-Key": "k"}
    address = "/api/v1/cases/CASE-2026-000001/withdrawal"

    answer = call.browser.post(address, body, "application/json", headers=headers)

    is_problem(answer, 400, "unreadable")


PART = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n'
KINDS = (
    "multipart/form-data",
    "multipart/form-data; boundary=",
    "multipart/form-data; boundary=x",
    f"multipart/form-data; boundary={'x' * 300}",
    "multipart/form-data; boundary=\xe4",
    "multipart/form-data; boundary=x; charset=base64",
    "multipart/form-data; boundary=x; charset=idna",
    "multipart/mixed; boundary=x",
    "application/json",
    "application/json; charset=base64",
    "application/json; charset=utf-16",
    "application/x-www-form-urlencoded; charset=base64",
    "text/plain",
    "",
)
BODIES = (
    b"",
    b"x",
    b"--x--\r\n",
    PART,
    PART + b"Content-Transfer-Encoding: base64\r\n\r\n!!!a\r\n--x--\r\n",
    b'--x\r\nContent-Disposition: form-data; name="\xff"\r\n\r\n\xff\x00\r\n--x--\r\n',
    b'--x\r\nContent-Disposition: form-data; name="file"; filename="\x00/..\\"\r\n\r\nabc\r\n--x--\r\n',
    (PART + b"\r\nabc\r\n") * 200,
    b"{",
    b"null",
    b"[]",
    b'{"a": 1e999}',
    b'{"a": ' + b"9" * 5000 + b"}",
    b"\xef\xbb\xbf{}",
)
ACTS = [
    (method, re.sub(r"{\w+}", "1", address.replace("{reference}", "CASE-2026-000001")))
    for address, found in operations().items()
    for method in found
    if method != "GET"
]


@pytest.mark.parametrize(("method", "address"), ACTS, ids=lambda part: part.strip("/"))
def test_no_content_whatever_it_is_breaks_an_operation(house, call, method, address):
    Client.objects.update(per_minute=100_000)
    headers = {"Authorization": f"Bearer {call.whole}", "Idempotency-Key": "k"}

    broken = [
        (kind, body[:60])
        for kind, body in product(KINDS, BODIES)
        if call.browser.generic(method, f"/api/v1{address}", body, kind, headers=headers).status_code >= 500
    ]

    assert broken == []


def test_a_file_sent_without_a_boundary_cannot_be_read(house, call):
    headers = {"Authorization": f"Bearer {call.whole}", "Idempotency-Key": "k"}

    answer = call.browser.generic(
        "POST",
        "/api/v1/cases/CASE-2026-000001/materials/1/files",
        b"x",
        "multipart/form-data",
        headers=headers,
    )

    is_problem(answer, 400, "unreadable")


def test_a_nul_in_the_path_is_nowhere(call):
    is_problem(call.get("/items/a%00b"), 404, "unknown")


def test_a_nul_in_the_address_is_refused(call):
    is_problem(call.get("/items?q=a%00b"), 400, "unreadable")


def test_an_act_without_an_idempotency_key_is_refused(house, call):
    said = is_problem(
        call.browser.post(
            "/api/v1/cases", "{}", "application/json", headers={"Authorization": f"Bearer {call.whole}"}
        ),
        422,
        "invalid",
    )

    assert "Idempotency-Key" in {error["at"] for error in said["errors"]}


def test_our_own_mistake_is_told_without_our_inside(call, monkeypatch):
    def broken(*_given):
        raise RuntimeError("320503199001011226 in a traceback")

    monkeypatch.setattr(applications.told, "applicants", broken)

    answer = call.get("/applicants")

    is_problem(answer, 500, "failed")
    assert b"Traceback" not in answer.content
    assert b"320503" not in answer.content


def test_a_signed_in_browser_opens_nothing_of_the_api(house, client):
    client.force_login(house.zhang.account)

    is_problem(client.get("/api/v1/cases"), 401, "no-key")
