"""A paper of a case as PDF: a letter, or the application form."""

from datetime import datetime
from pathlib import Path
from typing import Any

from tongban.ground.kit.fonts import PrintError
from tongban.ground.matters.letter import LETTER, print_letter

__all__ = ["PrintError", "pdf"]

APPLICATION = Path(__file__).with_name("application.typ")


def pdf(content: dict[str, Any], made_at: datetime) -> bytes:
    """Return a paper's PDF/A; raises `PrintError` where fonts or characters are lacking."""
    return print_letter(content, made_at, APPLICATION if content.get("template") == "application" else LETTER)
