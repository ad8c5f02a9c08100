"""Texts that a spreadsheet program would run: a table whose cell begins with = + - @ is handed out to be read only."""

import re
from pathlib import Path

from tongban.ground.kit.models import StoredFile

TEXTS = ("text/csv", "text/plain")
READ_AS_TEXT = ".txt"
CELL = re.compile(rb"(?:\A|[\r\n,;\t|])[ \"'\xa0]*(?:[=@]|[+-](?![\d.,% ]*(?:[,;\t|\r\n\"']|\Z)))")
"""The beginning of a cell that is a formula; a number with its sign is none."""
MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00")


def holds_formulas(content: bytes) -> bool:
    """Return whether a cell of a text begins as a formula does, in whatever letters the text is written."""
    for mark in MARKS:
        content = content.replace(mark, b"")
    return CELL.search(content) is not None


def name_to_hand_out(stored: StoredFile, path: Path) -> str:
    """Return the name under which a file leaves: one with formulas opens as text, in no spreadsheet program."""
    is_table = stored.media_type in TEXTS and not stored.name.lower().endswith(READ_AS_TEXT)
    return stored.name + READ_AS_TEXT if is_table and holds_formulas(path.read_bytes()) else stored.name
