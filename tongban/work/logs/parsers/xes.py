"""XES read as a stream: no entity is expanded, no address is opened, no more than one event is held."""

import gzip
import re
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any

from lxml import etree

from tongban.work.logs.parsers.frames import (
    MEBIBYTE,
    MOST_COLUMNS,
    BrokenLog,
    LogRow,
    OpenLog,
    Phrase,
    ReadLimits,
)
from tongban.work.logs.parsers.frames import untranslated as _

HEAD = 256 * 1024
LOOKED_AT = 500
MOST_SILENT_BYTES = 16 * MEBIBYTE
TRACE_PREFIX = "case:"
"""What stands before the keys of a trace, so that they differ from those of its events."""
SCALARS = {"string", "date", "int", "float", "boolean", "id"}
COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
OUTERMOST = re.compile(rb"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)")


def source(path: Path, kind: str, limits: ReadLimits) -> OpenLog:
    """Return an XES log as columns (the keys of its first events) and rows."""
    rows = _rows(path, kind, limits)
    first = list(_looked_at(rows))
    columns = dict.fromkeys(key for row in first for key in row.cells)
    return OpenLog(tuple(columns), Phrase("XES"), chain(first, rows))


def _looked_at(rows: Iterator[LogRow]) -> Iterator[LogRow]:
    """Return the first rows; what breaks off later is found again where the rows are read on."""
    keys: set[str] = set()
    for row in islice(rows, LOOKED_AT):
        keys |= row.cells.keys()
        if len(keys) > MOST_COLUMNS:
            raise BrokenLog(
                _("The events have more than %(most)d different keys."), row.number, most=MOST_COLUMNS
            )
        yield row


def _opening(path: Path, kind: str, limits: ReadLimits) -> "BoundedFile":
    file: IO[bytes] = gzip.open(path) if kind == "gz" else path.open("rb")  # type: ignore[assignment]  # noqa: SIM115 - closed by Counted
    return BoundedFile(file, limits.bytes)


def _rows(path: Path, kind: str, limits: ReadLimits) -> Iterator[LogRow]:
    _look_at_head(_opening(path, kind, limits))
    file = _opening(path, kind, limits)
    reader = etree.iterparse(
        file, events=("end",), tag=("{*}event", "{*}trace"), resolve_entities=False, no_network=True, load_dtd=False,
        huge_tree=False,
    )  # fmt: skip
    try:
        yield from _events(reader, file)
    except etree.XMLSyntaxError as error:
        said = _("The XML is broken in line %(line)d: %(reason)s. Export the log anew, or mend that line.")
        raise BrokenLog(said, line=error.lineno or 0, reason=error.msg) from error
    finally:
        file.close()


def _look_at_head(file: "BoundedFile") -> None:
    """Refuse entities before a parser sees them, and what is another kind of XML."""
    try:
        head = COMMENT.sub(b"", file.read(HEAD).replace(b"\0", b""))
    finally:
        file.close()
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise BrokenLog(
            _("The file declares a document type or entities; XES needs neither, and they are not read.")
        )
    outermost = OUTERMOST.search(head)
    name = outermost.group(1).decode() if outermost else ""
    if name != "log":
        raise BrokenLog(_("This is not XES: its outermost element is “%(name)s”."), name=name)


def _events(reader: Any, file: "BoundedFile") -> Iterator[LogRow]:
    number, trace = 0, 1
    of_trace: dict[str, str] | None = None
    for _event, element in reader:
        if element.tag.endswith("trace"):
            trace, of_trace = trace + 1, None
        else:
            number += 1
            parent = element.getparent()
            if not parent.tag.endswith(
                "trace"
            ):  # an event of the log itself has no case, which its reader will say
                yield LogRow(number, 0, dict(_scalars(element)))
            else:
                if of_trace is None:
                    of_trace = {TRACE_PREFIX + key: value for key, value in _scalars(parent)}
                yield LogRow(number, trace, {**of_trace, **dict(_scalars(element))})
        file.go_on()
        _forget(element)


def _scalars(parent: Any) -> Iterator[tuple[str, str]]:
    for each in parent.iterchildren(tag=etree.Element):
        if each.tag.rpartition("}")[2] in SCALARS:
            yield each.get("key", ""), each.get("value", "")


def _forget(element: Any) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


class BoundedFile:
    """A file that stops where it is longer than agreed, or goes on too long without an event."""

    def __init__(self, file: IO[bytes], most: int) -> None:
        self.file, self.left, self.most, self.mark = file, most, most, most

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        try:
            content = self.file.read(size)
        except (EOFError, OSError, ValueError) as error:
            raise BrokenLog(_("The packed file is damaged; pack and upload it again.")) from error
        self.left -= len(content)
        if self.left < 0:
            text = _("The file unpacks to more than %(most)d MB. Split the log by year and import the parts.")
            raise BrokenLog(text, most=self.most // MEBIBYTE)
        if self.mark - self.left > MOST_SILENT_BYTES:
            text = _("The file goes on for %(most)d MB without an event.")
            raise BrokenLog(text, most=MOST_SILENT_BYTES // MEBIBYTE)
        return content

    def go_on(self) -> None:
        """Note that an event was read: what came before it is no longer held."""
        self.mark = self.left

    def close(self) -> None:
        """Close the file."""
        self.file.close()
