"""A live programme as everybody sees it: asking, liking, following, and the page without a live server."""

import json

import pytest
from django.urls import reverse

from tongban.work.programme.actions import programmes, questions
from tongban.work.programme.models import Question
from tongban.work.programme.queries import counts
from tongban.work.programme.queries.visitors import COOKIE
from tongban.work.programme.tests import cast
from tongban.work.programme.tests.cast import BEGINS, MONDAY, TEXT, accepted


@pytest.fixture
def editor(db):
    return cast.editor()


@pytest.fixture
def office(db):
    return cast.office()


@pytest.fixture
def programme(editor, office):
    return cast.announced(editor, office)


def address(name, *given):
    return reverse(f"live:{name}", args=given)


def test_somebody_asks_without_an_account_and_follows_by_number_and_code(client, programme, editor):
    answer = client.post(
        address("ask", programme.reference), {"text": TEXT, "asked_by": "王女士"}, follow=True
    )
    question = Question.objects.get()
    told = answer.content.decode()
    questions.reject(question, reason="请向法院提起诉讼。", by=editor, at=MONDAY)
    client.cookies.clear()
    page = client.post(
        address("follow"), {"number": question.reference.lower(), "code": question.follow_code}
    )
    wrong = client.post(address("follow"), {"number": question.reference, "code": "AAAAAAAAAA"})

    assert question.reference in told
    assert question.follow_code in told
    assert "请向法院提起诉讼。" in page.content.decode()
    assert (wrong.status_code, TEXT in wrong.content.decode()) == (422, False)


def test_a_question_is_shown_once_it_was_accepted_and_never_who_asks(client, programme, editor):
    asked = questions.ask(programme, TEXT, asked_by="王女士", phone="0512-00000000", at=MONDAY)
    before = client.get(address("programme", programme.reference)).content.decode()
    questions.accept(asked, unit=None, by=editor, at=MONDAY)

    after = client.get(address("programme", programme.reference)).content.decode()
    state = client.get(address("state", programme.reference)).content.decode()

    assert TEXT not in before
    assert TEXT in after
    assert "王女士" not in after + state
    assert "0512" not in after + state


def test_a_flood_of_questions_from_one_address_is_stopped(client, programme, settings):
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "question": "2/h"}

    said = [client.post(address("ask", programme.reference), {"text": TEXT}).status_code for _ in range(3)]

    assert said == [302, 302, 429]
    assert Question.objects.count() == 2


@pytest.mark.parametrize("text", ["问" * 501, "🚌" * 100_000, "", "   "])
def test_a_question_too_long_or_empty_is_refused(client, programme, text):
    assert client.post(address("ask", programme.reference), {"text": text}).status_code == 422


def test_rare_characters_and_emoji_are_kept(client, programme, editor):
    client.post(address("ask", programme.reference), {"text": "𠮷祥路🚌何时通车？"})
    questions.accept(Question.objects.get(), unit=None, by=editor, at=MONDAY)

    assert "𠮷祥路🚌" in client.get(address("programme", programme.reference)).content.decode()


def test_a_page_without_a_stream_likes_by_its_form_once(client, programme, editor):
    question = accepted(programme, editor)
    client.get(address("programme", programme.reference))
    like = address("like", programme.reference, question.pk)

    said = [client.post(like).status_code, client.post(like, headers={"X-Sent-By": "script"}).status_code]
    client.cookies.pop(COOKIE)
    without = client.post(like).status_code

    assert (said, without) == ([302, 204], 409)
    assert counts.likes_of(programme) == {question.pk: 1}


def test_first_visits_from_one_address_are_given_only_so_many_cookies(client, programme, settings):
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "visitor": "2/h"}
    seen = []
    for _ in range(3):
        client.cookies.clear()
        answer = client.get(address("programme", programme.reference))
        seen.append((answer.status_code, COOKIE in answer.cookies))

    assert seen == [(200, True), (200, True), (200, False)]


def test_who_asks_again_is_told_that_nothing_has_changed(client, programme, editor):
    accepted(programme, editor)
    state = address("state", programme.reference)

    first = client.get(state)
    again = client.get(state, headers={"If-None-Match": first["ETag"]})

    assert json.loads(first.content)["programme"] == {"status": "open", "on_air": ""}
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("name", ["programme", "state", "ask"])
def test_a_programme_that_is_only_planned_is_nobodys_page(client, editor, name):
    planned = programmes.plan(cast.PLAN, by=editor, at=MONDAY)

    assert client.get(address(name, planned.reference)).status_code == 404


@pytest.mark.parametrize(
    ("is_behind_tls", "expected"), [(False, "http://testserver:8901/stream/"), (True, '"/stream/')]
)
def test_the_page_names_where_its_stream_is(client, programme, settings, is_behind_tls, expected):
    settings.LIVE_PORT, settings.BEHIND_TLS = 8901, is_behind_tls

    answer = client.get(address("programme", programme.reference))

    assert expected in answer.content.decode()
    assert ("http://testserver:8901" in answer["Content-Security-Policy"]) is not is_behind_tls


def test_the_list_shows_first_what_is_on_air(client, programme, editor, office):
    live = cast.announced(editor, office, topic="民生实事")
    programmes.start(live, by=cast.host(), at=BEGINS)

    page = client.get(address("programmes")).content.decode()

    assert page.index("民生实事") < page.index(programme.topic)
