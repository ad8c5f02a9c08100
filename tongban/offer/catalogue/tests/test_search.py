"""Searching by citizens' words."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tongban.ground.kit.search import words
from tongban.offer.catalogue.actions import search_index
from tongban.offer.catalogue.models import SearchText
from tongban.offer.catalogue.queries import matches


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("食品经营", "事项名称"),
        ("食品", "事项名称"),
        ("经营许可", "事项名称"),
        ("我想开个奶茶店需要什么手续", "奶茶店"),
        ("火锅店", "饭店"),
        ("shipinjingying", "拼音"),
        ("shipin", "拼音"),
        ("spjy", "首字母"),
        ("食品经莹许可", "同音"),
        ("食品经许可", "事项名称"),
        ("奶荼店", "相近"),
        ("卫生许可正", "同音"),
        ("营业执照", "指南"),
        ("ＦＯＯＤ食品", "事项名称"),
    ],
)
def test_an_item_is_found_and_the_reason_is_told(food, text, said):
    hits = matches.search(text)

    assert [hit.version for hit in hits] == [food]
    assert said in hits[0].why


@pytest.mark.parametrize("text", ["", "  ", "？！", "航天发射", "zzzz", "a" * 500, "ёжик", "กข"])
def test_nothing_is_made_up(food, text):
    assert matches.search(text) == []


def test_the_audience_narrows_the_search(food):
    assert matches.search("食品", audience="enterprise")
    assert not matches.search("食品", audience="person")


@pytest.mark.parametrize("text", ["食品经营", "食品经莹许可", "不存在的东西"])
def test_a_search_costs_three_queries_at_most(food, text, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        matches.search(text)


def test_a_draft_is_not_found(draft):
    assert matches.search("食品经营") == []


def test_the_search_can_be_written_anew(food):
    SearchText.objects.all().delete()

    assert search_index.index_anew() == 1
    assert matches.search("食品经营")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_a_plain_search_finds_is_found(food, data):
    lines = [
        line
        for row in SearchText.objects.all()
        for text in (row.name, row.words, row.body)
        for line in text.split("\n")
    ]
    line = data.draw(st.sampled_from([line for line in lines if len(line) > 1]))
    start = data.draw(st.integers(0, len(line) - 2))
    end = data.draw(st.integers(start + 2, len(line)))

    assert food in [hit.version for hit in matches.search(line[start:end][:60], limit=1000)]


def test_words_that_say_nothing_are_left_out():
    assert words.terms("我想开个饭店") == ["饭店"]
    assert words.terms("怎么办理营业执照") == ["营业执照"]


def test_a_slip_of_one_character_is_near():
    assert words.is_near("食品经营许刻", "食品经营许可")
    assert words.is_near("食品经许可", "食品经营许可证")
    assert not words.is_near("医疗机构", "食品经营许可")
    assert not words.is_near("食", "食品")


@given(query=st.text("食品许可证经营", min_size=3, max_size=8), text=st.text("食品许可证经营", max_size=16))
def test_looking_at_the_pairs_first_changes_nothing(query, text):
    allowed = 2 if len(query) >= 6 else 1

    assert words.is_near(query, text) == (words.distance(query, text) <= allowed)


@given(query=st.text("食品许可", min_size=1, max_size=9), text=st.text("食品许可证", max_size=16))
def test_the_distance_is_that_of_the_textbook(query, text):
    above = [0] * (len(text) + 1)
    for row, letter in enumerate(query, start=1):
        here = [row]
        for column, other in enumerate(text, start=1):
            here.append(min(above[column - 1] + (letter != other), above[column] + 1, here[-1] + 1))
        above = here

    assert words.distance(query, text) == min(above)


def test_tidying_the_search_again_changes_nothing(food, keeper):
    before = SearchText.objects.get().pieces
    search_index.index_anew()

    assert SearchText.objects.get().pieces == before
