"""XLSX: every sheet as rows; numbers are given as they are printed in their format (0.9478 as 94.78%)."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from tongban.account.audit.reader.document import Block, Document, Paragraph, PrintedTable
from tongban.account.audit.reader.files import CellCount, damaged_error, open_zip
from tongban.account.audit.reader.headings import is_apart
from tongban.account.audit.reader.number_formats import as_printed
from tongban.account.audit.reader.text_cleanup import join_lines
from tongban.account.audit.report import Cell, Repair
from tongban.ground.sandbox.workbook import load

SheetCells = dict[int, dict[int, str]]
LAST_COLUMN = 256


def document(content: bytes, source: str) -> Document:
    """Read an XLSX; the table number is the sheet's, rows and columns are the sheet's own, from 1."""
    package = open_zip(content, source)
    if "xl/workbook.xml" not in package.namelist():
        raise damaged_error(source, "xl/workbook.xml")
    book = _book(content, source, values=True)
    formulas = _book(content, source, values=False) if _has_formulas(package) else None
    blocks: list[Block] = []
    repairs: list[Repair] = []
    count = CellCount(source)
    for number, sheet in enumerate(book.worksheets, 1):
        if sheet.sheet_state != "visible":
            continue
        grid = _grid(sheet)
        repairs += _unread(sheet, formulas[sheet.title] if formulas else None, grid, number)
        blocks += _blocks(grid, number, _wide_rows(sheet), count)
    return Document(blocks=tuple(blocks), repairs=tuple(repairs), source=source, format="xlsx")


def _book(content: bytes, source: str, *, values: bool) -> Any:
    try:
        return load(io.BytesIO(content), read_only=False, data_only=values)
    except MemoryError:
        raise
    except Exception:
        raise damaged_error(source) from None


def _has_formulas(package: zipfile.ZipFile) -> bool:
    names = [
        name for name in package.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml")
    ]
    return any(b"<f>" in (part := package.read(name)) or b"<f " in part or b"<f/" in part for name in names)


def _grid(sheet: Any) -> SheetCells:
    """Return only what is filled: a sheet may claim a million rows; vertically merged cells are repeated."""
    grid: SheetCells = {}
    for row, column in sorted(sheet._cells):
        text = _text(sheet._cells[row, column]) if column <= LAST_COLUMN else ""
        if text:
            grid.setdefault(row, {})[column] = text
    for merged in sheet.merged_cells.ranges:
        text = grid.get(merged.min_row, {}).get(merged.min_col, "")
        for row in range(merged.min_row + 1, merged.max_row + 1) if text else ():
            if row in grid:
                grid[row][merged.min_col] = text
    return grid


def _text(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    return join_lines(value).strip() if isinstance(value, str) else as_printed(value, cell.number_format)


def _wide_rows(sheet: Any) -> frozenset[int]:
    """Return the rows that are one cell merged across: titles, headings, remarks."""
    return frozenset(
        merged.min_row for merged in sheet.merged_cells.ranges if merged.max_col > merged.min_col + 1
    )


def _unread(sheet: Any, formulas: Any, grid: SheetCells, number: int) -> Iterator[Repair]:
    """Yield a note for each formula that was saved without its value and each cell beyond the last column."""
    for (row, column), cell in sorted((formulas or sheet)._cells.items()):
        is_uncounted = cell.data_type == "f" and not grid.get(row, {}).get(column)
        if is_uncounted or (column > LAST_COLUMN and cell.value is not None):
            text = str(getattr(cell.value, "text", cell.value))
            yield Repair("PAR-05", Cell(text, 0, 0, number, row, column), text)


def _blocks(grid: SheetCells, number: int, wide: frozenset[int], count: CellCount) -> Iterator[Block]:
    rows: list[tuple[Cell, ...]] = []
    width = max((max(row) for row in grid.values()), default=0)
    last = 0
    for at, texts in grid.items():
        if rows and at > last + 1:
            rows.append(())
        last = at
        count.add(width)
        row = tuple([Cell(texts.get(column, ""), 0, 0, number, at, column) for column in range(1, width + 1)])
        if len(texts) > 1 or (rows and at not in wide and not is_apart(next(iter(texts.values())))):
            rows.append(row)
            continue
        if rows:
            yield PrintedTable(rows=tuple(rows))
            rows.clear()
        yield Paragraph(next(cell for cell in row if cell.text))
    if rows:
        yield PrintedTable(rows=tuple(rows))
