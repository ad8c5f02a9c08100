"""What changed between two texts: lines first, then the words, figures and characters inside changed lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

Kind = Literal["same", "removed", "added"]
WORD = re.compile(r"[0-9][0-9.,，%％]*|[A-Za-z]+|[\s\S]")
"""A figure is one word, so that a changed digit shows the whole figure."""
LONGEST = 4000
"""Lines longer than this are shown as replaced whole: comparing characters costs their product."""


@dataclass(frozen=True)
class DiffPiece:
    """A stretch of text that stayed, went or came."""

    kind: Kind
    text: str


def differences(before: str, after: str) -> list[DiffPiece]:
    """Return the pieces that make up both texts, in reading order."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    found: list[DiffPiece] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        removed, added = "".join(old[i1:i2]), "".join(new[j1:j2])
        if tag == "equal":
            found.append(DiffPiece("same", removed))
        elif tag == "replace" and max(len(removed), len(added)) <= LONGEST:
            found.extend(_by_word(removed, added))
        else:
            found.extend([DiffPiece("removed", removed), DiffPiece("added", added)])
    return list(_joined(found))


def _by_word(before: str, after: str) -> Iterator[DiffPiece]:
    old, new = WORD.findall(before), WORD.findall(after)
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield DiffPiece("same", "".join(old[i1:i2]))
        else:
            yield DiffPiece("removed", "".join(old[i1:i2]))
            yield DiffPiece("added", "".join(new[j1:j2]))


def _joined(pieces: list[DiffPiece]) -> Iterator[DiffPiece]:
    present = [piece for piece in pieces if piece.text]
    for kind, run in groupby(present, key=lambda piece: piece.kind):
        yield DiffPiece(kind, "".join(piece.text for piece in run))
