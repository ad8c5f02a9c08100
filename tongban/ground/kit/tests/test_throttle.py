"""Whoever asks too often waits; who waits is let in again; one stranger does not shut out another."""

from datetime import UTC, datetime, timedelta

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from tongban.ground.kit.throttle import allow, forget, is_used_up, limited, rate, wait

AT = datetime(2022, 3, 1, 1, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)

pytestmark = pytest.mark.django_db


def asked(times, key="check:10.0.0.1", at=AT):
    return [allow(key, limit=3, per=MINUTE, at=at) for _ in range(times)]


def test_three_requests_in_a_row_are_answered_and_the_fourth_must_wait():
    assert asked(4) == [True, True, True, False]


def test_after_the_time_told_one_more_request_is_answered_and_no_second_one():
    asked(4)

    later = AT + timedelta(seconds=wait(3, MINUTE))

    assert asked(2, at=later) == [True, False]


def test_looking_whether_a_count_is_used_up_counts_nothing():
    looked = []
    for _ in range(4):
        looked.append(is_used_up("check:10.0.0.1", limit=3, per=MINUTE, at=AT))
        asked(1)

    assert looked == [False, False, False, True]
    assert not is_used_up("check:10.0.0.1", limit=3, per=MINUTE, at=AT + timedelta(seconds=wait(3, MINUTE)))


def test_asking_while_refused_does_not_make_the_wait_longer():
    asked(100)

    assert asked(1, at=AT + timedelta(seconds=wait(3, MINUTE))) == [True]


def test_after_a_quiet_while_everything_is_as_at_the_beginning():
    asked(4)

    assert asked(4, at=AT + MINUTE) == [True, True, True, False]


def test_one_address_does_not_use_up_what_another_may_ask():
    asked(4)

    assert asked(1, key="check:10.0.0.2") == [True]


def test_a_clock_gone_backwards_refuses_nobody_for_longer_than_it_went_back():
    asked(1)

    assert asked(3, at=AT - timedelta(seconds=20)) == [True, False, False]


def test_what_has_been_worked_off_is_forgotten():
    asked(1)

    assert forget(at=AT) == 0
    assert forget(at=AT + MINUTE) == 1


@pytest.mark.parametrize("text", ["", "20", "0/m", "m/20", "-1/m", "20/y"])
def test_a_rate_that_says_nothing_is_refused_by_name(text):
    with pytest.raises(ValueError, match="no rate"):
        rate(text)


def test_a_page_says_in_plain_words_how_long_to_wait(settings, client):
    settings.RATE_LIMITS = settings.RATE_LIMITS | {"check": "1/m"}
    client.get("/check/nosuchcode/")

    answer = client.get("/check/nosuchcode/")

    assert answer.status_code == 429
    assert answer["Retry-After"] == "60"
    assert "60 秒" in answer.content.decode()


def test_only_the_methods_named_are_counted(settings):
    settings.RATE_LIMITS = settings.RATE_LIMITS | {"progress": "1/m"}
    page = limited("progress", methods=["POST"])(lambda request: HttpResponse())

    answers = [page(RequestFactory().get("/")) for _ in range(3)]

    assert {answer.status_code for answer in answers} == {200}
