"""The paper as a workbook: one sheet for the text, one for each table, with numbers one can compute with."""

import re
from datetime import UTC, datetime
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING, Any

import xlsxwriter

from tongban.account.evaluation.papers.columns import NUMBER_KINDS, PaperColumn
from tongban.account.evaluation.papers.layout import PaperLine, PaperTable, ReportPaper

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

FONT = {"font_name": "宋体", "font_size": 10.5, "valign": "vcenter", "text_wrap": True}
LOOKS: dict[str, dict[str, Any]] = {
    "title": {"font_size": 18, "bold": True, "align": "center"},
    "year": {"font_size": 12, "align": "center"},
    "heading": {"font_name": "黑体", "font_size": 12},
    "body": {"font_size": 11, "valign": "top"},
    "head": {"bold": True, "align": "center", "border": 1, "bg_color": "#EEF2F7"},
    "text": {"border": 1},
    "figure": {"border": 1, "align": "right"},
    "value": {"border": 1, "align": "center"},
    "group": {"border": 1, "align": "center"},
    "passage": {"border": 1},
}
PRINTED = re.compile(
    r"(?P<sign>-?)(?P<whole>0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*)(?P<part>\.\d+)?(?P<percent>%?)"
)
MOST_DIGITS = 15
TEXT_WIDTH = 84
MILLIMETRES = 1.8
LEADING, PADDING = 1.4, 4
FORMULA_SIGNS = ("=", "+", "-", "@")


def number_of(text: str) -> tuple[float, str] | None:
    """Return the number and the number format that print exactly this text, or None where none does."""
    match = PRINTED.fullmatch(text)
    digits = re.sub(r"\D", "", text)
    if match is None or len(digits) > MOST_DIGITS or (match["sign"] and not digits.strip("0")):
        return None
    shape = ("#,##0" if "," in text else "0") + (
        "." + "0" * (len(match["part"]) - 1) if match["part"] else ""
    )
    value = float(text.rstrip("%").replace(",", ""))
    return (value / 100, shape + "%") if match["percent"] else (value, shape)


class Workbook:
    """A workbook being written: its formats are made once and shared by all sheets."""

    def __init__(self, paper: ReportPaper, made_at: datetime | None) -> None:
        self.stream = BytesIO()
        self.book = xlsxwriter.Workbook(self.stream, {"in_memory": True})
        self.formats: dict[tuple[str, str, bool], Any] = {}
        created = made_at.astimezone(UTC).replace(tzinfo=None) if made_at else None
        self.book.set_properties(
            {"title": paper.running_head, "author": paper.author} | ({"created": created} if created else {})
        )

    def look(self, name: str, shape: str = "", quoted: bool = False) -> Any:
        """Return the format of a look with a number format; ``quoted`` keeps a leading = a text when edited."""
        key = (name, shape, quoted)
        if key not in self.formats:
            options = FONT | LOOKS.get(name, {}) | ({"num_format": shape} if shape else {})
            self.formats[key] = self.book.add_format(options | ({"quote_prefix": True} if quoted else {}))
        return self.formats[key]

    def text_sheet(self, lines: list[PaperLine]) -> None:
        """Write the headings and paragraphs one under the other."""
        sheet = self.book.add_worksheet("正文")
        sheet.set_column(0, 0, TEXT_WIDTH)
        sheet.hide_gridlines(2)
        _page(sheet)
        for row, line in enumerate(lines):
            sheet.set_row(row, _height(line.text, TEXT_WIDTH, LOOKS.get(line.kind, {}).get("font_size", 11)))
            self.string(sheet, row, 0, line.text, line.kind)

    def table_sheet(self, grid: PaperTable) -> None:
        """Write one table; merged cells are repeated so that the sheet can be filtered."""
        sheet = self.book.add_worksheet(grid.name)
        self.heights(sheet, 0, [(column.header, column) for column in grid.columns])
        for place, column in enumerate(grid.columns):
            sheet.set_column(place, place, column.width / MILLIMETRES)
            self.string(sheet, 0, place, column.header, "head")
        for number, row in enumerate(grid.rows, 1):
            self.heights(
                sheet, number, [(slot.text, column) for column, slot in zip(grid.columns, row, strict=True)]
            )
            for place, (column, slot) in enumerate(zip(grid.columns, row, strict=True)):
                self.cell(sheet, number, place, column, slot.text)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, len(grid.rows), len(grid.columns) - 1)
        sheet.repeat_rows(0)
        _page(sheet, is_wide=grid.is_wide)

    @staticmethod
    def heights(sheet: "Worksheet", row: int, texts: list[tuple[str, PaperColumn]]) -> None:
        """Give a row the height of its longest cell: not every program finds it by itself."""
        sheet.set_row(row, max(_height(text, column.width / MILLIMETRES, 10.5) for text, column in texts))

    def cell(self, sheet: "Worksheet", row: int, place: int, column: PaperColumn, text: str) -> None:
        """Write a figure as a number where a number can print it, everything else as text."""
        number = number_of(text) if column.kind in NUMBER_KINDS else None
        if number is None:
            self.string(sheet, row, place, text, column.kind)
        else:
            sheet.write_number(row, place, number[0], self.look(column.kind, number[1]))

    def string(self, sheet: "Worksheet", row: int, place: int, text: str, look: str) -> None:
        """Write a text that a spreadsheet program will never take for a formula."""
        if text:
            sheet.write_string(row, place, text, self.look(look, quoted=text.startswith(FORMULA_SIGNS)))
        else:
            sheet.write_blank(row, place, None, self.look(look))


def _page(sheet: "Worksheet", *, is_wide: bool = False) -> None:
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C第 &P 页 共 &N 页")
    if is_wide:
        sheet.set_landscape()


def _height(text: str, width: float, size: float) -> float:
    """Return the height in points that a wrapped text needs; a Chinese character is two digits wide."""
    digits = sum(1 if character.isascii() else 2 for character in text) * size / 11
    return (ceil(digits / (width - 1)) or 1) * size * LEADING + PADDING


def workbook(paper: ReportPaper, made_at: datetime | None = None) -> bytes:
    """Write the workbook."""
    writer = Workbook(paper, made_at)
    writer.text_sheet([block for block in paper.blocks if isinstance(block, PaperLine)])
    for block in paper.blocks:
        if isinstance(block, PaperTable):
            writer.table_sheet(block)
    writer.book.close()
    return writer.stream.getvalue()
