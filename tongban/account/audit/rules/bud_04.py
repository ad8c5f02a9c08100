"""BUD-04: spending above the adjusted budget."""

from collections.abc import Iterator
from decimal import Decimal

from tongban.account.audit.arithmetic import HALF_CENT, amount, money, spent, unlisted
from tongban.account.audit.fragments import budget
from tongban.account.audit.report import BudgetLine, Report
from tongban.account.audit.rule import Finding, Given, Rule, Severity
from tongban.account.audit.words import Words

RULE = Rule(
    code="BUD-04",
    severity="error",
    title=Words("实际支出超过调整预算", "Spending above the adjusted budget"),
    why=Words(
        "支出必须以批准的预算为依据；超出部分要么无预算支出，要么漏列追加。",
        "Spending needs an approved budget: what exceeds it was spent without one, or a supplement is missing.",
    ),
    source=Words(
        "预算法第十三条：未列入预算的不得支出；舍入容差内的只作提醒",
        "Budget Law Art. 13: nothing outside the budget may be spent; within rounding only a warning",
    ),
    fires=budget("体检费|10||10|10.5|105.00%"),
    silent=budget("体检费|10||10|10|100.00%", "宣传费|10||10|10.2|102.00%")
    + "\n预算项目\t执行偏差原因\n宣传费\t中标价高于预算\n",
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find rows, and the implied row of money no line shows, that spent more than their budget.

    A recorded cause answers it; a sum is left alone where one of its parts is over: there it is found or explained.
    """
    over_parts = _sums_with_over_parts(report)
    for line in report.budget.lines:
        if line.cause or line.level in over_parts:
            continue
        over = (spent(line) or Decimal(0)) - (line.revised.value or Decimal(0))
        if over > 0 and line.revised.value is not None:
            yield _over(line, over)
    hidden = unlisted(report.budget)
    if hidden and hidden.actual > hidden.revised:
        within = hidden.actual - hidden.revised <= hidden.family.tolerance
        yield _implied(hidden.family.parent, hidden.revised, hidden.actual, "warning" if within else "error")


def _sums_with_over_parts(report: Report) -> set[str]:
    """Return the levels of the sums of which a printed part, or a part of that, spent more than its budget."""
    over = {line.level for line in report.budget.lines if amount(line.actual) > amount(line.revised)}
    sums = {"project"} if "line" in over else set()
    return sums | {"total"} if over & {"basic", "project", "line"} else sums


def _over(line: BudgetLine, over: Decimal) -> Finding:
    mild = over <= HALF_CENT * 2
    formula = f"{money(amount(line.actual))} − {money(amount(line.revised))} = {money(over)}"
    return RULE.finding(
        line.actual,
        severity="warning" if mild else "error",
        message=Words(
            f"{line.name.text}：实际支出超过调整预算，{formula}",
            f"{line.name.text}: actual spending exceeds the adjusted budget, {formula}",
        ),
        advice=Words(
            "补列追加预算或上年结转的批文；确属超支的，说明原因并纳入整改。",
            "Add the approved supplement or carry-over; where money was overspent, record the cause and correct it.",
        ),
        section="七",
        row=line.name.text,
        column="实际支出数",
        expected=f"≤ {money(amount(line.revised))}",
    )


def _implied(parent: BudgetLine, revised: Decimal, actual: Decimal, severity: Severity) -> Finding:
    difference = money(revised - actual)
    return RULE.finding(
        parent.actual,
        severity=severity,
        message=Words(
            f"未列出的项目合计支出 {money(actual)}，大于其预算 {money(revised)}（差 {difference}）",
            f"The lines not listed spent {money(actual)} on a budget of {money(revised)} ({difference})",
        ),
        advice=Words(
            "列出这些项目并核对各自的预算和支出；差额在舍入容差内的，列出后即消除。",
            "List these projects with budget and spending; a gap within rounding disappears with that.",
        ),
        section="七",
        row=parent.name.text,
        column="实际支出数",
        printed=money(actual),
        expected=f"≤ {money(revised)}",
    )
