"""The reader of a filled-in budget workbook: every fault with sheet, row and column, in plain words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from tongban.account.budget import workbook as book
from tongban.account.budget.models import AdjustmentKind
from tongban.account.budget.workbook import SheetColumn, WorkbookContents, WorkbookLine, WorkbookPosting
from tongban.ground.kit.figures import CENT, WAN
from tongban.ground.kit.file_faults import FaultyFile, FileFault
from tongban.ground.kit.workbooks import sheets_in
from tongban.ground.sandbox.workbook import Grid

DAY_FORMS = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日")
ADDS = (AdjustmentKind.CARRY_OVER, AdjustmentKind.SUPPLEMENT)


def read_workbook(content: bytes) -> WorkbookContents:
    """Return what a workbook says; raise `Faulty` with every fault when it cannot be taken as it is."""
    sheets = _sheets(content)
    faults: list[FileFault] = []
    lines = [_line(row) for row in _rows(sheets, book.LINES, faults)]
    adjustments = [_adjustment(row) for row in _rows(sheets, book.ADJUSTMENTS, faults)]
    payments = [_payment(row) for row in _rows(sheets, book.PAYMENTS, faults)]
    _refuse_twice(lines, faults)
    if not faults and not (lines or adjustments or payments):
        faults.append(FileFault(book.LINES, 2, "", _("The workbook has no rows.")))
    if faults:
        raise FaultyFile(sorted(faults, key=lambda fault: (list(book.SHEETS).index(fault.sheet), fault.row)))
    return WorkbookContents(lines, adjustments, payments)


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
        """Return a cell as text; a number typed as a name loses no digits."""
        value = self.cells.get(column)
        return "" if value is None else str(value).strip()

    def chosen(self, column: str, choices: dict[str, Any], blank: Any) -> Any:
        """Return what a word stands for."""
        word = self.text(column)
        if word in choices:
            return choices[word]
        if word:
            listed = "、".join(choices)
            self.wrong(
                column, _("“%(word)s” is not one of: %(choices)s.") % {"word": word, "choices": listed}
            )
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
        value = self.cells.get(column)
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        word = self.text(column)
        for form in DAY_FORMS:
            try:
                return datetime.strptime(word, form).date()  # noqa: DTZ007 - a day has no time zone
            except ValueError:
                continue
        if word:
            self.wrong(column, _("“%(word)s” is not a day; write it as 2022-09-28.") % {"word": word[:40]})
        return None


def _sheets(content: bytes) -> dict[str, Grid]:
    found = sheets_in(content, book.SHEETS, book.MOST_ROWS + 1)
    if book.LINES not in found:
        text = _("The sheet “%(name)s” is missing. Use the template.") % {"name": book.LINES}
        raise FaultyFile([FileFault(book.LINES, 1, "", text)])
    return found


def _rows(sheets: dict[str, Grid], name: str, faults: list[FileFault]) -> Iterator[SheetRow]:
    grid = sheets.get(name, [])
    if not grid:
        return
    titles = [_bare(cell) for cell in grid[0]]
    heads = book.SHEETS[name]
    missing = [head.title for head in heads if head.is_needed and head.title not in titles]
    if missing:
        text = _("The column “%(name)s” is missing.")
        faults.extend(FileFault(name, 1, title, text % {"name": title}) for title in missing)
        return
    if len(grid) > book.MOST_ROWS + 1:
        most = _("More than %(most)d rows; split the workbook.") % {"most": book.MOST_ROWS}
        faults.append(FileFault(name, book.MOST_ROWS + 2, "", most))
        return
    for number, cells in enumerate(grid[1:], start=2):
        if any(str(cell).strip() for cell in cells if cell is not None):
            row = SheetRow(name, number, dict(zip(titles, cells, strict=False)), faults)
            _need(row, heads)
            yield row


def _bare(title: object) -> str:
    return str(title or "").replace("（万元）", "").replace("(万元)", "").replace("*", "").strip()


def _need(row: SheetRow, heads: Sequence[SheetColumn]) -> None:
    for head in heads:
        if head.is_needed and not row.text(head.title):
            row.wrong(head.title, _("This cell must be filled in."))


def _line(row: SheetRow) -> WorkbookLine:
    initial = row.amount(book.INITIAL)
    if initial is not None and initial < 0:
        row.wrong(book.INITIAL, _("The initial budget cannot be negative."))
    texts = {
        "funding": row.text(book.FUNDING),
        "function_class": row.text(book.FUNCTION),
        "economic_class": row.text(book.ECONOMIC),
    }
    for column, name in zip((book.FUNDING, book.FUNCTION, book.ECONOMIC), texts, strict=True):
        _limit(row, column, texts[name], 60)
    _limit(row, book.NAME, row.text(book.NAME), 100)
    said = {
        **texts,
        "nature": row.chosen(book.NATURE, book.NATURES, ""),
        "is_procurement": row.chosen(book.PROCUREMENT, book.YES_NO, False),
        "initial_yuan": initial,
        "cause": row.text(book.CAUSE),
    }
    return WorkbookLine(
        kind=row.chosen(book.KIND, book.LINE_KINDS, ""),
        name=row.text(book.NAME),
        unit=row.text(book.UNIT),
        fields=said,
        spent_yuan=row.amount(book.SPENT),
        row=row.number,
    )


def _adjustment(row: SheetRow) -> WorkbookPosting:
    change, amount = row.chosen(book.CHANGE, book.CHANGES, ""), row.amount(book.AMOUNT)
    if amount == 0:
        row.wrong(book.AMOUNT, _("The amount cannot be zero."))
    elif amount is not None and change in ADDS and amount < 0:
        row.wrong(book.AMOUNT, _("An addition is a positive amount."))
    elif amount is not None and change == AdjustmentKind.CUT and amount > 0:
        row.wrong(book.AMOUNT, _("A cut is a negative amount."))
    if change and change != AdjustmentKind.MERGED and not row.text(book.REASON):
        row.wrong(book.REASON, _("An adjustment needs its reason."))
    return _posting(row, amount, row.day(book.DAY), book.REASON, book.DOCUMENT, change)


def _payment(row: SheetRow) -> WorkbookPosting:
    amount = row.amount(book.AMOUNT)
    if amount == 0:
        row.wrong(book.AMOUNT, _("The amount cannot be zero."))
    _limit(row, book.PURPOSE, row.text(book.PURPOSE), 200)
    return _posting(row, amount, row.day(book.PAID), book.PURPOSE, book.VOUCHER, "")


def _posting(
    row: SheetRow, amount: Decimal | None, day: date | None, text: str, document: str, change: str
) -> WorkbookPosting:
    _limit(row, document, row.text(document), 200)
    return WorkbookPosting(
        kind=row.chosen(book.KIND, book.LINE_KINDS, ""),
        name=row.text(book.NAME),
        amount_yuan=amount or Decimal(0),
        on=day or date.min,
        text=row.text(text),
        document=row.text(document),
        change=change,
        row=row.number,
    )


def _limit(row: SheetRow, column: str, text: str, most: int) -> None:
    if len(text) > most:
        row.wrong(column, _("At most %(most)d characters.") % {"most": most})


def _refuse_twice(lines: Sequence[WorkbookLine], faults: list[FileFault]) -> None:
    seen: dict[tuple[str, str], int] = {}
    for line in lines:
        if line.name and line.key in seen:
            text = _("“%(name)s” already stands in row %(row)d.")
            said = {"name": line.name, "row": seen[line.key]}
            faults.append(FileFault(book.LINES, line.row, book.NAME, text % said))
        seen.setdefault(line.key, line.row)
