"""The same request twice does it once, one after the other and at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from tongban.doors.api import actions
from tongban.doors.api.models import Answer
from tongban.doors.api.tests.conftest import admit
from tongban.ground.ledger.models import Entry
from tongban.work.cases.models import Case, CaseFile
from tongban.work.cases.tests.cast import upload


def given(house):
    return {"item": house.item.code, "applicant": house.zhang.pk}


@pytest.mark.django_db
def test_the_same_key_gives_the_same_answer_and_nothing_is_done_again(house, call):
    first = call.post("/cases", given(house), once="a")
    second = call.post("/cases", given(house), once="a")

    assert (first.status_code, first.content) == (second.status_code, second.content)
    assert first.status_code == 201
    assert Case.objects.count() == 1


@pytest.mark.django_db
def test_a_filing_sent_again_after_a_lost_answer_is_answered_and_not_refused(call, draft):
    first, second = (call.post(f"/cases/{draft}/filing", once="a") for _ in range(2))

    assert first.status_code == second.status_code == 200
    assert Entry.objects.filter(subject=draft, move="file").count() == 1


@pytest.mark.django_db
def test_the_same_key_for_another_request_is_refused(house, call, draft):
    call.post("/cases", given(house), once="a")

    other_body = call.post("/cases", given(house) | {"form": {"shop": "别的店"}}, once="a")
    other_address = call.post(f"/cases/{draft}/filing", once="a")

    for answer in (other_body, other_address):
        assert answer.status_code == 422
        assert answer.json()["type"].endswith("#problem-key-reused")
    assert Case.objects.count() == 2


@pytest.mark.django_db
def test_a_file_sent_again_in_another_wrapping_is_the_same_file(call, draft):
    material = call.get(f"/cases/{draft}").json()["materials"][0]["id"]
    address = f"/cases/{draft}/materials/{material}/files"
    before = CaseFile.objects.count()

    first = call.hand_in(address, upload("new.pdf"), once="a")
    second = call.hand_in(address, upload("new.pdf"), once="a")
    other = call.hand_in(address, upload("other.pdf"), once="a")

    assert [answer.status_code for answer in (first, second, other)] == [201, 201, 422]
    assert CaseFile.objects.count() == before + 1


@pytest.mark.django_db
def test_what_was_refused_may_be_sent_again_mended(house, call):
    refused = call.post("/cases", given(house) | {"applicant": 999}, once="a")
    mended = call.post("/cases", given(house), once="a")

    assert (refused.status_code, mended.status_code) == (422, 201)


@pytest.mark.django_db
def test_keys_of_two_systems_do_not_meet(house, call):
    _client, other = admit(house, house.zhang, name="另一个系统")

    call.post("/cases", given(house), once="a")
    answer = other.post("/cases", given(house), once="a")

    assert answer.status_code == 201
    assert Case.objects.count() == 2


@pytest.mark.django_db
def test_an_answer_is_forgotten_after_its_hours(settings, house, call):
    settings.API_ANSWERS_KEPT_HOURS = 24
    call.post("/cases", given(house), once="a")
    at = timezone.now()

    assert actions.forget_answers(at=at + timedelta(hours=23)) == 0
    assert actions.forget_answers(at=at + timedelta(hours=25)) == 1
    assert not Answer.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_requests_at_the_same_moment_do_it_once(house, call):
    def send(_number):
        try:
            return call.post("/cases", given(house), once="at-once")
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(send, range(4)))

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["reference"] for answer in answers}) == 1
    assert Case.objects.count() == 1
