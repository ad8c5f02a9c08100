"""The paper as PDF/A with a tagged structure, typeset by Typst with the fonts in var/fonts and no others."""

import json
import re
from datetime import datetime
from functools import cache
from itertools import groupby
from pathlib import Path
from threading import Lock
from typing import Any, Literal, cast

import typst

from tongban.account.evaluation.papers.fonts import MissingFonts, fonts_folder
from tongban.account.evaluation.papers.layout import Block, Grid, Paper

__all__ = ["MissingFonts", "pdf"]

TEMPLATE = Path(__file__).with_name("report.typ")
STANDARDS: list[Literal["a-2a", "ua-1"]] = ["a-2a", "ua-1"]
SPACE_TO_KEEP = re.compile(r"(?<![!-~]) | (?![!-~])")
ONE_AT_A_TIME = Lock()


def pdf(paper: Paper, made_at: datetime | None = None) -> bytes:
    """Typeset the paper; a character that the fonts lack costs the PDF/A mark, never the document."""
    inputs = {"paper": json.dumps(_content(paper), ensure_ascii=False)}
    stamp = made_at.replace(microsecond=0) if made_at else None  # a PDF's dates know whole seconds only
    with ONE_AT_A_TIME:
        try:
            content = _compiler().compile(sys_inputs=inputs, pdf_standards=list(STANDARDS), timestamp=stamp)
        except typst.TypstError as error:
            if "PDF/" not in str(error):
                raise
            content = _compiler().compile(sys_inputs=inputs, timestamp=stamp)
    return cast(bytes, content)


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(
        str(TEMPLATE), root=str(TEMPLATE.parent), font_paths=[str(fonts_folder())], ignore_system_fonts=True
    )


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
    """Return the text with no line ending at a space beside Chinese: it would be lost when read back."""
    return SPACE_TO_KEEP.sub("\u00a0", text)
