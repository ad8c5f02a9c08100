"""The paper as PDF/A with a tagged structure, typeset by Typst with the fonts in var/fonts and no others."""

import json
import os
import re
from datetime import datetime
from functools import cache
from itertools import groupby
from pathlib import Path
from threading import Lock
from typing import Any

import typst

from tongban.account.evaluation.papers.layout import Block, Grid, Paper

TEMPLATE = Path(__file__).with_name("report.typ")
ROOT = Path(__file__).resolve().parents[4]
FONTS = ("NotoSerifSC_400Regular.ttf", "NotoSerifSC_700Bold.ttf", "NotoSansSC_700Bold.ttf")
STANDARDS = ["a-2a", "ua-1"]
SPACE_BESIDE_CHINESE = re.compile(r"(?<![!-~]) | (?![!-~])")
ONE_AT_A_TIME = Lock()


class MissingFonts(Exception):
    """The fonts of the PDF writer are not there; the message says which and how to bring them."""


def pdf(paper: Paper, made_at: datetime | None = None) -> bytes:
    """Typeset the paper; a character that the fonts lack costs the PDF/A mark, never the document."""
    inputs = {"paper": json.dumps(_content(paper), ensure_ascii=False)}
    with ONE_AT_A_TIME:
        try:
            return _compiler().compile(sys_inputs=inputs, pdf_standards=STANDARDS, timestamp=made_at)
        except typst.TypstError:
            return _compiler().compile(sys_inputs=inputs, timestamp=made_at)


def fonts_folder() -> Path:
    """Return where set-up puts the fonts."""
    return Path(os.environ.get("TONGBAN_VAR", ROOT / "var")) / "fonts"


@cache
def _compiler() -> typst.Compiler:
    folder = fonts_folder()
    missing = [name for name in FONTS if not (folder / name).exists()]
    if missing:
        raise MissingFonts(
            f"{folder}: no {', '.join(missing)}. Run `npm ci && python3 vendor.py` in frontend/ to bring the fonts."
        )
    return typst.Compiler(str(TEMPLATE), font_paths=[str(folder)], ignore_system_fonts=True)


def _content(paper: Paper) -> dict[str, Any]:
    runs = groupby(paper.chapters, key=lambda chapter: chapter.is_wide)
    return {
        "title": paper.running_head,
        "head": paper.running_head.replace(" ", "\u00a0"),
        "author": paper.author,
        "runs": [
            {"wide": is_wide, "blocks": [_block(block) for chapter in run for block in chapter.blocks]}
            for is_wide, run in runs
        ],
    }


def _block(block: Block) -> dict[str, Any]:
    if not isinstance(block, Grid):
        return {"kind": block.kind, "text": _unbroken(block.text)}
    return {
        "kind": "table",
        "caption": block.name if block.is_annex else "",
        "widths": [column.width for column in block.columns],
        "heads": [_unbroken(column.header) for column in block.columns],
        "rows": [
            [
                {"text": _unbroken(slot.text), "span": slot.span, "kind": column.kind, "column": place}
                for place, (column, slot) in enumerate(zip(block.columns, row, strict=True))
                if slot.span
            ]
            for row in block.rows
        ],
    }


def _unbroken(text: str) -> str:
    """Return the text with no line ending at a space beside Chinese: the space would be lost on paper."""
    return SPACE_BESIDE_CHINESE.sub("\u00a0", text)
