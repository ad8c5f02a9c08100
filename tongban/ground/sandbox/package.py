"""A ZIP of XML parts (DOCX, XLSX) looked at before any library opens it: sizes, parts, elements, spans.

Only the structure is counted, part by part as a stream, so that a file is refused before it can grow.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.parsers import expat

MEGABYTE = 1024 * 1024
BLOCK = 64 * 1024
UNREAD = "customXml/"
"""What other programs keep in a package; no reader looks at it."""
BROKEN = (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, NotImplementedError, RuntimeError)
SPANNING = frozenset({"mergeCell", "hyperlink"})
"""Elements of a sheet whose ``ref`` libraries turn into one object for each cell."""
AREA = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?", re.IGNORECASE)


class Damaged(Exception):
    """The package or a part of it is broken; the text names the part."""


class TooLarge(Exception):
    """The package unpacks to more than is read; the text names what there is too much of."""


@dataclass(frozen=True, slots=True)
class Measure:
    """The most that is read of a package."""

    bytes: int = 200 * MEGABYTE
    ratio: int = 200
    ratio_from_bytes: int = MEGABYTE
    parts: int = 5_000
    elements: int = 1_000_000
    depth: int = 200
    spanned_cells: int = 200_000


@dataclass
class Count:
    """What was counted so far, in all parts together."""

    elements: int = 0
    spanned_cells: int = 0


def members_of(package: zipfile.ZipFile, measure: Measure) -> list[zipfile.ZipInfo]:
    """Return the members of a package that does not unpack beyond measure, as its own directory tells."""
    members = package.infolist()
    size = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if len(members) > measure.parts:
        raise TooLarge("parts")
    if size > measure.bytes or (size > measure.ratio_from_bytes and size > measure.ratio * max(1, packed)):
        raise TooLarge("bytes")
    return members


def look_through(package: zipfile.ZipFile, measure: Measure) -> None:
    """Read every XML part once as a stream; raise `TooLarge` or `Damaged` before a library would build it."""
    count = Count()
    for member in members_of(package, measure):
        if member.filename.lower().endswith((".xml", ".rels")) and not member.filename.startswith(UNREAD):
            try:
                _look_through(package, member, measure, count)
            except (expat.ExpatError, *BROKEN):
                raise Damaged(member.filename) from None


def _look_through(package: zipfile.ZipFile, member: zipfile.ZipInfo, measure: Measure, count: Count) -> None:
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        count.elements += 1
        if count.elements > measure.elements or depth > measure.depth:
            raise TooLarge("elements")
        if name.rpartition(":")[2] in SPANNING and "ref" in attributes:
            count.spanned_cells += area_of(attributes["ref"])
            if count.spanned_cells > measure.spanned_cells:
                raise TooLarge("cells")

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def refuse(*_declared: Any) -> None:
        raise Damaged(member.filename)  # no office program declares a document type, only attacks do

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.StartDoctypeDeclHandler = refuse
    with package.open(member) as part:
        for block in iter(lambda: part.read(BLOCK), b""):
            parser.Parse(block)
    parser.Parse(b"", True)


def area_of(reference: str) -> int:
    """Return how many cells a reference like A1:XFD1048576 spans; what is no reference spans none."""
    return sum(_cells(*found.groups()) for found in _areas(reference))


def _areas(reference: str) -> Iterator[re.Match[str]]:
    return AREA.finditer(reference[:10_000])


def _cells(first: str, top: str, last: str | None, bottom: str | None) -> int:
    if last is None or bottom is None:
        return 1
    return (abs(_column(last) - _column(first)) + 1) * (abs(int(bottom) - int(top)) + 1)


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
