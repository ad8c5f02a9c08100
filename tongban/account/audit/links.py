"""Which budget lines a task or an indicator belongs to: as declared, else as its text names them."""

from collections.abc import Mapping
from decimal import Decimal

from tongban.account.audit.prose import has_any, mentions_of, without_spaces
from tongban.account.audit.report import BudgetLine, Cell, Indicator, Report, Task, cached_on_struct

PAYING = ("支付", "支出", "使用", "列支", "花费", "投入", "费用", "经费")
ByName = Mapping[str, BudgetLine]


@cached_on_struct
def lines_by_name(report: Report) -> ByName:
    """Return the budget lines by their names without spaces."""
    return {without_spaces(line.name.text): line for line in report.budget.of_level("line")}


def lines_named(text: str, lines: ByName) -> tuple[BudgetLine, ...]:
    """Return the budget lines a text names; a name inside a longer name that is also there does not count."""
    if not text:
        return ()
    text = without_spaces(text)
    named = [name for name in lines if name in text]
    if len(named) > 1:
        named = [name for name in named if not any(name != other and name in other for other in named)]
    return tuple([lines[name] for name in named])


def lines_of_task(task: Task, lines: ByName) -> tuple[BudgetLine, ...]:
    """Return the lines a key task is paid from: the declared ones, else those its content names."""
    return lines_named(task.budget_line.text or task.content.text, lines)


@cached_on_struct
def lines_of_indicators(report: Report) -> tuple[tuple[Indicator, tuple[BudgetLine, ...]], ...]:
    """Return the indicators, each with the lines it is paid from: the declared ones, else those its source names."""
    lines = lines_by_name(report)
    texts = [indicator.budget_line.text or indicator.source.text for indicator in report.indicators]
    read = {text: lines_named(text, lines) for text in set(texts)}
    return tuple([(indicator, read[text]) for indicator, text in zip(report.indicators, texts, strict=True)])


def money_in_text(cell: Cell) -> Decimal | None:
    """Return what a text says was paid, in 10,000 yuan, or None where it names no payment."""
    paid = [
        mention.money
        for mention in mentions_of(cell)
        if mention.money is not None and has_any(mention.before, PAYING)
    ]
    return sum(paid, Decimal(0)) if paid else None


def spent_on(task: Task) -> Decimal | None:
    """Return what a task cost: its own column, else what its text says was paid."""
    return task.spent.value if task.spent.value is not None else money_in_text(task.completion)
