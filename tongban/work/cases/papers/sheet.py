"""A sheet with facts, one table and lines to sign, as PDF: the receipt of one thing, the slip of a hand-over."""

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from tongban.ground.matters.typesetting import typeset
from tongban.ground.office.values import bureau_name

SHEET = Path(__file__).with_name("sheet.typ")
Sign = tuple[str, str, str]
"""Who signs, as what, and when: empty where it is to be written by hand."""


def sheet(
    *,
    title: str,
    number: str,
    pairs: Sequence[tuple[str, str]],
    heads: Sequence[str] = (),
    widths: Sequence[int] = (),
    rows: Sequence[Sequence[str]] = (),
    notes: Sequence[str] = (),
    signs: Sequence[Sign],
    is_example: bool,
) -> dict[str, Any]:
    """Return the content of a sheet."""
    return {
        "title": title,
        "number": number,
        "bureau": bureau_name(),
        "pairs": [list(pair) for pair in pairs],
        "heads": list(heads),
        "widths": list(widths),
        "rows": [list(row) for row in rows],
        "notes": list(notes),
        "signs": [list(each) for each in signs],
        "is_example": is_example,
    }


def print_sheet(content: dict[str, Any], made_at: datetime) -> bytes:
    """Return a sheet's PDF/A; the same content gives the same file."""
    inputs = {"paper": json.dumps(content, ensure_ascii=False)}
    return typeset(SHEET, inputs, standards=["a-2b"], made_at=made_at)
