"""BUD-09: spending far above the initial budget, with no word on what the rate is measured against."""

from collections.abc import Iterator
from decimal import Decimal

from tongban.account.audit.arithmetic import amount, holds, money
from tongban.account.audit.fragments import budget
from tongban.account.audit.parameters import number
from tongban.account.audit.quantities import percentage
from tongban.account.audit.report import Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

RULE = Rule(
    code="BUD-09",
    severity="info",
    title=Words("实际支出远超年初预算且未注明执行率口径", "Spending far above the initial budget"),
    why=Words(
        "对调整预算执行率不到 100%，对年初预算却可能超过 100%；不注明口径，读者会误解。",
        "Below 100 % of the adjusted budget may be far above 100 % of the initial one; the basis must be said.",
    ),
    source=Words(
        "财预〔2013〕53号口径；比例可配置", "Definitions of 财预〔2013〕53号; the limit is configurable"
    ),
    parameters={"percent": Decimal(110)},
    fires=budget("预算总金额|100|40|140|130|92.86%"),
    silent=budget("预算总金额|100|40|140|130|92.86%") + "\n执行率口径：实际支出数÷调整预算数\n",
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find rows that spent far more than their initial budget while the rate's basis is not declared.

    Where a row does not add up, its initial budget may be what is wrong: BUD-01 has found it.
    """
    if report.budget.rate_basis:
        return
    percent = number(given, "percent")
    for line in report.budget.lines:
        if not holds(line):
            continue
        initial, actual = amount(line.initial), amount(line.actual)
        rate = percentage(actual, initial)
        if rate is None or rate <= percent:
            continue
        yield RULE.finding(
            line.actual,
            message=Words(
                f"{line.name.text}：实际支出为年初预算的 {money(actual)} ÷ {money(initial)} = {rate}%"
                f"（多 {money(actual - initial)}），未注明执行率以哪个预算数为分母",
                f"{line.name.text}: spending is {money(actual)} ÷ {money(initial)} = {rate} % of the initial "
                f"budget (+{money(actual - initial)}); the denominator of the rate is not stated",
            ),
            advice=Words(
                "在表下注明“执行率口径：实际支出数÷调整预算数”，并说明超出年初预算的原因。",
                "State the basis of the rate (执行率口径) below the table and explain the increase.",
            ),
            section="七",
            row=line.name.text,
            column="实际支出数",
            expected="执行率口径",
        )
