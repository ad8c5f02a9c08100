"""A paper as PDF, typeset by Typst of its content alone: the same content gives the same file."""

import io
import json
from datetime import datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, cast

import segno
import typst

from tongban.ground.kit.fonts import MissingFonts, fonts_folder

__all__ = ["MissingFonts", "pdf"]

FOLDER = Path(__file__).parent
ONE_AT_A_TIME = Lock()


def pdf(content: dict[str, Any], made_at: datetime) -> bytes:
    """Return a paper's PDF/A; raises `MissingFonts` where set-up has not brought the fonts.

    A character that the fonts lack costs the PDF/A mark, never the paper.
    """
    inputs = {"paper": json.dumps(content, ensure_ascii=False), "code": _code(content["address"])}
    inputs["rating"] = _code(content.get("rating", ""))
    compiler = _compiler(content.get("template", "paper"))
    stamp = made_at.replace(microsecond=0)
    with ONE_AT_A_TIME:
        try:
            made = compiler.compile(sys_inputs=inputs, pdf_standards=["a-2b"], timestamp=stamp)
        except typst.TypstError as error:
            if "PDF/" not in str(error):
                raise
            made = compiler.compile(sys_inputs=inputs, timestamp=stamp)
    return cast(bytes, made)


def _code(address: str) -> str:
    """Return the code to scan, as SVG; nothing where there is nothing to scan."""
    if not address:
        return ""
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", border=1, xmldecl=False)
    return drawn.getvalue().decode()


@cache
def _compiler(template: str) -> typst.Compiler:
    return typst.Compiler(
        str(FOLDER / f"{template}.typ"),
        root=str(FOLDER),
        font_paths=[str(fonts_folder())],
        ignore_system_fonts=True,
    )
