"""HTML: the visible paragraphs and tables of a page; rowspan is repeated, colspan left blank."""

import re
from collections.abc import Iterator

from lxml import etree, html

from tongban.account.audit.reader.document import Block, Document, Paragraph, PrintedTable
from tongban.account.audit.reader.files import CellCount, damaged_error, decode
from tongban.account.audit.reader.text_cleanup import join_lines
from tongban.account.audit.report import Cell

DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
UNSEEN = frozenset({"head", "script", "style", "template", "noscript", "nav", "form", "button", "select"})
OUTER = frozenset({"html", "body", "main", "section", "article", "aside", "header", "footer", "div", "table"})
INNER = frozenset(
    {"p", "pre", "blockquote", "ul", "ol", "li", "dl", "dt", "dd", "hr", "figure", "figcaption"}
)
BLOCKS = OUTER | INNER | {"h1", "h2", "h3", "h4", "h5", "h6", "address", "details", "summary", "fieldset"}
MOST_COLUMNS = 256
MOST_ROWS = 100_000
SPACE = re.compile(r"[ \t\r\n\f]+")


def document(content: bytes, source: str) -> Document:
    """Read an HTML page; tables and rows are counted from 1, paragraphs by their order (``row``)."""
    text = DECLARATION.sub("", decode(content, source))
    try:
        root = html.document_fromstring(text, parser=html.HTMLParser(no_network=True, remove_comments=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise damaged_error(source) from None
    return Document(blocks=tuple(_Walk(CellCount(source)).blocks(root)), source=source, format="html")


class _Walk:
    """A walk through the page that counts paragraphs and tables."""

    def __init__(self, count: CellCount) -> None:
        self.count = count
        self.paragraphs = self.tables = 0
        self.open: list[str] = []

    def blocks(self, root: html.HtmlElement) -> Iterator[Block]:
        """Yield paragraphs and tables in the printed order."""
        yield from self._inside(root)
        yield from self._end()

    def _inside(self, parent: html.HtmlElement) -> Iterator[Block]:
        self.open.append(parent.text or "")
        for element in parent:
            yield from self._element(element)
            self.open.append(element.tail or "")

    def _element(self, element: html.HtmlElement) -> Iterator[Block]:
        tag = element.tag
        if tag == "br":
            yield from self._end()
        elif tag == "table":
            yield from self._end()
            self.tables += 1
            yield PrintedTable(rows=tuple(_rows(element, self.tables, self.count)))
        elif isinstance(tag, str) and tag not in UNSEEN and element.get("hidden") is None:
            if tag in BLOCKS:
                yield from self._end()
            yield from self._inside(element)
            if tag in BLOCKS:
                yield from self._end()

    def _end(self) -> Iterator[Paragraph]:
        text = SPACE.sub(" ", "".join(self.open)).strip()
        self.open.clear()
        if text:
            self.paragraphs += 1
            yield Paragraph(Cell(text, row=self.paragraphs))


def _rows(table: html.HtmlElement, number: int, count: CellCount) -> Iterator[tuple[Cell, ...]]:
    hanging: dict[int, tuple[int, str]] = {}
    for at, row in enumerate(table.iterfind(".//tr"), 1):
        texts: list[str] = []
        for cell in row.iterchildren("td", "th"):
            _hang(hanging, texts)
            column, text = len(texts), _text(cell)
            span = _span(cell, "colspan")
            count.add(span)
            texts += [text, *[""] * (span - 1)]
            down = _span(cell, "rowspan", most=MOST_ROWS)
            if down > 1:
                hanging.update(
                    {column + index: (down - 1, text if index == 0 else "") for index in range(span)}
                )
        count.add(len(hanging))
        _hang(hanging, texts)
        if texts:
            yield tuple([Cell(text, 0, 0, number, at, column) for column, text in enumerate(texts, 1)])


def _hang(hanging: dict[int, tuple[int, str]], texts: list[str]) -> None:
    """Add the cells that hang down from rows above at the present column."""
    while len(texts) in hanging:
        column = len(texts)
        left, text = hanging.pop(column)
        if left > 1:
            hanging[column] = (left - 1, text)
        texts.append(text)


def _text(cell: html.HtmlElement) -> str:
    pieces: list[str] = []
    for part in cell.iter():
        if part.tag in BLOCKS or part.tag == "br":
            pieces.append("\n")
        if part.tag not in UNSEEN:
            pieces.append(SPACE.sub(" ", part.text or ""))
        if part is not cell:
            pieces.append(SPACE.sub(" ", part.tail or ""))
    return join_lines("".join(pieces))


def _span(cell: html.HtmlElement, name: str, most: int = MOST_COLUMNS) -> int:
    value = (cell.get(name) or "1").strip()
    return max(1, min(int(value), most)) if value.isdecimal() and len(value) < 9 else 1
