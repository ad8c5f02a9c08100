"""The reader of a filled-in budget workbook: every fault with sheet, row and column, in plain words."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from tongban.account.budget import workbook as book
from tongban.account.budget.models import AdjustmentKind
from tongban.account.budget.workbook import WorkbookContents, WorkbookLine, WorkbookPosting
from tongban.ground.kit.file_faults import FaultyFile, FileFault
from tongban.ground.kit.sheets import MOST_ROWS, SheetRow, rows_of_sheet
from tongban.ground.kit.workbooks import sheets_in
from tongban.ground.sandbox.workbook import Grid

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


def _sheets(content: bytes) -> dict[str, Grid]:
    found = sheets_in(content, book.SHEETS, MOST_ROWS + 1)
    if book.LINES not in found:
        text = _("The sheet “%(name)s” is missing. Use the template.") % {"name": book.LINES}
        raise FaultyFile([FileFault(book.LINES, 1, "", text)])
    return found


def _rows(sheets: dict[str, Grid], name: str, faults: list[FileFault]) -> Iterator[SheetRow]:
    return rows_of_sheet(sheets.get(name, []), name, book.SHEETS[name], faults)


def _line(row: SheetRow) -> WorkbookLine:
    initial = row.amount(book.INITIAL)
    if initial is not None and initial < 0:
        row.wrong(book.INITIAL, _("The initial budget cannot be negative."))
    texts = {
        "funding": row.text(book.FUNDING),
        "function_class": row.text(book.FUNCTION),
        "economic_class": row.text(book.ECONOMIC),
    }
    for column in (book.FUNDING, book.FUNCTION, book.ECONOMIC):
        row.limit(column, 60)
    row.limit(book.NAME, 100)
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
    row.limit(book.PURPOSE, 200)
    return _posting(row, amount, row.day(book.PAID), book.PURPOSE, book.VOUCHER, "")


def _posting(
    row: SheetRow, amount: Decimal | None, day: date | None, text: str, document: str, change: str
) -> WorkbookPosting:
    row.limit(document, 200)
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


def _refuse_twice(lines: Sequence[WorkbookLine], faults: list[FileFault]) -> None:
    seen: dict[tuple[str, str], int] = {}
    for line in lines:
        if line.name and line.key in seen:
            text = _("“%(name)s” already stands in row %(row)d.")
            said = {"name": line.name, "row": seen[line.key]}
            faults.append(FileFault(book.LINES, line.row, book.NAME, text % said))
        seen.setdefault(line.key, line.row)
