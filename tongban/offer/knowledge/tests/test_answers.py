"""Finding an answer in one's own words, and what one may not find."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate, now

from tongban.ground.people.models import Department
from tongban.offer.knowledge.actions import entries
from tongban.offer.knowledge.actions.search_index import index_entries_anew
from tongban.offer.knowledge.models import EntryText
from tongban.offer.knowledge.queries.answers import search
from tongban.offer.knowledge.tests.conftest import CONTENT


@pytest.fixture
def today(written, show):
    return show(written, now())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("开餐馆", "问题"),
        ("我想开饭店", "也这样问"),
        ("食品经营许可", "答复"),
        ("canguan", "拼音"),
        ("餐饮店怎么办", "也这样问"),
    ],
)
def test_an_answer_is_found_and_the_reason_is_told(today, text, said):
    (found,) = search(text)

    assert (found.version, found.freshness.is_fresh) == (today, True)
    assert said in found.why


@pytest.mark.parametrize("text", ["", "  ", "？！", "航天发射", "\x00", "<script>", "%", "a" * 5000])
def test_nothing_is_made_up(today, text):
    assert search(text) == []


def test_a_search_costs_five_queries_at_most(today, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        search("开餐馆")


def test_an_answer_for_staff_is_found_by_staff_alone(written, show, editor, clerk, person):
    entries.change_entry(written, {"visibility": "agents"}, entries.basis_of(written), by=editor, at=now())
    show(written, now())
    applicant = person("applicant")

    assert search("开餐馆", user=clerk)
    assert not search("开餐馆")
    assert not search("开餐馆", user=applicant)


def test_what_is_not_valid_today_is_not_found(written, show, editor):
    later = {"valid_from": localdate() + timedelta(days=1)}
    entries.change_entry(written, later, entries.basis_of(written), by=editor, at=now())
    show(written, now())

    assert search("开餐馆") == []


def test_a_draft_is_not_found(written, editor):
    assert search("开餐馆", user=editor) == []


def test_a_stale_answer_is_found_with_the_reason(today, division):
    Department.objects.filter(pk=division.pk).update(name="食药处")

    (found,) = search("开餐馆")

    assert not found.freshness.is_fresh
    assert "食药处" in found.freshness.reasons[0]


def test_the_search_can_be_written_anew(today):
    EntryText.objects.all().delete()

    assert index_entries_anew() == 1
    assert search(CONTENT["title"])
