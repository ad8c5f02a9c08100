"""A letter of the bureau: what it says, kept as JSON, and its PDF, made of that alone; always in Chinese."""

import base64
import io
import json
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import segno
from django.conf import settings
from django.utils.timezone import localdate

from tongban.ground.kit.files import FileChanged, content_of
from tongban.ground.kit.models import StoredFile
from tongban.ground.matters.typesetting import typeset
from tongban.ground.office.values import bureau_name, value_of

SEAL = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100"><image width="100" height="100" '
    'preserveAspectRatio="xMidYMid meet" href="data:{media_type};base64,{shown}"/></svg>'
)
LETTER = Path(__file__).with_name("letter.typ")


def letter(
    *,
    title: str,
    number: str,
    to: str,
    paragraphs: Sequence[str],
    on: date,
    code: str,
    basis: str = "",
    table: dict[str, Any] | None = None,
    days: dict[str, Any] | None = None,
    rating: str = "",
    is_example: bool = False,
) -> dict[str, Any]:
    """Return the content of a letter: head, paragraphs, list, days, and how anybody checks it."""
    return {
        "title": title,
        "bureau": bureau_name(),
        "number": number,
        "to": to,
        "paragraphs": list(paragraphs),
        "foot": value_of("papers.foot"),
        "seal": value_of("papers.seal"),
        "table": table,
        "days": days,
        "basis": basis,
        "on": written_day(on),
        "code": code,
        "address": f"/check/{code}/",
        "rating": rating,
        "is_example": is_example,
    }


def written_day(on: date | datetime | None) -> str:
    """Return a day as papers write it: 2022年9月28日."""
    if on is None:
        return ""
    on = localdate(on) if isinstance(on, datetime) else on
    return f"{on.year}年{on.month}月{on.day}日"


def print_letter(content: dict[str, Any], made_at: datetime, template: Path = LETTER) -> bytes:
    """Return a letter's PDF/A; raises `PrintError` where fonts or characters are lacking."""
    inputs = {"paper": json.dumps(content, ensure_ascii=False), "code": _scan_code(content["address"])}
    inputs["rating"] = _scan_code(content.get("rating", ""))
    inputs["seal"] = _picture(content.get("seal", ""))
    return typeset(template, inputs, standards=["a-2b"], made_at=made_at)


def _picture(digest: str) -> str:
    """Return a kept picture within an SVG, the one form in which a text carries it; nothing for no digest."""
    if not digest:
        return ""
    stored = StoredFile.objects.get(pk=digest)
    try:
        shown = base64.b64encode(content_of(stored)).decode()
    except FileNotFoundError as error:
        raise FileChanged from error
    return SEAL.format(media_type=stored.media_type, shown=shown)


def _scan_code(address: str) -> str:
    """Return the code to scan, as SVG, of an address where the house is reached today; nothing for no address."""
    if not address:
        return ""
    address = f"{settings.PUBLIC_ADDRESS}{urlsplit(address).path}"
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", border=1, xmldecl=False)
    return drawn.getvalue().decode()
