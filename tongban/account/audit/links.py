"""Which budget lines a task or an indicator belongs to: as declared, else as its text names them."""

from decimal import Decimal

from tongban.account.audit.prose import mentions_of, squeezed
from tongban.account.audit.report import BudgetLine, Cell, Indicator, Report, Task

PAYING = ("支付", "支出", "使用", "列支", "花费", "投入", "费用", "经费")


def lines_named(text: str, report: Report) -> tuple[BudgetLine, ...]:
    """Return the budget lines a text names; a name inside a longer name that is also there does not count."""
    text = squeezed(text)
    if not text:
        return ()
    named = [
        line for line in report.budget.lines if line.level == "line" and squeezed(line.name.text) in text
    ]
    if len(named) < 2:
        return tuple(named)
    names = [squeezed(line.name.text) for line in named]
    return tuple(
        line
        for line, name in zip(named, names, strict=True)
        if not any(name != other and name in other for other in names)
    )


def lines_of_task(task: Task, report: Report) -> tuple[BudgetLine, ...]:
    """Return the lines a key task is paid from: the declared ones, else those its content names."""
    return lines_named(task.budget_line.text or task.content.text, report)


def lines_of_indicator(indicator: Indicator, report: Report) -> tuple[BudgetLine, ...]:
    """Return the lines an indicator is paid from: the declared ones, else those its source names."""
    return lines_named(indicator.budget_line.text or indicator.source.text, report)


def money_told(cell: Cell) -> Decimal | None:
    """Return what a text says was paid, in 10,000 yuan, or None where it names no payment."""
    paid = [
        mention.money
        for mention in mentions_of(cell)
        if mention.money is not None and any(word in mention.before for word in PAYING)
    ]
    return sum(paid, Decimal(0)) if paid else None


def spent_on(task: Task) -> Decimal | None:
    """Return what a task cost: its own column, else what its text says was paid."""
    return task.spent.value if task.spent.value is not None else money_told(task.completion)
