"""Clean-up of a printed text: stray spaces, doubled signs, full-width digits, lines that were broken."""

import re
from collections.abc import Iterable

from tongban.account.audit.quantities import NARROW
from tongban.account.audit.report import Cell

PAUSES = frozenset(",.;:")
DASHES = frozenset({"-", "--", "—", "——", "－", "–", "―", "/", "／", "\\"})
HAN = "\u3400-\u9fff\uf900-\ufaff"
INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
STRAY = re.compile(rf"(?<=[{HAN}])\s+(?=[{HAN}])")
SPLIT_DIGITS = re.compile(r"(?<=[\d.,])\s+(?=[\d.,])")
DOUBLED = re.compile(r"%(?:\s*%)+")


def is_blank(text: str) -> bool:
    """Say whether a cell counts as blank: nothing, or only a dash."""
    return not text or text in DASHES


def without_stray_spaces(text: str) -> str:
    """Return the text without spaces between two Chinese characters and without invisible characters."""
    if text.isprintable() and " " not in text:
        return text
    return STRAY.sub("", INVISIBLE.sub("", text))


def half_width(text: str) -> str:
    """Return a printed number in half-width characters, one percent sign, no space inside the digits."""
    return SPLIT_DIGITS.sub("", DOUBLED.sub("%", without_stray_spaces(text.translate(NARROW)))).strip()


def join_pieces(pieces: Iterable[str]) -> str:
    """Return the pieces of one broken text as one: no space in Chinese, one space between Latin words."""
    whole: list[str] = []
    last = ""
    for piece in filter(None, pieces):
        first = piece[:1]
        if last.isascii() and (last.isalnum() or last in PAUSES) and first.isascii() and first.isalnum():
            whole.append(" ")
        whole.append(piece)
        last = piece[-1]
    return "".join(whole)


def join_lines(text: str) -> str:
    """Return the lines of one cell as one text."""
    return join_pieces(line.strip() for line in text.split("\n")) if "\n" in text else text.strip()


def with_text(cell: Cell, text: str) -> Cell:
    """Return a cell with another text at the same place."""
    return Cell(text, cell.line, cell.page, cell.table, cell.row, cell.column)
