"""A written text as the editor shows it: words, live figures, typed numbers that should be figures."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from tongban.account.evaluation.models import ChapterCode
from tongban.account.evaluation.queries.account import Account
from tongban.account.evaluation.queries.figures import TOKEN, LiveFigure, PlainNumber, plain_numbers
from tongban.account.evaluation.queries.places import PagePlace, Places

PieceKind = Literal["text", "figure", "unknown", "bindable", "loose"]


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A stretch of text: plain words, a live figure (its key), a key that names nothing, or a typed number."""

    kind: PieceKind
    text: str
    start: int = 0
    keys: tuple[str, ...] = ()
    place: PagePlace | None = None


@dataclass(frozen=True, slots=True)
class WrittenText:
    """A text in pieces, with what still asks for attention."""

    code: str
    title: str
    version: int
    pieces: tuple[TextPiece, ...]

    @property
    def counts(self) -> Counter[str]:
        """Count the pieces by kind."""
        return Counter(piece.kind for piece in self.pieces)

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is written."""
        return not self.pieces

    @property
    def bindable(self) -> int:
        """Return how many typed numbers equal a figure and should be bound to it."""
        return self.counts["bindable"]

    @property
    def loose(self) -> int:
        """Return how many typed numbers equal no figure."""
        return self.counts["loose"]

    @property
    def unknown(self) -> int:
        """Return how many keys name no figure."""
        return self.counts["unknown"]


def pieces_of(text: str, figures: Mapping[str, LiveFigure], places: Places) -> tuple[TextPiece, ...]:
    """Return a text in pieces, in reading order."""
    marked = sorted(_marked(text, figures, places), key=lambda each: each[0])
    found, after = [], 0
    for start, end, piece in marked:
        if start > after:
            found.append(TextPiece("text", text[after:start], after))
        found.append(piece)
        after = end
    if after < len(text):
        found.append(TextPiece("text", text[after:], after))
    return tuple(found)


def _marked(
    text: str, figures: Mapping[str, LiveFigure], places: Places
) -> Iterator[tuple[int, int, TextPiece]]:
    for token in TOKEN.finditer(text):
        key = token[1]
        known = figures.get(key)
        if known:
            piece = TextPiece("figure", known.text, token.start(), (key,), places.of_key(key))
        else:
            piece = TextPiece("unknown", token[0], token.start(), (key,))
        yield token.start(), token.end(), piece
    for number in plain_numbers(text, figures):
        if _counts_off(text, number):
            continue
        kind: PieceKind = "bindable" if number.keys else "loose"
        end = number.start + len(number.text)
        yield number.start, end, TextPiece(kind, number.text, number.start, number.keys[:8])


def _counts_off(text: str, number: PlainNumber) -> bool:
    """Say whether a number only counts off a list: 1. 2. 3."""
    after = text[number.start + len(number.text) :]
    return number.text.isdigit() and len(number.text) < 3 and after.startswith((".", "．", "、", ")", "）"))


def written_parts(account: Account) -> list[WrittenText]:
    """Return every written part of the report, the missing ones empty."""
    places, known = Places(account), {chapter.code: chapter for chapter in account.chapters}
    return [
        WrittenText(
            code=str(code.value),
            title=str(code.label),
            version=known[code].version if code in known else 0,
            pieces=pieces_of(known[code].body, account.figures, places) if code in known else (),
        )
        for code in ChapterCode
    ]
