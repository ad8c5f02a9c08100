"""A paper as PDF, typeset of its content alone: the same content gives the same file."""

import io
import json
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import segno
from django.conf import settings

from tongban.ground.kit.fonts import PrintError
from tongban.ground.matters.typesetting import typeset

__all__ = ["PrintError", "pdf"]

FOLDER = Path(__file__).parent


def pdf(content: dict[str, Any], made_at: datetime) -> bytes:
    """Return a paper's PDF/A; raises `PrintError` where fonts or characters are lacking."""
    inputs = {"paper": json.dumps(content, ensure_ascii=False), "code": _code(content["address"])}
    inputs["rating"] = _code(content.get("rating", ""))
    template = FOLDER / f"{content.get('template', 'paper')}.typ"
    return typeset(template, inputs, standards=["a-2b"], made_at=made_at)


def _code(address: str) -> str:
    """Return the code to scan, as SVG, of an address where the house is reached today; nothing for no address."""
    if not address:
        return ""
    address = f"{settings.PUBLIC_ADDRESS}{urlsplit(address).path}"
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", border=1, xmldecl=False)
    return drawn.getvalue().decode()
