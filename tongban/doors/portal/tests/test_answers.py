"""What the public finds of the base of knowledge, and what it never sees."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from tongban.ground.people.models import Department
from tongban.offer.knowledge.actions import entries, release
from tongban.offer.knowledge.models import EntryVote, Gap
from tongban.offer.knowledge.tests.conftest import *  # noqa: F403  (an answer and who keeps it)
from tongban.offer.knowledge.tests.conftest import CONTENT


def url(name, *args):
    return reverse(f"answers:{name}", args=args)


def text_of(answer):
    return answer.content.decode()


@pytest.fixture
def answered(written, show):
    return show(written, now())


def test_a_stranger_finds_the_answer_with_law_item_and_day(client, answered, food):
    found = text_of(client.get(url("search"), {"q": "开饭店"}))
    page = text_of(client.get(url("answer", answered.entry.reference)))

    assert url("answer", answered.entry.reference) in found
    assert "《中华人民共和国行政许可法》第42条" in page
    assert reverse("items:guide", args=[food.item.code]) in page
    assert f"{answered.confirmed_on}" in page


def test_an_answer_for_staff_is_nowhere(written, show, editor, officer):
    entries.change_entry(written, {"visibility": "agents"}, entries.basis_of(written), by=editor, at=now())
    version = show(written, now())

    for client in (Client(), Client()):
        assert client.get(url("answer", version.entry.reference)).status_code == 404
        assert version.title not in text_of(client.get(url("search"), {"q": "开饭店"}))
        assert version.title not in text_of(client.get(url("search")))
        assert client.post(url("vote", version.entry.reference), {"is_helpful": "yes"}).status_code == 404
        client.force_login(officer)


def test_drafts_and_retired_answers_are_nowhere(client, written, show, officer):
    assert client.get(url("answer", written.entry.reference)).status_code == 404
    release.retire(show(written, now()), by=officer, at=now(), reason="废止")
    assert client.get(url("answer", written.entry.reference)).status_code == 404


def test_a_stale_answer_is_never_shown_as_fresh(client, answered, division):
    fresh = text_of(client.get(url("answer", answered.entry.reference)))
    Department.objects.filter(pk=division.pk).update(name="食药处")

    page = text_of(client.get(url("answer", answered.entry.reference)))
    found = text_of(client.get(url("search"), {"q": "开饭店"}))

    assert "正在重新核对" not in fresh
    assert "正在重新核对" in page
    assert "重新核对中" in found


def test_one_address_votes_once_a_day(client, answered):
    said = {"is_helpful": "no", "reason": "wrong", "comment": "<b>电话不对</b>"}

    first = client.post(url("vote", answered.entry.reference), said)
    second = client.post(url("vote", answered.entry.reference), said)

    assert (first.status_code, second.status_code, EntryVote.objects.count()) == (302, 409, 1)
    assert "电话不对" in text_of(second)
    assert "<b>电话不对" not in text_of(second)


def test_a_flood_of_votes_is_stopped(client, answered, settings):
    settings.RATE_LIMITS = {**settings.RATE_LIMITS, "vote": "2/h"}

    answers = [client.post(url("missing"), {"question": f"问题第{n}个"}).status_code for n in range(4)]

    assert answers == [302, 302, 429, 429]
    assert Gap.objects.count() == 2


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"is_helpful": "no"},
        {"is_helpful": "no", "reason": "gossip"},
        {"is_helpful": "no", "reason": "wrong", "comment": "长" * 501},
    ],
)
def test_a_vote_that_says_nothing_is_sent_back(client, answered, said):
    assert client.post(url("vote", answered.entry.reference), said).status_code in (409, 422)
    assert not EntryVote.objects.exists()


def test_a_question_that_nothing_answers_reaches_the_centre(client, answered):
    page = text_of(client.get(url("search"), {"q": "航天发射"}))
    client.post(url("missing"), {"question": "航天发射"})
    empty = client.post(url("missing"), {"question": "？"})

    assert url("missing") in page
    assert (Gap.objects.get().question, empty.status_code) == ("航天发射", 409)


def test_markup_in_an_answer_stays_text(client, editor, division, food, show):
    hostile = "<script>alert(1)</script>"
    content = {"title": hostile, "short_answer": hostile, "long_answer": hostile}
    version = show(entries.begin_entry(content, entries.Basis(), owner=division, by=editor, at=now()), now())

    for page in (client.get(url("answer", version.entry.reference)), client.get(url("search"))):
        assert hostile not in text_of(page)
        assert "&lt;script&gt;" in text_of(page)


def test_the_pages_cost_few_queries(client, answered, django_assert_max_num_queries):
    client.get(url("search"))
    with django_assert_max_num_queries(8):
        client.get(url("search"), {"q": CONTENT["title"]})
    with django_assert_max_num_queries(8):
        client.get(url("answer", answered.entry.reference))
