"""Sheets that people fill in: their columns, written with head, choices and guide, and read with every fault."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _

from tongban.ground.kit.figures import CENT, WAN
from tongban.ground.kit.file_faults import FileFault
from tongban.ground.sandbox.workbook import Grid

GUIDE = "填写说明"
MOST_ROWS = 5000
DAY_FORMS = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日")


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column of a sheet: its title, what must stand in it, and what the guide says of it."""

    title: str
    kind: str = "text"
    is_needed: bool = False
    choices: Sequence[str] = ()
    note: str = ""
    is_computed: bool = False
    width: int = 16

    @property
    def written(self) -> str:
        """Return the title as printed, with its unit."""
        return f"{self.title}（万元）" if self.kind == "amount" else self.title


Heads = Mapping[str, Sequence[SheetColumn]]


def write_sheets(heads: Heads, rows: Mapping[str, Iterable[list[Any]]], advice: Sequence[str]) -> bytes:
    """Return sheets with their rows as a workbook, and behind them the guide."""
    import xlsxwriter

    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        for name, columns in heads.items():
            _write_sheet(book, name, columns, rows.get(name, ()))
        _write_guide(book, heads, advice)
    return buffer.getvalue()


def _write_sheet(book: Any, name: str, heads: Sequence[SheetColumn], rows: Iterable[list[Any]]) -> None:
    bold = {"bold": True, "bg_color": "#E8EEF7", "border": 1, "text_wrap": True, "valign": "vcenter"}
    plain, grey = book.add_format(bold), book.add_format({**bold, "font_color": "#777777"})
    amount = book.add_format({"num_format": "#,##0.00####"})
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 2)
    sheet.set_row(0, 32)
    for index, head in enumerate(heads):
        title = head.written + ("*" if head.is_needed else "")
        sheet.write_string(0, index, title, grey if head.is_computed else plain)
        sheet.set_column(index, index, head.width)
        if head.choices:
            sheet.data_validation(1, index, MOST_ROWS, index, {"validate": "list", "source": [*head.choices]})
    for number, cells in enumerate(rows, start=1):
        for index, value in enumerate(cells):
            if isinstance(value, Decimal):
                is_amount = heads[index].kind == "amount"
                sheet.write_number(
                    number, index, float(value / WAN if is_amount else value), *[amount] * is_amount
                )
            elif value not in (None, ""):
                sheet.write_string(number, index, str(value))


def _write_guide(book: Any, heads: Heads, advice: Sequence[str]) -> None:
    sheet = book.add_worksheet(GUIDE)
    wrapped, bold = book.add_format({"text_wrap": True, "valign": "top"}), book.add_format({"bold": True})
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 1, 22)
    sheet.set_column(2, 2, 90, wrapped)
    for row, text in enumerate(advice):
        sheet.merge_range(row, 0, row, 2, text, wrapped)
    rows = [(name, head) for name, columns in heads.items() for head in columns]
    for index, title in enumerate(("工作表", "列", "填写要求")):
        sheet.write_string(len(advice) + 1, index, title, bold)
    for number, (name, head) in enumerate(rows, start=len(advice) + 2):
        needed = "必填。" if head.is_needed else ""
        choices = f"可选：{'、'.join(head.choices)}。" if head.choices else ""
        sheet.write_string(number, 0, name)
        sheet.write_string(number, 1, head.written)
        sheet.write_string(number, 2, needed + choices + (f"{head.note}。" if head.note else ""))


@dataclass
class SheetRow:
    """One row of a sheet while it is read."""

    sheet: str
    number: int
    cells: dict[str, Any]
    faults: list[FileFault] = field(repr=False)

    def wrong(self, column: str, text: str) -> None:
        """Note a fault in a cell."""
        self.faults.append(FileFault(self.sheet, self.number, column, text))

    def text(self, column: str) -> str:
        """Return a cell as text; a number typed as a name loses no digits, a day is written 2022-09-28."""
        value = self.cells.get(column)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, datetime):
            value = value.date()
        return "" if value is None else str(value).strip()

    def chosen(self, column: str, choices: Mapping[str, Any], blank: Any) -> Any:
        """Return what a word stands for."""
        word = self.text(column)
        if word in choices:
            return choices[word]
        if word:
            said = {"word": word[:40], "choices": "、".join(choices)}
            self.wrong(column, _("“%(word)s” is not one of: %(choices)s.") % said)
        return blank

    def amount(self, column: str) -> Decimal | None:
        """Return an amount in yuan for one in 万元."""
        word = self.text(column).replace(",", "").replace("，", "").replace(" ", "")
        if not word:
            return None
        try:
            yuan = Decimal(word) * WAN
            cents = yuan.quantize(CENT)
        except InvalidOperation:
            self.wrong(column, _("“%(word)s” is not a number.") % {"word": word[:40]})
            return None
        if abs(yuan - cents) > Decimal("0.0005"):
            self.wrong(
                column, _("%(word)s is finer than a cent: at most six decimals in 万元.") % {"word": word}
            )
        if abs(cents) >= Decimal(10) ** 14:
            self.wrong(column, _("The amount is too large."))
            return None
        return cents

    def day(self, column: str) -> date | None:
        """Return a day."""
        word = self.text(column)
        found = read_day(word)
        if word and found is None:
            self.wrong(column, _("“%(word)s” is not a day; write it as 2022-09-28.") % {"word": word[:40]})
        return found

    def limit(self, column: str, most: int) -> None:
        """Note a text that is too long."""
        if len(self.text(column)) > most:
            self.wrong(column, _("At most %(most)d characters.") % {"most": most})


def read_day(text: str) -> date | None:
    """Return the day that a text names in one of the ways offices write it, or None."""
    for form in DAY_FORMS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    return None


def rows_of_sheet(
    grid: Grid, name: str, heads: Sequence[SheetColumn], faults: list[FileFault]
) -> Iterator[SheetRow]:
    """Yield the filled rows of a sheet; note columns and cells that lack what is needed, and columns nobody knows."""
    if not grid:
        return
    titles = [bare_title(cell) for cell in grid[0]]
    found = [*_wrong_heads(titles, heads)]
    faults.extend(FileFault(name, 1, title, text) for title, text in found)
    if found:
        return
    if len(grid) > MOST_ROWS + 1:
        most = _("More than %(most)d rows; split the workbook.") % {"most": MOST_ROWS}
        faults.append(FileFault(name, MOST_ROWS + 2, "", most))
        return
    for number, cells in enumerate(grid[1:], start=2):
        if any(str(cell).strip() for cell in cells if cell is not None):
            row = SheetRow(name, number, dict(zip(titles, cells, strict=False)), faults)
            for head in heads:
                if head.is_needed and not row.text(head.title):
                    row.wrong(head.title, _("This cell must be filled in."))
            yield row


def _wrong_heads(titles: Sequence[str], heads: Sequence[SheetColumn]) -> Iterator[tuple[str, str]]:
    known = [head.title for head in heads]
    for head in heads:
        if head.is_needed and head.title not in titles:
            yield head.title, _("The column “%(name)s” is missing.") % {"name": head.title}
    for title in dict.fromkeys(titles):
        if title and title not in known:
            yield title, _("No such column is known; nothing would be read from it.")
        elif title and titles.count(title) > 1:
            yield title, _("Two columns are called “%(name)s”.") % {"name": title}


def bare_title(title: object) -> str:
    """Return a title as it is known, without unit and mark."""
    return str(title or "").replace("（万元）", "").replace("(万元)", "").replace("*", "").strip()
