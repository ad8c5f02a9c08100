"""The paper as PDF/A with a tagged structure, typeset with the fonts in var/fonts and no others."""

import json
import re
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from tongban.account.evaluation.papers.layout import PaperBlock, PaperTable, ReportPaper
from tongban.ground.kit.fonts import PrintError
from tongban.ground.matters.typesetting import typeset

__all__ = ["PrintError", "pdf"]

TEMPLATE = Path(__file__).with_name("report.typ")
SPACE_TO_KEEP = re.compile(r"(?<![!-~]) | (?![!-~])")


def pdf(paper: ReportPaper, made_at: datetime | None = None) -> bytes:
    """Typeset the paper; a character that no font has refuses it (`PrintError`)."""
    inputs = {"paper": json.dumps(_content(paper), ensure_ascii=False)}
    return typeset(TEMPLATE, inputs, standards=["a-2a", "ua-1"], made_at=made_at)


def _content(paper: ReportPaper) -> dict[str, Any]:
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


def _block(block: PaperBlock) -> dict[str, Any]:
    if not isinstance(block, PaperTable):
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
