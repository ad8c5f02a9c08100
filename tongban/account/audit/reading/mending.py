"""How a printed text is mended: stray spaces, doubled signs, full-width digits, lines that were broken."""

import re

from tongban.account.audit.quantities import NARROW
from tongban.account.audit.report import Cell

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


def narrowed(text: str) -> str:
    """Return a printed number in half-width characters, one percent sign, no space inside the digits."""
    return SPLIT_DIGITS.sub("", DOUBLED.sub("%", without_stray_spaces(text.translate(NARROW)))).strip()


def rejoined(first: str, second: str) -> str:
    """Return two pieces of one broken text as one: no space in Chinese, one space between Latin words."""
    last, next_ = first[-1:], second[:1]
    if last.isascii() and (last.isalnum() or last in ",.;:") and next_.isascii() and next_.isalnum():
        return f"{first} {second}"
    return first + second


def flowed(text: str) -> str:
    """Return the lines of one cell as one text."""
    lines = [line for line in (line.strip() for line in text.split("\n")) if line]
    whole = ""
    for line in lines:
        whole = rejoined(whole, line) if whole else line
    return whole


def replaced(cell: Cell, text: str) -> Cell:
    """Return a cell with another text at the same place."""
    return Cell(text, cell.line, cell.page, cell.table, cell.row, cell.column)
