"""Import of a filled-in budget workbook: everything or nothing, and nothing twice."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tongban.account.budget import workbook as book
from tongban.account.budget.actions.books import (
    add_line,
    change_line,
    lock_budget,
    post_adjustment,
    post_payment,
)
from tongban.account.budget.models import Budget, BudgetLine
from tongban.account.budget.queries import contents_of, doubts_about
from tongban.account.budget.queries import sheet as budget_sheet
from tongban.account.budget.rules import ZERO
from tongban.account.budget.workbook import WorkbookContents, WorkbookLine, WorkbookPosting
from tongban.account.budget.workbook_reader import read_workbook
from tongban.ground.kit.figures import WAN
from tongban.ground.kit.file_faults import FaultyFile, FileFault
from tongban.ground.people.models import BudgetUnit, User

YEAR_SUM = "全年支出合计"
LineKey = tuple[str, str]


@dataclass(frozen=True, slots=True)
class WorkbookImport:
    """What an import did."""

    added: int
    changed: int
    adjustments: int
    payments: int
    known: int


class DoubtfulWorkbook(FaultyFile):
    """The workbook is without faults, but holds money or days that can hardly be meant; nothing was entered."""


@transaction.atomic
def import_lines(
    budget: Budget, content: bytes, *, by: User, at: datetime, is_confirmed: bool = False
) -> WorkbookImport:
    """Enter a workbook; raise `FaultyFile` with every fault, and then nothing was entered.

    What can hardly be meant is entered only when it was confirmed.

    Lines are found by kind and name. A posting equal to one already in the books is not posted again.
    """
    budget = lock_budget(budget, by)
    wanted, present = read_workbook(content), contents_of(budget)
    adjustments = _new(wanted.adjustments, present.adjustments)
    payments = _new(wanted.payments, present.payments)
    units = {unit.name: unit for unit in budget.department.budget_units.all()}
    sums, faults = _year_sums(budget, wanted, present, payments)
    faults += _unknown(wanted, present, units)
    if faults:
        raise FaultyFile(faults)
    added, changed = _enter_lines(budget, wanted.lines, units, by, at)
    lines = {(line.kind, line.name): line for line in budget.lines.all()}
    doubts = [] if is_confirmed else _doubts(budget, adjustments, payments, sums)
    if doubts:
        raise DoubtfulWorkbook(doubts)
    _post(lines, adjustments, [*payments, *sums], by, at)
    known = len(wanted.adjustments) + len(wanted.payments) - len(adjustments) - len(payments)
    return WorkbookImport(added, changed, len(adjustments), len(payments) + len(sums), known)


def _doubts(
    budget: Budget,
    adjustments: Sequence[WorkbookPosting],
    payments: Sequence[WorkbookPosting],
    sums: Sequence[WorkbookPosting],
) -> list[FileFault]:
    """Return what can hardly be meant, posting after posting; the lines of the workbook are entered already."""
    sheet = budget_sheet(budget)
    rows = {(row.line.kind, row.line.name): row for row in sheet.rows}
    whole, found = sheet.total.adjusted, []
    parts = (
        (book.ADJUSTMENTS, book.AMOUNT, adjustments, "changed"),
        (book.PAYMENTS, book.AMOUNT, payments, "paid"),
        (book.LINES, book.SPENT, sums, "paid"),
    )
    for page, column, postings, moves in parts:
        for each in postings:
            row, said = rows[each.key], {moves: each.amount_yuan}
            texts = doubts_about(row, whole=whole, on=each.on, **said)
            found += [FileFault(page, each.row, column, text) for text in texts]
            paid, changed = said.get("paid", ZERO), said.get("changed", ZERO)
            rows[each.key] = replace(row, execution=row.execution.changed(paid, changed))
    return found


def _new(wanted: Sequence[WorkbookPosting], present: Sequence[WorkbookPosting]) -> list[WorkbookPosting]:
    known = Counter(map(_identity, present))
    fresh = []
    for posting in wanted:
        if known[_identity(posting)] > 0:
            known[_identity(posting)] -= 1
        else:
            fresh.append(posting)
    return fresh


def _identity(posting: WorkbookPosting) -> tuple[object, ...]:
    said = (posting.on, posting.text, posting.document, posting.change)
    return (*posting.key, posting.amount_yuan, *said)


def _unknown(
    wanted: WorkbookContents, present: WorkbookContents, units: dict[str, BudgetUnit]
) -> list[FileFault]:
    faults = [
        FileFault(book.LINES, line.row, book.UNIT, _("The department has no budget unit of this name."))
        for line in wanted.lines
        if line.unit and line.unit not in units
    ]
    known = {line.key for line in (*wanted.lines, *present.lines)}
    for sheet, postings in ((book.ADJUSTMENTS, wanted.adjustments), (book.PAYMENTS, wanted.payments)):
        text = _("There is no line of this kind and name on the sheet of lines.")
        faults += [FileFault(sheet, each.row, book.NAME, text) for each in postings if each.key not in known]
    return faults


def _year_sums(
    budget: Budget, wanted: WorkbookContents, present: WorkbookContents, payments: Sequence[WorkbookPosting]
) -> tuple[list[WorkbookPosting], list[FileFault]]:
    sums, faults = [], []
    before = {line.key: line.spent_yuan or Decimal(0) for line in present.lines}
    for line in wanted.lines:
        if line.spent_yuan is None:
            continue
        paid = before.get(line.key, Decimal(0))
        paid += sum((each.amount_yuan for each in payments if each.key == line.key), Decimal(0))
        if paid == line.spent_yuan:
            continue
        if paid or any(each.key == line.key for each in wanted.payments):
            faults.append(FileFault(book.LINES, line.row, book.SPENT, _differs(line.spent_yuan, paid)))
        else:
            day = date(budget.year, 12, 31)
            sums.append(WorkbookPosting(line.kind, line.name, line.spent_yuan, day, YEAR_SUM, row=line.row))
    return sums, faults


def _differs(said: Decimal, paid: Decimal) -> str:
    wan = {"said": f"{said / WAN:,.2f}", "paid": f"{paid / WAN:,.2f}"}
    return _("The year's sum is %(said)s 万元, but the payments make %(paid)s 万元.") % wan


def _enter_lines(
    budget: Budget, lines: Sequence[WorkbookLine], units: dict[str, BudgetUnit], by: User, at: datetime
) -> tuple[int, int]:
    present = {(line.kind, line.name): line for line in budget.lines.select_related("unit")}
    added = changed = 0
    for line in lines:
        fields = {**line.fields, "unit": units.get(line.unit)}
        known = present.get(line.key)
        try:
            if known is None:
                add_line(budget, by=by, at=at, kind=line.kind, name=line.name, **fields)
                added += 1
            elif changes := _changes(known, fields):
                change_line(known, by=by, at=at, seen=known.version, changes=changes)
                changed += 1
        except ValidationError as error:
            raise FaultyFile(
                [FileFault(book.LINES, line.row, book.NAME, "；".join(error.messages))]
            ) from error
    return added, changed


def _changes(line: BudgetLine, fields: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in fields.items() if getattr(line, name) != value}


def _post(
    lines: dict[LineKey, BudgetLine],
    adjustments: Sequence[WorkbookPosting],
    payments: Sequence[WorkbookPosting],
    by: User,
    at: datetime,
) -> None:
    for each in adjustments:
        post_adjustment(
            lines[each.key],
            by=by,
            at=at,
            kind=each.change,
            amount_yuan=each.amount_yuan,
            decided_on=each.on,
            reason=each.text,
            document=each.document,
        )
    for each in payments:
        post_payment(
            lines[each.key],
            by=by,
            at=at,
            amount_yuan=each.amount_yuan,
            paid_on=each.on,
            purpose=each.text,
            document=each.document,
        )
