"""What is kept in memory is bounded, shared by nobody who could change it, and gone at one call."""

import gc
import weakref

import pytest
from django.core.cache import caches

from tongban.ground.ledger import memo
from tongban.ground.ledger.memo import Memo, RowMemo


class Row:
    """Something that lives for a request."""


@pytest.fixture
def made(monkeypatch):
    """Make memos that no other test meets."""
    monkeypatch.setattr(memo, "_memos", {})
    return Memo("made", 2)


def test_an_answer_is_made_once(made):
    asked = []

    assert [made.get("a", lambda: asked.append(1) or "x") for _ in range(3)] == ["x"] * 3
    assert len(asked) == 1


def test_the_oldest_goes_where_there_is_no_room(made):
    for key in "abc":
        made.get(key, lambda: "x")

    assert (len(made), made.peek("a"), made.peek("c")) == (2, None, "x")


def test_what_a_reader_could_change_is_refused(made):
    with pytest.raises(TypeError, match="list can be changed by every reader"):
        made.put("a", [1])


def test_a_memo_of_copies_gives_each_reader_its_own(made):
    copied = Memo("copied", 2, copy=list)
    copied.put("a", [1]).append(2)

    assert copied.peek("a") == [1]


def test_an_answer_about_a_row_lives_as_long_as_the_row_even_if_it_names_the_row(made):
    rows, row = RowMemo("rows"), Row()

    kept, gone = [row], weakref.ref(row)
    assert rows.get(row, kept.copy) == rows.get(row, list) == kept
    kept.clear()
    del row
    gc.collect()

    assert gone() is None


def test_everything_is_forgotten_in_one_call(made):
    rows, row = RowMemo("rows"), Row()
    made.get("a", lambda: "x")
    rows.get(row, lambda: "x")
    caches["template_fragments"].set("a", "x")

    memo.clear_all()

    assert (len(made), caches["template_fragments"].get("a")) == (0, None)
    assert rows.get(row, lambda: "y") == "y"


def test_two_memos_have_two_names(made):
    with pytest.raises(ValueError, match="made already"):
        Memo("made", 2)
