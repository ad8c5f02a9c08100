"""What the budget offers rooms below to choose from: the lines of the year's budget."""

from collections.abc import Callable, Mapping
from datetime import date

from tongban.account.budget.models import Budget, BudgetLine, Validity
from tongban.ground.people.places import departments_above


def lines_of_year(department_id: int, on: date) -> list[str]:
    """Return the lines of the budget that a department spends from in a year: of the valid account, else of the drafts."""
    budgets = Budget.objects.filter(department__in=departments_above(department_id), year=on.year)
    chosen = budgets.filter(validity=Validity.VALID) or budgets
    lines = BudgetLine.objects.filter(budget__in=chosen.values("pk"))
    return list(lines.order_by("position", "pk").values_list("name", flat=True))


OFFERED: Mapping[str, Callable[[int, date], list[str]]] = {"budget line": lines_of_year}
