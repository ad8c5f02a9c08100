"""XES read as a stream: no entity is expanded, no address is opened, no more than one event is held."""

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


def source(opening: Callable[[], Counted], most: int) -> Source:
    """Return an XES log as columns (the keys of its first events) and rows."""

    def rows() -> Iterator[Row]:
        return within(_rows(opening), most)

    columns = dict.fromkeys(key for row in islice(rows(), LOOKED_AT) for key in row.cells)
    return Source(tuple(columns), "XES", rows)


def _rows(opening: Callable[[], Counted]) -> Iterator[Row]:
    _refuse_entities(opening)
    file = opening()
    reader = etree.iterparse(
        file,
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    try:
        yield from _events(reader)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 0
        said = _("The XML is broken in line %(line)d: %(reason)s. Export the log anew, or mend that line.")
        raise Unreadable(said % {"line": line, "reason": error.msg}) from error
    finally:
        file.close()


def _refuse_entities(opening: Callable[[], Counted]) -> None:
    file = opening()
    try:
        head = file.read(HEAD).replace(b"\0", b"")
    finally:
        file.close()
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        said = _("The file declares a document type or entities; XES needs neither, and they are not read.")
        raise Unreadable(said)


def _events(reader: Any) -> Iterator[Row]:
    number = traces = depth = 0
    of_trace: dict[str, Cell] = {}
    inside: str = ""
    for event, element in reader:
        name = etree.QName(element).localname
        if event == "start":
            depth += 1
            if depth == 1 and (name != "log" or element.getroottree().docinfo.doctype):
                raise Unreadable(_("This is not XES: its outermost element is “%(name)s”.") % {"name": name})
            if depth == 2 and name == "trace":
                traces, of_trace, inside = traces + 1, {}, "trace"
            continue
        depth -= 1
        if depth == 2 and inside and name in SCALARS:
            of_trace[TRACE_PREFIX + element.get("key", "")] = element.get("value", "")
        if depth == 2 and inside and name == "event":
            number += 1
            yield Row(number, traces, {**of_trace, **_attributes(element)})
        if depth <= 2:
            inside = "" if depth == 1 else inside
            _forget(element)


def _attributes(event: Any) -> dict[str, Cell]:
    return {
        each.get("key", ""): each.get("value", "")
        for each in event
        if isinstance(each.tag, str) and etree.QName(each).localname in SCALARS
    }


def _forget(element: Any) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
