"""The evidence a source cell cites: 《title》（system，YYYY-MM-DD，owner）, several parted by ；."""

import re

from msgspec import Struct

from tongban.account.audit.report import Cell

PARTED = re.compile(r"[；;]\s*")
PROVENANCE = re.compile(
    r"[（(]\s*(?P<system>[^（）()，,]+?)\s*[，,]\s*(?P<dated_on>\d{4}-\d{2}-\d{2})\s*"
    r"[，,]\s*(?P<owner>[^（）()，,]+?)\s*[）)]\s*\Z"
)


class Evidence(Struct, frozen=True):
    """One piece of evidence; system, date and owner are blank where the source does not name them."""

    title: str
    system: str = ""
    dated_on: str = ""
    owner: str = ""

    @property
    def is_traceable(self) -> bool:
        """Say whether system, date and owner are all named."""
        return bool(self.system)


def evidence_of(source: Cell) -> tuple[Evidence, ...]:
    """Return the pieces of evidence that a source cell cites, in the printed order."""
    return tuple(_read(part.strip()) for part in PARTED.split(source.text) if part.strip())


def is_traceable(source: Cell) -> bool:
    """Say whether any evidence of the cell names its system, date and owner."""
    return "-" in source.text and any(piece.is_traceable for piece in evidence_of(source))


def _read(text: str) -> Evidence:
    """Part one piece of evidence into its title and where it comes from."""
    match = PROVENANCE.search(text)
    if match is None:
        return Evidence(title=text)
    return Evidence(title=text[: match.start()].strip(" 《》"), **match.groupdict())
