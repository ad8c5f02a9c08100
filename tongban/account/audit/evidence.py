"""The evidence a source cell cites: 《title》（system，YYYY-MM-DD，owner）, several parted by ；."""

import re

PARTED = re.compile(r"\s*[；;]\s*")
STRUCTURED = re.compile(r"[（(]\s*[^（）()，,]+[，,]\s*\d{4}-\d{2}-\d{2}\s*[，,]\s*[^（）()，,]+[）)]")
ATTEMPTED = re.compile(r"[（(][^（）()]*(?:[，,]|\d{4}-\d)[^（）()]*[）)]\s*\Z")


def pieces(source: str) -> tuple[str, ...]:
    """Return the pieces of evidence that a source cites, in the printed order."""
    source = source.strip()
    if "；" not in source and ";" not in source:
        return (source,) if source else ()
    return tuple(piece for piece in PARTED.split(source) if piece)


def title(piece: str) -> str:
    """Return what one piece is called, without its book marks and without system, date and owner."""
    return (STRUCTURED.sub("", piece) if "-" in piece else piece).strip(" 《》")


def is_structured(source: str) -> bool:
    """Say whether any evidence of the source names its system, date and owner."""
    return "-" in source and STRUCTURED.search(source) is not None
