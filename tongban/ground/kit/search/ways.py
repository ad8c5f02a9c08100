"""The ways in which a row has what was typed, as data: what each is worth, how the database sees it, how it is told."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.search import words

NAME, WORDS, BODY = 1.0, 0.8, 0.35
MEANT, SPELT = 0.7, 0.9
STANDS = tuple(zip(("name", "words", "body"), (NAME, WORDS, BODY), strict=True))


@dataclass(frozen=True, slots=True)
class SearchWay:
    """One way: a column has a text in it, or fits a pattern."""

    worth: float
    column: str
    operator: str
    value: str
    says: Any
    said: dict[str, str]

    def why(self) -> str:
        """Return how it is told."""
        return str(self.says) % self.said


class AskedTerm:
    """A term with its ways, the best first, and its share of all that was asked."""

    def __init__(self, ways: Iterable[SearchWay], share: float) -> None:
        self.ways = sorted(ways, key=lambda way: -way.worth)
        self.share = share

    def number(self, table: str) -> tuple[str, list[str]]:
        """Return the expression for the number of the first way that a row has, counted from one; else nought."""
        cases = (
            f"WHEN {_condition(table, way)} THEN {number}" for number, way in enumerate(self.ways, start=1)
        )
        return f"CASE {' '.join(cases)} ELSE 0 END", [way.value for way in self.ways]

    def worth(self, table: str, *, more: str = "", otherwise: str = "0") -> tuple[str, list[str]]:
        """Return the expression for what the first way that a row has is worth, as a share of the whole."""
        cases = (
            f"WHEN {_condition(table, way)} THEN {way.worth * self.share:.6f}::float8{more}"
            for way in self.ways
        )
        return f"CASE {' '.join(cases)} ELSE {otherwise} END", [way.value for way in self.ways]


def _condition(table: str, way: SearchWay) -> str:
    column = f'"{table}"."{way.column}"'
    return f"strpos({column}, %s) > 0" if way.operator == "has" else f"{column} ~ %s"


def stands(text: str, where: Sequence[Any], told: str) -> Iterator[SearchWay]:
    """Yield that a text stands in the name, among people's words, or in the rest."""
    for (column, worth), says in zip(STANDS, where, strict=True):
        yield SearchWay(worth, column, "has", text, says, {"text": told})


def ways_of(term: str, where: Sequence[Any]) -> Iterator[SearchWay]:
    """Yield how a row may have a term: as it was typed, as the bureau calls it, spelt, or by its initials."""
    yield from stands(words.tidy(term), where, words.tidy(term))
    for word in words.synonyms(term):
        said = {"term": term, "word": word}
        for column, worth in STANDS:
            says = _("“%(term)s” is called “%(word)s”")
            yield SearchWay(MEANT * worth, column, "has", words.tidy(word), says, said)
    if len(term) > 1 and not words.is_han(term):
        said = {"letters": term}
        yield SearchWay(SPELT, "sounds", "fits", words.spelt_pattern(term), _("spelt “%(letters)s”"), said)
        yield SearchWay(
            SPELT, "sounds", "fits", words.initials_pattern(term), _("initials “%(letters)s”"), said
        )
