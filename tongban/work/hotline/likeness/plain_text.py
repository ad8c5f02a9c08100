"""A message as plain characters: what differs only in width, case, digits, punctuation or emoji becomes alike."""

import unicodedata
from collections.abc import Iterator
from hashlib import blake2b

MOST_CHARACTERS = 2_000
"""What is read of a message; the rest of a text of 100 kB changes nothing and costs no time."""
LAST_KEPT = 0xFFFF
"""Characters above are looked up anew each time, so that no message can fill the memory with rare ones."""


class _Plain(dict[int, str]):
    """What a character becomes: letters and ideographs by NFKC in lower case, digits 0, anything else a space."""

    def __missing__(self, code: int) -> str:
        folded = unicodedata.normalize("NFKC", chr(code)).casefold()
        plain = "".join(_kept(character) for character in folded)
        if code <= LAST_KEPT:
            self[code] = plain
        return plain


def _kept(character: str) -> str:
    if character.isdigit():
        return "0"
    if character.isalpha():
        return character
    return "" if unicodedata.category(character) in ("Mn", "Me", "Cf") else " "


_TABLE = _Plain()


def plain(text: str, most: int = MOST_CHARACTERS) -> str:
    """Return the first ``most`` characters of a text as pieces of plain characters with one space between them.

    Never raises: an empty text, emoji alone and lone surrogates give an empty string.
    """
    return " ".join(text[:most].translate(_TABLE).split())


def pieces(text: str) -> list[tuple[str, list[int]]]:
    """Return the plain pieces of a text, each with the place in the text of each of its characters."""
    found: list[tuple[str, list[int]]] = [("", [])]
    for place, character in enumerate(text[:MOST_CHARACTERS]):
        for each in _TABLE[ord(character)]:
            if each.isspace():
                found.append(("", []))
            else:
                piece, places = found[-1]
                found[-1] = (piece + each, [*places, place])
    return [(piece, places) for piece, places in found if piece]


def grams(text: str, lengths: tuple[int, ...] = (1, 2, 3)) -> set[str]:
    """Return the character n-grams of the plain text; none reaches over a space."""
    return {gram for piece in plain(text).split(" ") for gram, _start in grams_of(piece, lengths)}


def grams_of(piece: str, lengths: tuple[int, ...] = (1, 2, 3)) -> Iterator[tuple[str, int]]:
    """Yield the n-grams of one piece, each with the place where it begins."""
    for length in lengths:
        for start in range(len(piece) - length + 1):
            yield piece[start : start + length], start


def hash_of(gram: str) -> int:
    """Return 64 bits that stand for a gram, the same in every process and on every machine."""
    return int.from_bytes(blake2b(gram.encode(), digest_size=8).digest())
