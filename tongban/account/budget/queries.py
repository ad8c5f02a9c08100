"""What one may ask of budgets; amounts in yuan."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import (
    BooleanField,
    ExpressionWrapper,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
)
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from tongban.account.budget.models import (
    Adjustment,
    AdjustmentKind,
    Budget,
    BudgetLine,
    ControlTotal,
    LineKind,
    Payment,
)
from tongban.account.budget.rules import ZERO, Execution, cause_is_due, light, posting_doubts
from tongban.account.budget.workbook import (
    WorkbookContents,
    WorkbookLine,
    WorkbookPosting,
    blank_workbook,
    write_workbook,
)
from tongban.ground.kit.figures import said_amount
from tongban.ground.ledger.models import Entry
from tongban.ground.people.models import User
from tongban.ground.people.queries import departments_visible_to


def visible_to(user: User) -> QuerySet[Budget]:
    """Return the budgets a member of staff may see: the own department's, or all with the right to read all."""
    if not (user.may("account.read") or user.may("account.read_all")):
        return Budget.objects.none()
    return Budget.objects.filter(department__in=departments_visible_to(user))


def valid_beside(budget: Budget) -> Budget | None:
    """Return the other budget that counts for the same department and year, if there is one."""
    beside = Budget.objects.filter(department=budget.department_id, year=budget.year, validity="valid")
    return beside.exclude(pk=budget.pk).first()


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """A budget line with its year; ``reasons`` are those of its adjustments, one after the other."""

    line: BudgetLine
    execution: Execution
    reasons: str = ""
    owes_reason: bool = False
    is_posted_to: bool = False

    @property
    def light(self) -> str:
        """Return the traffic light of the line; what was spent without a budget is red."""
        if self.execution.rate is None and self.execution.spent:
            return "red"
        return light(self.execution.rate, cause=self.line.cause, year=self.line.budget.year)

    @property
    def is_behind(self) -> bool:
        """Say whether the execution rate is so low that it asks for a cause."""
        return cause_is_due(self.execution.rate, self.line.budget.year)

    @property
    def owes_cause(self) -> bool:
        """Say whether the execution rate asks for a cause that nobody has written."""
        return self.is_behind and not self.line.cause.strip()


@dataclass(frozen=True, slots=True)
class ControlGap:
    """An outside total beside our sum of the same level, and what is missing (yuan)."""

    control: ControlTotal
    ours: Execution

    @property
    def initial(self) -> Decimal:
        """Return how much initial budget our lines lack."""
        return self.control.initial_yuan - self.ours.initial

    @property
    def adjustment(self) -> Decimal:
        """Return how much adjustment our lines lack."""
        return self.control.adjustment_yuan - self.ours.adjustment

    @property
    def adjusted(self) -> Decimal:
        """Return how much adjusted budget our lines lack."""
        return self.control.adjusted_yuan - self.ours.adjusted

    @property
    def spent(self) -> Decimal:
        """Return how much spending our lines lack."""
        return self.control.spent_yuan - self.ours.spent

    @property
    def is_open(self) -> bool:
        """Say whether anything is missing."""
        return bool(self.initial or self.adjustment or self.spent)


@dataclass(frozen=True, slots=True)
class BudgetSheet:
    """A whole budget as the form shows it: rows, the sums they make, and the totals it must meet."""

    budget: Budget
    rows: Sequence[BudgetRow]
    controls: dict[str, ControlTotal]

    def of_kind(self, kind: str) -> Execution:
        """Return the sum of the basic or of the project lines."""
        return Execution.total(row.execution for row in self.rows if row.line.kind == kind)

    @property
    def basic(self) -> Execution:
        """Return the sum of basic expenditure."""
        return self.of_kind(LineKind.BASIC)

    @property
    def project(self) -> Execution:
        """Return the sum of project expenditure."""
        return self.of_kind(LineKind.PROJECT)

    @property
    def total(self) -> Execution:
        """Return the sum of all lines."""
        return Execution.total(row.execution for row in self.rows)

    @property
    def has_merged(self) -> bool:
        """Say whether carry-over and in-year change of some line were not told apart."""
        return any(row.execution.merged for row in self.rows)

    @property
    def has_apart(self) -> bool:
        """Say whether carry-over and in-year change of some line are told apart."""
        return not self.has_merged or any(
            row.execution.carry_over or row.execution.in_year for row in self.rows
        )

    def of(self, level: str) -> Execution:
        """Return the sum at a level: the whole budget, basic or project expenditure."""
        return self.total if level == "total" else self.of_kind(level)

    def gaps(self) -> list["ControlGap"]:
        """Return every outside total that our lines do not meet."""
        found = [ControlGap(control, self.of(level)) for level, control in self.controls.items()]
        return [gap for gap in found if gap.is_open]

    def gap(self, level: str) -> Decimal:
        """Return how much adjusted budget an outside total has that our lines have not (yuan)."""
        control = self.controls.get(level)
        ours = self.total if level == "total" else self.of_kind(level)
        return control.adjusted_yuan - ours.adjusted if control else ZERO


STANDING = Q(reverses__isnull=True, reversed_by__isnull=True)
"""A posting that was not posted back: the two cancel out and are no change of the budget."""
STANDING_VALUE = ExpressionWrapper(STANDING, output_field=BooleanField())


def _rows(lines: QuerySet[BudgetLine], on: date = date.max) -> list[BudgetRow]:
    """Return lines with their year until a day: two queries, the lines with what was paid, and what changed them."""
    changed: dict[int, list[Any]] = {}
    changes = Adjustment.objects.filter(line__in=lines, decided_on__lte=on).annotate(stands=STANDING_VALUE)
    for change in changes.order_by("pk").values("line_id", "kind", "amount_yuan", "reason", "stands"):
        changed.setdefault(change["line_id"], []).append(change)
    payments = Payment.objects.filter(line=OuterRef("pk"), paid_on__lte=on).order_by().values("line")
    paid = Subquery(payments.annotate(paid=Sum("amount_yuan")).values("paid"))
    listed = lines.select_related("unit").annotate(paid=paid)
    return [_row(line, changed.get(line.pk, []), line.paid) for line in listed]


def _row(line: BudgetLine, changes: list[Any], spent: Decimal | None) -> BudgetRow:
    by_kind: dict[str, Decimal] = {}
    for change in changes:
        by_kind[change["kind"]] = by_kind.get(change["kind"], ZERO) + change["amount_yuan"]
    carried, merged = by_kind.pop(AdjustmentKind.CARRY_OVER, ZERO), by_kind.pop(AdjustmentKind.MERGED, ZERO)
    standing = [change for change in changes if change["stands"]]
    execution = Execution(
        initial=line.initial_yuan,
        carry_over=carried,
        in_year=sum(by_kind.values(), ZERO),
        merged=merged,
        moved=sum((abs(change["amount_yuan"]) for change in standing), ZERO),
        spent=spent or ZERO,
    )
    return BudgetRow(
        line=line,
        execution=execution,
        reasons="；".join(change["reason"] for change in changes if change["reason"]),
        owes_reason=any(not change["reason"] for change in standing),
        is_posted_to=bool(changes) or spent is not None,
    )


def sheet(budget: Budget, on: date = date.max) -> BudgetSheet:
    """Return a budget's sheet, as it stood at the end of a day, in three queries."""
    return sheets([budget], on)[0]


def sheets(budgets: Sequence[Budget], on: date = date.max) -> list[BudgetSheet]:
    """Return the sheets of budgets, all in three queries."""
    rows: dict[int, list[BudgetRow]] = {budget.pk: [] for budget in budgets}
    controls: dict[int, dict[str, ControlTotal]] = {budget.pk: {} for budget in budgets}
    known = {budget.pk: budget for budget in budgets}
    lines = BudgetLine.objects.filter(budget__in=budgets).order_by("kind", "position", "pk")
    for row in _rows(lines, on):
        row.line.budget = known[row.line.budget_id]
        rows[row.line.budget_id].append(row)
    for control in ControlTotal.objects.filter(budget__in=budgets):
        controls[control.budget_id][control.level] = control
    return [BudgetSheet(budget, rows[budget.pk], controls[budget.pk]) for budget in budgets]


def row_of(line: BudgetLine) -> BudgetRow:
    """Return one line with its year."""
    return _rows(line.budget.lines.filter(pk=line.pk))[0]


def contents_of(budget: Budget) -> WorkbookContents:
    """Return a budget as a workbook says it; what was posted and posted back is left out."""
    rows = sheet(budget).rows
    changes = Adjustment.objects.filter(STANDING, line__budget=budget).select_related("line")
    payments = Payment.objects.filter(STANDING, line__budget=budget).select_related("line")
    return WorkbookContents(
        lines=[_line_row(row) for row in rows],
        adjustments=[
            WorkbookPosting(
                *(each.line.kind, each.line.name, each.amount_yuan, each.decided_on),
                text=each.reason,
                document=each.document,
                change=each.kind,
            )
            for each in changes.order_by("line__kind", "line__position", "line__pk", "decided_on", "pk")
        ],
        payments=[
            WorkbookPosting(
                *(each.line.kind, each.line.name, each.amount_yuan, each.paid_on),
                text=each.purpose,
                document=each.document,
            )
            for each in payments.order_by("line__kind", "line__position", "line__pk", "paid_on", "pk")
        ],
    )


def standing_adjustments(budget: Budget) -> QuerySet[Adjustment]:
    """Return the changes of a budget that were not posted back, in the order in which they were posted."""
    return Adjustment.objects.filter(STANDING, line__budget=budget).order_by("pk")


DOUBTS: dict[str, str | Promise] = {
    "above_line": gettext_lazy(
        "%(amount)s is more than “%(line)s” can bear: adjusted budget %(budget)s, spent %(spent)s."
    ),
    "times_ten_thousand": gettext_lazy(
        "%(amount)s on “%(line)s” with an adjusted budget of %(budget)s: were yuan typed as 万元?"
    ),
    "part_of_ten_thousand": gettext_lazy(
        "%(amount)s on “%(line)s” with an adjusted budget of %(budget)s: were 万元 typed as yuan?"
    ),
    "below_nothing": gettext_lazy(
        "Without %(amount)s less than nothing is left: adjusted budget %(budget)s, spent %(spent)s."
    ),
    "other_year": gettext_lazy("The day %(day)s does not lie in the year of the account, %(year)s."),
}


def doubts_about(
    row: BudgetRow, *, whole: Decimal, paid: Decimal = ZERO, changed: Decimal = ZERO, on: date
) -> list[str]:
    """Return in words why a posting to a line can hardly be meant; nothing where it can."""
    year = row.line.budget.year
    found = posting_doubts(row.execution, whole=whole, paid=paid, changed=changed, on=on, year=year)
    said = {
        "amount": said_amount(abs(paid or changed)),
        "line": row.line,
        "budget": said_amount(row.execution.adjusted),
        "spent": said_amount(row.execution.spent),
        "day": on,
        "year": year,
    }
    return [str(DOUBTS[doubt] % said) for doubt in found]


LINE_TEXTS = (
    "funding",
    "function_class",
    "economic_class",
    "nature",
    "is_procurement",
    "initial_yuan",
    "cause",
)


def _line_row(row: BudgetRow) -> WorkbookLine:
    return WorkbookLine(
        kind=row.line.kind,
        name=row.line.name,
        unit=row.line.unit.name if row.line.unit else "",
        fields={name: getattr(row.line, name) for name in LINE_TEXTS},
        spent_yuan=row.execution.spent,
        adjusted_yuan=row.execution.adjusted,
        rate=row.execution.rate,
    )


def workbook_of(budget: Budget) -> bytes:
    """Return a budget as a workbook that can be imported again."""
    return write_workbook(contents_of(budget))


def template() -> bytes:
    """Return the empty workbook to fill in."""
    return blank_workbook()


def adjustments_of(line: BudgetLine) -> QuerySet[Adjustment]:
    """Return a line's adjustments in the order of their days."""
    return line.adjustments.select_related("posted_by", "reverses", "reversed_by").order_by(
        "decided_on", "pk"
    )


def payments_of(line: BudgetLine) -> QuerySet[Payment]:
    """Return a line's payments in the order of their days."""
    return line.payments.select_related("posted_by", "reverses", "reversed_by").order_by("paid_on", "pk")


def history_of(line: BudgetLine) -> QuerySet[Entry]:
    """Return what was done to a line, the newest first."""
    of_line = Q(payload__line=line.pk) | Q(payload__line=str(line.pk))
    return (
        Entry.objects.filter(of_line, subject=line.budget.reference).select_related("by").order_by("-number")
    )


def control_of(budget: Budget, level: str) -> ControlTotal:
    """Return the outside total of a level, or a new one to fill in."""
    return budget.controls.filter(level=level).first() or ControlTotal(budget=budget, level=level)


def sum_of(rows: Sequence[BudgetRow]) -> Execution:
    """Return the sum of some rows."""
    return Execution.total(row.execution for row in rows)
