"""What one may ask of budgets; amounts in yuan."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import DecimalField, OuterRef, Q, QuerySet, Subquery, Sum, TextField, Value
from django.db.models.functions import Abs, Coalesce

from tongban.account.budget.models import (
    Adjustment,
    AdjustmentKind,
    Budget,
    BudgetLine,
    ControlTotal,
    LineKind,
    Payment,
)
from tongban.account.budget.rules import ZERO, Execution, total
from tongban.ground.people.models import User
from tongban.ground.people.queries import departments_visible_to


def visible_to(user: User) -> QuerySet[Budget]:
    """Return the budgets a member of staff may see: the own department's, or all with the right to read all."""
    if not (user.may("account.read") or user.may("account.read_all")):
        return Budget.objects.none()
    return Budget.objects.filter(department__in=departments_visible_to(user))


@dataclass(frozen=True, slots=True)
class Row:
    """A budget line with its year."""

    line: BudgetLine
    execution: Execution


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole budget as the form shows it: rows, the sums they make, and the totals it must meet."""

    budget: Budget
    rows: Sequence[Row]
    controls: dict[str, ControlTotal]

    def of_kind(self, kind: str) -> Execution:
        """Return the sum of the basic or of the project lines."""
        return total(row.execution for row in self.rows if row.line.kind == kind)

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
        return total(row.execution for row in self.rows)

    def gap(self, level: str) -> Decimal:
        """Return how much adjusted budget an outside total has that our lines have not (yuan)."""
        control = self.controls.get(level)
        ours = self.total if level == "total" else self.of_kind(level)
        return control.adjusted_yuan - ours.adjusted if control else ZERO


def _posted(model: type[Adjustment] | type[Payment], expression: object, condition: Q) -> Coalesce:
    sums = (
        model.objects.filter(condition, line=OuterRef("pk"))
        .order_by()
        .values("line")
        .annotate(amount=Sum(expression))
        .values("amount")
    )
    return Coalesce(Subquery(sums), ZERO, output_field=DecimalField(max_digits=18, decimal_places=2))


def lines_of(budget: Budget) -> QuerySet[BudgetLine]:
    """Return a budget's lines with what was posted to each: carry_over, in_year, merged, moved, spent."""
    merged, carried = Q(kind=AdjustmentKind.MERGED), Q(kind=AdjustmentKind.CARRY_OVER)
    reasons = StringAgg(
        "adjustments__reason", "；", filter=~Q(adjustments__reason=""), order_by="adjustments__pk"
    )
    return budget.lines.select_related("unit").annotate(
        adjustment_reasons=Coalesce(reasons, Value(""), output_field=TextField()),
        carry_over=_posted(Adjustment, "amount_yuan", carried),
        in_year=_posted(Adjustment, "amount_yuan", ~(merged | carried)),
        merged=_posted(Adjustment, "amount_yuan", merged),
        moved=_posted(Adjustment, Abs("amount_yuan"), Q()),
        spent=_posted(Payment, "amount_yuan", Q()),
    )


def execution_of(line: BudgetLine) -> Execution:
    """Return the year of a line that came from `lines_of`."""
    return Execution(
        initial=line.initial_yuan,
        carry_over=line.carry_over,
        in_year=line.in_year,
        merged=line.merged,
        moved=line.moved,
        spent=line.spent,
    )


def sheet(budget: Budget) -> Sheet:
    """Return a budget's sheet in two queries."""
    rows = [Row(line, execution_of(line)) for line in lines_of(budget)]
    controls = {control.level: control for control in budget.controls.all()}
    return Sheet(budget=budget, rows=rows, controls=controls)
