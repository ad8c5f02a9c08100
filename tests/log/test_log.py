"""What the log tells of a day of refusals and failures: each one, and nobody's name, number or telephone."""

import io
import json
import logging
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.timezone import now

from tests.log.listener import naming_somebody
from tongban.ground.exchange.delivery import deliver_due
from tongban.ground.exchange.outbox import put
from tongban.ground.kit.files import store_content
from tongban.ground.kit.log_format import JsonFormatter
from tongban.ground.ledger import Refused
from tongban.ground.ledger.seal_writer import seal
from tongban.ground.matters import runs
from tongban.ground.matters.duties import Duty
from tongban.work.cases.actions import intake

NAME, NUMBER, PHONE, MAILBOX = "张小红", "320503199001011226", "13812345678", "xiaohong.zhang@example.cn"
PERSON = f"Zhang Xiaohong {NAME} {NUMBER} {PHONE} {MAILBOX}"
EVENTS = {
    "duty failed",
    "file refused",
    "given up: a dead letter",
    "Internal Server Error: /",
    "key refused",
    "move refused",
    "page refused",
    "request refused",
    "sealed",
    "sending failed",
    "sign-in refused",
    "the API failed",
}


@pytest.fixture
def log(monkeypatch):
    """Return what is written into the log, as an operator has it at the level of a serving office."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonFormatter())
    monkeypatch.setattr(logging.getLogger(), "handlers", [*logging.getLogger().handlers, handler])
    monkeypatch.setattr(logging.getLogger("tongban"), "level", logging.INFO)
    logging.getLogger("tongban").manager._clear_cache()
    yield written
    logging.getLogger("tongban").manager._clear_cache()


def fail(*_given, **_named):
    raise ValueError(PERSON)


def strangers_knock(monkeypatch):
    client = Client(raise_request_exception=False)
    client.post("/sign-in/", {"login": NAME, "password": PHONE})
    client.get("/api/v1/items", headers={"Authorization": f"Bearer {PHONE}"})
    with monkeypatch.context() as broken:
        broken.setattr("tongban.doors.api.admission.key_of", fail)
        broken.setattr("config.entrance._is_staff", fail)
        client.get("/api/v1/items", headers={"Authorization": f"Bearer {PHONE}"})
        return client.get(f"/?q={NAME}")


def staff_go_wrong(house, filed):
    client = Client()
    client.force_login(house.li)
    client.get("/outbox/")
    intake.accept(filed, by=house.li, at=now())
    with pytest.raises(Refused):
        intake.accept(filed, by=house.li, at=now())
    client.post(f"/cases/{filed.reference}/acts/return/", {"note": PERSON})
    with pytest.raises(ValidationError):
        store_content(b"MZ\x00", f"{NAME}.exe", by=house.li, at=now())


def the_house_goes_on(pigeon, settings):
    settings.OUTBOX_MOST_ATTEMPTS = 2
    pigeon.failures = [ValueError(PERSON)] * 10
    put("pigeon", {"to": PERSON}, at=now(), subject="CASE-2026-000001", key="one")
    for days in range(3):
        deliver_due(at=now() + timedelta(days=days))
    runs.run(Duty("greet", "Greet", timedelta(days=1), fail), at=now())
    seal(at=now())


def test_each_refusal_and_failure_is_told_and_nobody_is_named(
    log,
    house,
    filed,
    pigeon,
    settings,
    monkeypatch,
):
    strangers_knock(monkeypatch)
    staff_go_wrong(house, filed)
    the_house_goes_on(pigeon, settings)

    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    assert {line["event"] for line in lines} >= EVENTS
    for word in (NAME, NUMBER, PHONE, MAILBOX, "Xiaohong", "小桥人家"):
        assert word not in log.getvalue(), word


def test_a_line_that_names_somebody_would_be_found():
    quiet = "2026-03-02T04:00:00.000+08:00 INFO tongban.x: sealed request=1234567890123456 number=7\n  File 张小红"
    loud = f"2026-03-02T04:00:00.000+08:00 INFO tongban.x: sealed reason={NAME}"

    assert naming_somebody(quiet) == []
    assert naming_somebody(f"{quiet}\n{loud}") == [f"tongban.x: sealed reason={NAME}"]


def test_the_page_of_a_failure_tells_the_number_under_which_the_log_has_it(log, house, monkeypatch):
    answer = strangers_knock(monkeypatch)

    failure = next(
        line
        for line in map(json.loads, log.getvalue().splitlines())
        if line["event"] == "Internal Server Error: /"
    )
    assert answer["X-Request-ID"] == failure["request"]
    assert failure["request"] in answer.content.decode()
    assert "fail" in failure["traceback"]
    assert "ValueError (text withheld)" in failure["traceback"]
