"""A bulletin on paper: its PDF is made of what it says, and of nothing else."""

import json
from pathlib import Path

from tongban.account.bulletin.models import Bulletin
from tongban.ground.matters.typesetting import typeset

TEMPLATE = Path(__file__).with_name("bulletin.typ")


def pdf(bulletin: Bulletin) -> bytes:
    """Return the bulletin as PDF/A; the same content gives the same file. Raises `PrintError` where fonts are lacking."""
    inputs = {"paper": json.dumps(bulletin.content, ensure_ascii=False)}
    return typeset(TEMPLATE, inputs, standards=["a-2b"], made_at=bulletin.at)
