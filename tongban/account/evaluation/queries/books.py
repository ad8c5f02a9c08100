"""The books behind a report: lines to the cent, what indicators follow, so that it can be taken in again whole."""

from tongban.account.audit.report import BookChange, BookIndicator, BookLine, Books
from tongban.account.budget.queries import BudgetRow, standing_adjustments
from tongban.account.evaluation.queries.account import Account


def books_of(account: Account) -> Books:
    """Return the books of a year as its own JSON takes them along."""
    changes: dict[int, list[BookChange]] = {}
    for each in standing_adjustments(account.evaluation.budget):
        said = BookChange(each.kind, each.amount_yuan, str(each.decided_on), each.reason, each.document)
        changes.setdefault(each.line_id, []).append(said)
    return Books(
        lines=tuple(_line(row, changes.get(row.line.pk, [])) for row in account.sheet.rows),
        indicators=tuple(
            BookIndicator(each.name, each.bound_to, each.attained, each.verdict, each.zero_cap)
            for each in account.indicators
            if each.bound_to or each.verdict or each.attained is not None or each.zero_cap is not None
        ),
    )


def _line(row: BudgetRow, changes: list[BookChange]) -> BookLine:
    line = row.line
    return BookLine(
        kind=line.kind,
        name=line.name,
        initial_yuan=line.initial_yuan,
        spent_yuan=row.execution.spent,
        unit=line.unit.name if line.unit else "",
        funding=line.funding,
        function_class=line.function_class,
        economic_class=line.economic_class,
        nature=line.nature,
        is_procurement=line.is_procurement,
        cause=line.cause,
        changes=tuple(changes),
    )
