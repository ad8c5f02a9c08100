"""Where the budget stands on a day: what was paid by then, what the year will come to, and what earlier years did."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.db.models import Count, Sum
from django.db.models.functions import ExtractMonth

from tongban.account.budget.models import Adjustment, AdjustmentKind, Budget, Payment, Validity
from tongban.account.budget.queries import BudgetRow, sheets
from tongban.account.evaluation.models import Evaluation
from tongban.account.evaluation.monitoring.pace import WorkingYear, left_of
from tongban.account.evaluation.rules import HUNDRED, Alert, execution_alert, rounded
from tongban.account.insight import year_forecast
from tongban.ground.kit.figures import in_wan
from tongban.ground.law import term

ZERO = Decimal(0)
YEARS_BACK = 3


@dataclass(frozen=True)
class LineSpending:
    """A budget line, or the whole budget, as of a day (yuan)."""

    name: str
    on: date
    adjusted: Decimal
    spent: Decimal
    was_cut: bool
    forecast: year_forecast.YearForecast | None
    pk: int | None = None
    earlier: tuple[tuple[int, Decimal], ...] = ()

    @property
    def rate(self) -> Decimal | None:
        """Return the execution rate."""
        return rounded(self.spent / self.adjusted * HUNDRED) if self.adjusted else None

    @property
    def alert(self) -> Alert:
        """Return the light: red where more was spent than there is, grey where there is nothing to spend."""
        if self.spent > self.adjusted:
            return "red"
        return execution_alert(self.rate, self.on, was_cut=self.was_cut) if self.adjusted else "grey"

    @property
    def warning(self) -> str:
        """Return “over” or “under” where the whole interval lies beyond the budget or below what needs a reason."""
        found = self.forecast
        if self.spent > self.adjusted:
            return "over"
        if found is None or found.low is None or found.high is None or not self.adjusted:
            return ""
        if found.low > self.adjusted:
            return "over"
        least = Decimal(term("explain_execution_below", on=self.on)) / HUNDRED * self.adjusted
        return "under" if found.high < least else ""

    @property
    def wan(self) -> dict[str, Decimal | None]:
        """Return the forecast in 10,000 yuan."""
        found = self.forecast
        ends = (found.value, found.low, found.high) if found else (None, None, None)
        return {name: None if each is None else in_wan(each) for name, each in zip(ENDS, ends, strict=True)}

    @property
    def large_adjustments(self) -> list[tuple[int, Decimal]]:
        """Return the earlier years in which the line was changed by more than the parameter."""
        limit = Decimal(term("adjustment_large_above", on=self.on))
        return [(year, rate) for year, rate in self.earlier if abs(rate) > limit]


ENDS = ("value", "low", "high")


@dataclass(frozen=True)
class Spending:
    """A budget as of a day: its lines and its total."""

    evaluation: Evaluation
    on: date
    working: WorkingYear
    rows: Sequence[BudgetRow]

    @cached_property
    def lines(self) -> list[LineSpending]:
        """Return the lines, those with a red light first."""
        found = [self._line(row) for row in self.rows]
        order = {"red": 0, "yellow": 1, "green": 2, "grey": 3}
        return sorted(found, key=lambda line: (order[line.alert], -line.adjusted))

    @cached_property
    def total(self) -> LineSpending:
        """Return the whole budget."""
        months = [sum(values) for values in zip(*(self._months(row) for row in self.rows), strict=True)]
        counts = sum(count for row in self.rows for _, count in self._paid.get(row.line.pk, {}).values())
        adjusted = sum((line.adjusted for line in self.lines), ZERO)
        spent = sum((line.spent for line in self.lines), ZERO)
        return LineSpending("", self.on, adjusted, spent, False, self._forecast(months or [0.0] * 12, counts))

    @property
    def passed(self) -> Decimal:
        """Return the share of the year's working days, in percent, that forecasts of spending rest on."""
        months = zip(self.working.shares, self.working.passed(self.on), strict=True)
        return rounded(Decimal(repr(sum(share * part for share, part in months))) * HUNDRED)

    @cached_property
    def warned(self) -> list[LineSpending]:
        """Return the lines that will be overspent or underspent."""
        return [line for line in self.lines if line.warning]

    @cached_property
    def _paid(self) -> dict[int, dict[int, tuple[Decimal, int]]]:
        found: dict[int, dict[int, tuple[Decimal, int]]] = defaultdict(dict)
        paid = Payment.objects.filter(line__budget=self.evaluation.budget_id, paid_on__lte=self.on)
        by_month = paid.order_by().annotate(month=ExtractMonth("paid_on")).values("line_id", "month")
        for row in by_month.annotate(paid=Sum("amount_yuan"), count=Count("pk")):
            found[row["line_id"]][row["month"]] = (row["paid"], row["count"])
        return found

    @cached_property
    def _changed(self) -> dict[int, list[tuple[str, Decimal]]]:
        found: dict[int, list[tuple[str, Decimal]]] = defaultdict(list)
        changes = Adjustment.objects.filter(line__budget=self.evaluation.budget_id, decided_on__lte=self.on)
        for line, kind, amount in changes.values_list("line_id", "kind", "amount_yuan"):
            found[line].append((kind, amount))
        return found

    @cached_property
    def _earlier(self) -> dict[str, list[tuple[int, Decimal]]]:
        return earlier_adjustments(self.evaluation)

    def _line(self, row: BudgetRow) -> LineSpending:
        changes, paid = self._changed.get(row.line.pk, []), self._paid.get(row.line.pk, {})
        in_year = sum((each for kind, each in changes if kind != AdjustmentKind.CARRY_OVER), ZERO)
        return LineSpending(
            name=row.line.name,
            on=self.on,
            adjusted=row.line.initial_yuan + sum((each for _, each in changes), ZERO),
            spent=sum((each for each, _ in paid.values()), ZERO),
            was_cut=in_year < 0,
            forecast=self._forecast(self._months(row), sum(count for _, count in paid.values())),
            pk=row.line.pk,
            earlier=tuple(self._earlier.get(row.line.name, ())),
        )

    def _months(self, row: BudgetRow) -> list[float]:
        paid = self._paid.get(row.line.pk, {})
        return [float(paid.get(month, (0, 0))[0]) for month in range(1, 13)]

    def _forecast(self, values: Sequence[float], rows: int) -> year_forecast.YearForecast | None:
        passed = self.working.passed(self.on)
        months = [
            year_forecast.MonthSoFar(share * part, value, rows, is_over=part >= 1)
            for share, part, value in zip(self.working.shares, passed, values, strict=True)
        ][: self.on.month]
        return year_forecast.total(months, left_of(self.working.shares, passed), is_count=False)


def spending_of(
    evaluation: Evaluation, on: date, working: WorkingYear, rows: Sequence[BudgetRow]
) -> Spending:
    """Return where a year's budget stood at the end of a day."""
    return Spending(evaluation, on, working, rows)


def earlier_adjustments(evaluation: Evaluation) -> dict[str, list[tuple[int, Decimal]]]:
    """Return the adjustment rates of the department's lines in the years before, by name, the latest year first."""
    year = evaluation.year
    budgets = Budget.objects.filter(
        department=evaluation.department_id,
        year__range=(year - YEARS_BACK, year - 1),
        validity=Validity.VALID,
    )
    found: dict[str, list[tuple[int, Decimal]]] = defaultdict(list)
    for sheet in sheets(list(budgets)) if budgets else ():
        for name, rate in _rates(sheet.rows):
            found[name].append((sheet.budget.year, rate))
    return {name: sorted(rates, reverse=True) for name, rates in found.items()}


def _rates(rows: Iterable[BudgetRow]) -> Iterable[tuple[str, Decimal]]:
    for row in rows:
        if row.execution.adjustment_rate is not None:
            yield row.line.name, row.execution.adjustment_rate
