import json
import logging
import sys

import pytest
from django.db import DataError, IntegrityError

from tongban.ground.kit.log_format import JsonFormatter, PlainFormatter, masked, told
from tongban.ground.kit.request_id import HEADER, current_id, identify_requests, task


def line(formatter, event="file refused", *args, logger="tongban.ground.kit.files", exc_info=None, **fields):
    record = logging.LogRecord(logger, logging.WARNING, "", 0, event, args, exc_info)
    vars(record).update(fields)
    return formatter.format(record)


def test_a_line_for_machines_is_one_object_with_its_fields_and_the_id_of_the_request():
    with task("duty-seal") as known:
        said = json.loads(line(JsonFormatter(), reason="macro", size_bytes=17))

    assert said.pop("at")[:2] == "20"
    assert known.startswith("duty-seal-")
    assert said == {
        "level": "WARNING",
        "logger": "tongban.ground.kit.files",
        "event": "file refused",
        "request": known,
        "reason": "macro",
        "size_bytes": 17,
    }


def test_a_field_that_is_not_of_the_list_is_left_out():
    said = line(PlainFormatter(), reason="macro", phone="13812345678")

    assert "WARNING tongban.ground.kit.files: file refused" in said
    assert said.endswith(" reason=macro")


def test_nobody_writes_a_line_of_their_own_into_the_log():
    said = line(PlainFormatter(), "Not Found: %s", "/x\n2026-01-01 ERROR forged", logger="django.request")

    assert "\n" not in said


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Not Found: /people/张小红/", "Not Found: /people/…/"),
        ("no mailbox xiaohong.zhang@example.cn", "no mailbox …"),
        ("13812345678 and 32050319900101122X", "… and …"),
        ("买买提·艾力 of 㐂𠮷", "… of …"),
        ("/cases/CASE-2026-000017/accept", "/cases/CASE-2026-000017/accept"),
    ],
)
def test_what_may_name_somebody_is_masked(text, left):
    assert masked(text) == left


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ValueError("Zhang is no number"), "ValueError (text withheld)"),
        (KeyError("Zhang"), "KeyError (text withheld)"),
        (DataError("invalid input: Zhang"), "DataError (text withheld)"),
        (
            IntegrityError('violates "one_phone"\nDETAIL: Key (phone)=(13812345678)'),
            'IntegrityError: violates "one_phone"',
        ),
        (
            FileNotFoundError(2, "No such file", "/srv/张小红.pdf"),
            "FileNotFoundError: [Errno 2] No such file: '/srv/….pdf'",
        ),
    ],
)
def test_of_an_error_only_what_speaks_of_the_program_is_told(error, said):
    assert told(error) == said


def test_the_way_of_an_error_is_kept_and_that_of_its_cause_before_it():
    try:
        try:
            int("Zhang" + "Xiaohong")
        except ValueError as error:
            raise OSError("the disk is full") from error
    except OSError:
        said = line(PlainFormatter(), exc_info=sys.exc_info())

    assert said.count("Traceback (most recent call last):") == 2
    assert said.index("ValueError (text withheld)") < said.index("OSError: the disk is full")
    assert "test_log_format.py" in said
    assert "ZhangXiaohong" not in said


@pytest.fixture
def ask(rf):
    """Return a way to ask, which tells the id within and the answer."""

    def asked(**headers):
        from django.http import HttpResponse

        answer = identify_requests(lambda request: HttpResponse(current_id()))(rf.get("/", headers=headers))
        return answer.content.decode(), answer[HEADER]

    return asked


def test_each_request_has_an_id_that_the_answer_tells(ask):
    first, second = ask(), ask()

    assert first[0] == first[1]
    assert len(first[0]) == 16
    assert first != second


@pytest.mark.parametrize(
    ("is_behind", "given", "is_taken"),
    [
        (True, "proxy-4711-abc", True),
        (True, "张三 or\tworse", False),
        (True, "short", False),
        (False, "proxy-4711-abc", False),
    ],
)
def test_the_id_of_a_proxy_in_front_is_kept(ask, settings, is_behind, given, is_taken):
    settings.BEHIND_TLS = is_behind

    within, told = ask(**{HEADER: given})

    assert (within == told == given) is is_taken
