"""Articles are found as people write them."""

import pytest

from tongban.ground.law import sources
from tongban.ground.law.search import articles_like, number_of


@pytest.mark.parametrize(
    "text",
    [
        "行政许可法 42",
        "许可法第四十二条",
        "《中华人民共和国行政许可法》第42条",
        "行政许可法４２",
        "licensing law 42",
    ],
)
def test_an_article_is_found_by_the_name_of_its_law_and_its_number(text):
    assert "licensing-law:42" in [str(each) for each in articles_like(text)]


def test_without_a_number_all_articles_of_the_law_are_shown():
    found = articles_like("行政许可法")

    assert len(found) >= sources()["licensing-law"].articles
    assert str(found[0]) == "licensing-law:1"


@pytest.mark.parametrize("text", ["", "  ", "许可法 84", "许可法 0", "没有这部法 1"])
def test_what_there_is_not_is_not_found(text):
    assert not [each for each in articles_like(text) if each.source.key == "licensing-law"]


@pytest.mark.parametrize(
    ("text", "number"),
    [("四十二", 42), ("十", 10), ("二十", 20), ("一百零三", 103), ("一百一十", 110), ("9", 9)],
)
def test_a_number_is_read_in_chinese(text, number):
    assert number_of(text) == number
