"""What an injection is: a place to draw, one change there, and the rules that must find it.

``may`` names rules that the same error can break as well, because they are further equations in which the
changed thing stands.
"""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from hypothesis import assume
from hypothesis import strategies as st

Draw = Callable[[st.SearchStrategy[Any]], Any]
WORDS = st.sampled_from(["若干", "较多", "暂无数据", "#DIV/0!", "#REF!"])


class Injected(NamedTuple):
    """The rules that must fire, and those that may because the same wrong thing stands in their equation."""

    must: frozenset[str]
    may: frozenset[str] = frozenset()


def only(*rules: str) -> Injected:
    return Injected(frozenset(rules))


def pick(draw: Draw, places: Iterable[Any]) -> Any:
    """Draw one of the places where an error can stand; a report without one is no example."""
    found = list(places)
    assume(found)
    return draw(st.sampled_from(found))
