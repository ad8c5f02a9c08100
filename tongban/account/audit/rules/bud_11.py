"""BUD-11: a line that the key tasks cite but explain only in part."""

from collections.abc import Iterator
from decimal import Decimal

from tongban.account.audit.arithmetic import amount, money
from tongban.account.audit.fragments import budget, tasks
from tongban.account.audit.links import lines_by_name, lines_of_task, spent_on
from tongban.account.audit.parameters import number
from tongban.account.audit.quantities import HUNDRED, percentage
from tongban.account.audit.report import BudgetLine, Report, Task
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

RULE = Rule(
    code="BUD-11",
    severity="warning",
    title=Words("任务只说明了项目支出的一小部分", "Tasks explain too little of a line"),
    why=Words(
        "任务引用某项经费，却说不清大部分钱用在哪里，该项支出的绩效就无从评价。",
        "Where tasks cite a line but leave most of its money unexplained, its results cannot be judged.",
    ),
    source=Words("财政复核通行做法；比例可配置", "Practice of finance reviews; the limit is configurable"),
    parameters={"percent": Decimal(50)},
    fires=budget("委托业务费|400||400|400|100.00%")
    + "\n"
    + tasks("审批职能|报告评估|委托业务费|支付评估费 100 万元，评估项目 23 个"),
    silent=budget("委托业务费|400||400|400|100.00%")
    + "\n"
    + tasks("审批职能|报告评估|委托业务费|支付评估费 200 万元，评估项目 23 个"),
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find cited lines of which the tasks' amounts explain less than the limit."""
    percent = number(given, "percent")
    for line, citing in _cited(report):
        if line.actual.is_unread or any(task.spent.is_unread for task in citing):
            continue
        actual = amount(line.actual)
        explained = sum((spent_on(task) or Decimal(0) for task in citing), Decimal(0))
        if explained * HUNDRED < actual * percent:
            yield _finding(line, len(citing), explained, actual)


def _cited(report: Report) -> list[tuple[BudgetLine, list[Task]]]:
    """Return the lines that key tasks cite, each with the tasks."""
    cited: dict[str, tuple[BudgetLine, list[Task]]] = {}
    by_name = lines_by_name(report)
    for task in report.tasks:
        for line in lines_of_task(task, by_name):
            cited.setdefault(line.name.text, (line, []))[1].append(task)
    return list(cited.values())


def _finding(line: BudgetLine, count: int, explained: Decimal, actual: Decimal) -> Finding:
    formula = f"{money(explained)} ÷ {money(actual)} = {percentage(explained, actual)}%"
    rest = f"{money(actual - explained)} ({percentage(actual - explained, actual)}%)"
    return RULE.finding(
        line.actual,
        message=Words(
            f"{line.name.text}：{count} 项任务只说明了 {formula}，其余 {rest} 未说明用途",
            f"{line.name.text}: {count} tasks explain {formula}; {rest} is left open",
        ),
        advice=Words(
            "在重点任务表填写各任务的“使用金额（万元）”，或补列使用该经费的任务。",
            "Record what each task used (使用金额) in the task table, or add the tasks that used this line.",
        ),
        section="七",
        row=line.name.text,
        column="实际支出数",
        expected=f"Σ 使用金额 = {money(actual)}",
    )
