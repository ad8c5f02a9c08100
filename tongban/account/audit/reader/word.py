"""DOCX: paragraphs and tables straight from the document's XML, in time linear in its size."""

import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from tongban.account.audit.reader.document import Block, Document, Paragraph, PrintedTable
from tongban.account.audit.reader.files import CellCount, damaged_error, open_zip
from tongban.account.audit.reader.text_cleanup import join_lines
from tongban.account.audit.report import Cell

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
WRAPPERS = frozenset({f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml", f"{W}smartTag"})
PART = "word/document.xml"


def document(content: bytes, source: str) -> Document:
    """Read a DOCX; tables and rows are counted from 1, a page is known only where Word has saved its breaks."""
    package = open_zip(content, source)
    try:
        root = etree.fromstring(package.read(PART), _parser())
    except (KeyError, etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error, EOFError):
        raise damaged_error(source, PART) from None
    body = root.find(f"{W}body")
    if body is None:
        raise damaged_error(source, PART)
    return Document(blocks=tuple(_Walk(root, CellCount(source)).blocks(body)), source=source, format="docx")


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)


class _Walk:
    """A walk through the body that counts pages, paragraphs and tables."""

    def __init__(self, root: etree._Element, count: CellCount) -> None:
        self.count = count
        self.page = 1 if root.find(f".//{W}lastRenderedPageBreak") is not None else 0
        self.paragraphs = self.tables = 0
        self.began_on = -1

    def blocks(self, parent: etree._Element) -> Iterator[Block]:
        """Yield paragraphs and tables in the printed order."""
        for element in parent:
            if element.tag == f"{W}p":
                yield from self._paragraph(element)
            elif element.tag == f"{W}tbl":
                self.tables += 1
                yield PrintedTable(rows=tuple(self._rows(element)), page=self.page)
            elif element.tag in WRAPPERS:
                yield from self.blocks(element)

    def _paragraph(self, element: etree._Element) -> Iterator[Paragraph]:
        text, page = self._text(element)
        for line in text.split("\n"):
            if line.strip():
                self.paragraphs += 1
                yield Paragraph(Cell(line.strip(), page=page, row=self.paragraphs))

    def _rows(self, table: etree._Element) -> Iterator[tuple[Cell, ...]]:
        above: dict[int, str] = {}
        for number, row in enumerate(_within(table, f"{W}tr"), 1):
            cells: list[Cell] = []
            before = _count(row, "trPr/gridBefore")
            self.count.add(before)
            for _ in range(before):
                cells.append(Cell("", 0, self.page, self.tables, number, len(cells) + 1))
            for cell in _within(row, f"{W}tc"):
                column = len(cells)
                printed, page = self._text(cell)
                text = join_lines(printed)
                if _continues_merge(cell):
                    text = text or above.get(column, "")
                above[column] = text
                span = max(1, _count(cell, "tcPr/gridSpan"))
                self.count.add(span)
                for index in range(span):
                    place = (0, page, self.tables, number, len(cells) + 1)
                    cells.append(Cell("" if index else text, *place))
            if cells:
                yield tuple(cells)

    def _text(self, parent: etree._Element) -> tuple[str, int]:
        """Return the text of an element and the page on which it begins."""
        pieces: list[str] = []
        self.began_on = -1
        self._collect(parent, pieces)
        return "".join(pieces), self.page if self.began_on < 0 else self.began_on

    def _collect(self, parent: etree._Element, pieces: list[str]) -> None:
        for element in parent:
            tag = element.tag
            if tag == f"{W}t":
                pieces.append(element.text or "")
                self.began_on = self.page if self.began_on < 0 else self.began_on
            elif tag == f"{W}lastRenderedPageBreak":
                self.page += 1
            elif tag in (f"{W}br", f"{W}cr"):
                pieces.append("\n")
            elif tag == f"{W}tab":
                pieces.append(" ")
            elif tag not in (FALLBACK, f"{W}del", f"{W}pPr", f"{W}rPr", f"{W}tcPr"):
                if tag == f"{W}p" and pieces:
                    pieces.append("\n")
                self._collect(element, pieces)


def _within(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    for element in parent:
        if element.tag == tag:
            yield element
        elif element.tag in WRAPPERS:
            yield from _within(element, tag)


def _count(parent: etree._Element, path: str) -> int:
    element = parent.find("/".join(f"{W}{name}" for name in path.split("/")))
    value = element.get(f"{W}val", "") if element is not None else ""
    return min(int(value), 100) if value.isdecimal() else 0


def _continues_merge(cell: etree._Element) -> bool:
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(f"{W}val", "continue") == "continue"
