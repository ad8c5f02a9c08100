"""What a text is about: its words less those that demands and replies use whatever the matter."""

from functools import cache
from typing import TYPE_CHECKING

from tongban.work.hotline.likeness.plain_text import plain
from tongban.work.hotline.likeness.signature import shingles
from tongban.work.hotline.likeness.usual_words import usual_words

if TYPE_CHECKING:
    import rjieba

LEAST_OWN = 0.2
"""The share of its characters that a reply of its own says at least: 已修好 says two of three, courtesies none."""


@cache
def _cutter() -> "rjieba.Jieba":
    import rjieba  # a dictionary of 5 MB: loaded when first needed

    return rjieba.Jieba()


def content_words(text: str) -> list[str]:
    """Return the words of two characters or more that say what a text is about, each once."""
    return list(dict.fromkeys(word for word in _own_words(plain(text)) if len(word) > 1))


def own_characters(text: str) -> int:
    """Return how many characters of a text say something of its own."""
    return sum(map(len, _own_words(plain(text))))


def says_something(text: str) -> bool:
    """Return whether a text says something of its own beside courtesies and the office's usual words."""
    return own_characters(text) > LEAST_OWN * len(plain(text).replace("0", "").replace(" ", ""))


def names_any(text: str, demand: str) -> bool:
    """Return whether two neighbouring characters of the demand that say something stand in the text.

    Characters, since 望江路路灯不亮 is cut into 路路 and 灯不亮, and 电梯 names 加装电梯.
    """
    return not shingles(demand).isdisjoint(shingles(text))


def _own_words(read: str) -> list[str]:
    """Return the words of a plain text that are not said whatever the matter; numbers say something only with words."""
    words = (word.strip(" 0") for word in _cutter().cut(read))
    return [word for word in words if word and word not in usual_words()]
