"""XES read as a stream: no entity is expanded, no address is opened, no more than one event is held."""

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _
from lxml import etree

from tongban.work.logs.reading.sources import Cell, Counted, Row, Source, Unreadable, within

HEAD = 256 * 1024
LOOKED_AT = 500
TRACE_PREFIX = "case:"
"""What stands before the keys of a trace, so that they differ from those of its events."""
SCALARS = {"string", "date", "int", "float", "boolean", "id"}
COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
OUTERMOST = re.compile(rb"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)")


def source(opening: Callable[[], Counted], most: int) -> Source:
    """Return an XES log as columns (the keys of its first events) and rows."""

    def rows() -> Iterator[Row]:
        return within(_rows(opening), most)

    columns = dict.fromkeys(key for row in islice(rows(), LOOKED_AT) for key in row.cells)
    return Source(tuple(columns), "XES", rows)


def _rows(opening: Callable[[], Counted]) -> Iterator[Row]:
    _look_at_head(opening)
    file = opening()
    reader = etree.iterparse(
        file, events=("end",), tag=("{*}event", "{*}trace"), resolve_entities=False, no_network=True, load_dtd=False,
        huge_tree=False,
    )  # fmt: skip
    try:
        yield from _events(reader, file)
    except etree.XMLSyntaxError as error:
        said = _("The XML is broken in line %(line)d: %(reason)s. Export the log anew, or mend that line.")
        raise Unreadable(said % {"line": error.lineno or 0, "reason": error.msg}) from error
    finally:
        file.close()


def _look_at_head(opening: Callable[[], Counted]) -> None:
    """Refuse entities before a parser sees them, and what is another kind of XML."""
    file = opening()
    try:
        head = COMMENT.sub(b"", file.read(HEAD).replace(b"\0", b""))
    finally:
        file.close()
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise Unreadable(
            _("The file declares a document type or entities; XES needs neither, and they are not read.")
        )
    outermost = OUTERMOST.search(head)
    name = outermost.group(1).decode() if outermost else ""
    if name != "log":
        raise Unreadable(_("This is not XES: its outermost element is “%(name)s”.") % {"name": name})


def _events(reader: Any, file: Counted) -> Iterator[Row]:
    number, trace = 0, 1
    of_trace: dict[str, Cell] | None = None
    for _event, element in reader:
        if element.tag.endswith("trace"):
            trace, of_trace = trace + 1, None
        else:
            if of_trace is None:
                of_trace = {TRACE_PREFIX + key: value for key, value in _scalars(element.getparent())}
            number += 1
            yield Row(number, trace, {**of_trace, **dict(_scalars(element))})
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
