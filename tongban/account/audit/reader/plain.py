"""Plain text: a line with tabs is a table row, a blank line parts paragraphs, a form feed ends a page."""

from tongban.account.audit.reader.document import Block, Document, Paragraph, PrintedTable
from tongban.account.audit.reader.headings import is_apart
from tongban.account.audit.report import Cell

Row = tuple[Cell, ...]


def document(text: str, source: str = "") -> Document:
    """Read the text layout; lines are counted from 1 as printed, columns from 1 by tab."""
    blocks: list[Block] = []
    rows: list[Row] = []
    page = 1 if "\f" in text else 0
    for number, line in enumerate(_lines(text), 1):
        if "\f" in line:
            page += line.count("\f")
            line = line.replace("\f", "")
        stripped = line.strip()
        if not stripped:
            continue
        if "\t" in stripped or (rows and "\t" in line and not is_apart(stripped)):
            rows.append(_row(line, number, page))
        else:
            _end_table(blocks, rows)
            blocks.append(Paragraph(Cell(stripped, number, page)))
    _end_table(blocks, rows)
    return Document(blocks=tuple(blocks), source=source, format="txt")


def _lines(text: str) -> list[str]:
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.removeprefix("\ufeff").split("\n")


def _row(line: str, number: int, page: int) -> Row:
    return tuple(
        [Cell(text.strip(), number, page, 0, 0, column) for column, text in enumerate(line.split("\t"), 1)]
    )


def _end_table(blocks: list[Block], rows: list[Row]) -> None:
    if rows:
        blocks.append(PrintedTable(rows=tuple(rows), page=rows[0][0].page))
        rows.clear()
