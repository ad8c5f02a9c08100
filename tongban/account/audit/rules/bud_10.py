"""BUD-10: low execution without a cause."""

from collections.abc import Iterator
from decimal import Decimal

from tongban.account.audit.arithmetic import amount, is_cut, judged_rate, money, share
from tongban.account.audit.fragments import budget
from tongban.account.audit.parameters import number
from tongban.account.audit.report import Budget, BudgetLine, Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

RULE = Rule(
    code="BUD-10",
    severity="warning",
    title=Words("执行率偏低未说明原因", "Low execution without a cause"),
    why=Words(
        "钱没花完要么是预算编高，要么是事没做成；年中已核减仍未用完的更说明预算不实。",
        "Unspent money means an inflated budget or work not done; all the more where the line was cut already.",
    ),
    source=Words(
        "地方自评表：执行率低于 90% 须说明原因；红线 60% 和“已核减仍低”可配置",
        "Local forms: below 90 % a reason is due; the red line of 60 % is configurable",
    ),
    parameters={"percent": Decimal(90), "red_percent": Decimal(60)},
    fires=budget("专项培训费|36.75|-7.35|29.4|8.45|28.74%"),
    silent=budget("专项培训费|10||10|8|80.00%", "体检费|10||10|9|90.00%")
    + "\n预算项目\t执行偏差原因\n专项培训费\t两期培训因疫情取消\n",
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find lines that spent too little and say no cause; an error where hardly used, or cut and still not used.

    Sums are left alone where their lines are listed: the lines explain them.
    """
    percent, red = number(given, "percent"), number(given, "red_percent")
    for line in _leaves(report.budget):
        rate = judged_rate(line)
        if rate is not None and rate < percent and not line.cause:
            yield _finding(line, rate, percent, is_red=rate < red or is_cut(line))


def _leaves(budget: Budget) -> Iterator[BudgetLine]:
    """Yield the rows that no other row splits up."""
    split = {"total"} | ({"project"} if budget.of_level("line") else set())
    return (line for line in budget.lines if line.level not in split)


def _finding(line: BudgetLine, rate: Decimal, percent: Decimal, *, is_red: bool) -> Finding:
    actual, revised, initial = amount(line.actual), amount(line.revised), amount(line.initial)
    formula = f"{money(actual)} ÷ {money(revised)} = {rate}%"
    zh, en = "", ""
    if is_cut(line):
        change = amount(line.adjustment)
        cut = f"{money(change)} ÷ {money(initial)} = {share(change, initial)}"
        zh, en = f"；年中已核减 {cut}，仍未用完", f"; already cut by {cut} and still not used"
    unspent = money(revised - actual)
    return RULE.finding(
        line.rate,
        severity="error" if is_red else "warning",
        message=Words(
            f"{line.name.text}：{formula}，低于 {percent}%，未用 {unspent}{zh}，未说明原因",
            f"{line.name.text}: {formula}, below {percent} %, unspent {unspent}{en}; no cause",
        ),
        advice=Words(
            "在预算执行说明的“执行偏差原因”栏写明原因，并据此核减或调整下年预算。",
            "Record the cause under 执行偏差原因 in the budget annex and adjust next year's budget.",
        ),
        section="七",
        row=line.name.text,
        column="执行率",
        expected=f"≥ {percent}%",
    )
