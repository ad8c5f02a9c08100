from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tongban.demo.hotline_texts import demand, demands, retold, subjects
from tongban.ground.kit.distance import metres_between
from tongban.work.hotline.likeness.plain_text import MOST_CHARACTERS, pieces, plain
from tongban.work.hotline.likeness.score import (
    POSSIBLE,
    PROBABLE,
    ReportedMatter,
    compare,
    likeness,
    shared_passages,
)
from tongban.work.hotline.likeness.signature import bands

MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
NOISE = ReportedMatter("春晖花园东门口工地夜间还在施工，吵得睡不着", "春晖花园", (31.3, 120.6), MORNING)
TEXTS = st.text(max_size=200)
PLACES = st.none() | st.tuples(st.floats(-90, 90), st.floats(-180, 180))
TIMES = st.none() | st.datetimes(timezones=st.just(UTC))
MATTERS = st.builds(ReportedMatter, TEXTS, TEXTS, PLACES, TIMES)
ODD = ["", "😡🙏", "\ud800", "𠮷𡃁", "a" * 100_000, "工地" * 50_000, "\x00\u200d", "ﬀＡ１", "  \n\t "]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("５号楼，ＫＴＶ太吵！！😡", "0号楼 ktv太吵"),
        ("13812345678打不通", "00000000000打不通"),
        ("", ""),
        ("🙏🙏", ""),
        ("噪\u200d音", "噪音"),
        ("𠮷祥路", "𠮷祥路"),
    ],
)
def test_a_text_is_read_plainly(text, read):
    assert plain(text) == read


@given(TEXTS)
def test_reading_twice_changes_nothing_and_pieces_are_the_same_text(text):
    assert plain(plain(text)) == plain(text)
    assert " ".join(piece for piece, _ in pieces(text)) == plain(text)


@given(TEXTS)
def test_each_character_of_a_piece_has_its_place_in_the_text(text):
    for piece, places in pieces(text):
        assert len(piece) == len(places)
        assert all(character in plain(text[place]) for character, place in zip(piece, places, strict=True))


@given(MATTERS, MATTERS)
@settings(max_examples=200, deadline=None)
def test_likeness_is_symmetric_and_between_nothing_and_one(one, other):
    score = likeness(one, other)

    assert 0 <= score <= 1 + 1e-9
    assert score == pytest.approx(likeness(other, one))
    assert compare(one, other).score == score


@given(MATTERS)
def test_a_matter_is_wholly_like_itself_if_it_says_anything(matter):
    assert likeness(matter, matter) == pytest.approx(1.0 if plain(matter.text) else 0.0)


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_are_compared_without_a_fault(text):
    assert 0 <= likeness(ReportedMatter(text, text), NOISE) <= 1
    assert len(bands(text)) in (0, 16)
    assert shared_passages(text, text) is not None


def test_what_follows_a_long_text_changes_nothing():
    assert bands("工地" * MOST_CHARACTERS) == bands("工地" * MOST_CHARACTERS + "河道发臭")


@pytest.mark.parametrize(
    ("changes", "is_probable"),
    [
        ({}, True),
        ({"text": "春晖花园这边工地凌晨还在施工，吵得睡不着觉"}, True),
        ({"text": "春晖花园东门口路灯不亮"}, False),
        ({"at": MORNING + timedelta(days=400)}, False),
        ({"place": "望江路", "point": (31.4, 120.9), "text": "望江路工地施工"}, False),
    ],
    ids=["the same", "other words", "another matter there", "a year later", "elsewhere"],
)
def test_the_same_matter_is_told_from_another(changes, is_probable):
    assert compare(NOISE, replace(NOISE, **changes)).is_probable is is_probable


def test_a_score_shows_its_reasons():
    found = compare(
        NOISE, replace(NOISE, text="东门口工地夜间施工，吵得睡不着觉", at=MORNING + timedelta(days=1))
    )

    assert found.shared[:2] == ("东门口工地夜间", "吵得睡不着")
    assert (found.place, found.days_apart) == (1.0, 1.0)
    assert 0 < found.text < 1


def test_metres_are_those_of_the_globe():
    assert metres_between((31.0, 120.0), (32.0, 120.0)) == pytest.approx(111_195, rel=0.001)


@pytest.fixture(scope="module")
def told():
    """Return matters, each as another caller tells it, and with another matter of the same place."""
    chance = Random(5)
    rows = []
    for first in demands(300, seed=5):
        again = retold(first, chance)
        subject = chance.choice([other for other in subjects() if other.group != first.subject.group])
        other = demand(subject, chance)
        there = other.text.replace(other.place, first.place)
        rows.append(
            (
                ReportedMatter(first.text, first.place),
                ReportedMatter(again.text, first.place),
                ReportedMatter(there, first.place),
            )
        )
    return rows


def test_what_others_reported_is_found(told):
    found = [likeness(first, again) >= POSSIBLE for first, again, _ in told]

    assert sum(found) / len(found) >= 0.85


def test_another_matter_is_rarely_taken_for_the_same(told):
    there = [likeness(first, other) >= PROBABLE for first, _, other in told]
    elsewhere = [likeness(first, other) >= PROBABLE for (first, *_), (_, other, _) in pairwise(told)]

    assert sum(there) / len(there) <= 0.1
    assert sum(elsewhere) / len(elsewhere) <= 0.01


def test_candidates_by_bands_hold_what_others_reported_and_a_quarter_of_the_rest():
    chance = Random(7)
    first = list(demands(400, seed=7))
    together = [bool({*bands(row.text)} & {*bands(retold(row, chance).text)}) for row in first]
    apart = [bool({*bands(a.text)} & {*bands(b.text)}) for a, b in pairwise(first)]

    assert sum(together) / len(together) >= 0.85
    assert sum(apart) / len(apart) <= 0.25


def test_a_signature_is_the_same_in_every_process():
    assert bands("春晖花园") == bands("春晖花园")
    assert all(-(2**31) <= number < 2**31 for number in bands(NOISE.text))
