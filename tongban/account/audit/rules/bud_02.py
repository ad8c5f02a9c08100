"""BUD-02: the printed execution rate is actual ÷ adjusted budget."""

from collections.abc import Iterator
from decimal import Decimal

from tongban.account.audit.arithmetic import HALF_CENT, amount, execution, holds, money, spent
from tongban.account.audit.fragments import budget
from tongban.account.audit.parameters import number
from tongban.account.audit.quantities import percentage
from tongban.account.audit.report import BudgetLine, Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

RULE = Rule(
    code="BUD-02",
    severity="error",
    title=Words("执行率算错", "Execution rate is wrong"),
    why=Words(
        "执行率必须能由同一行的实际支出数和调整预算数算出。",
        "The execution rate must follow from the actual and the adjusted budget of its own row.",
    ),
    source=Words(
        "财预〔2013〕53号：预算完成率＝预算完成数÷预算数×100%",
        "MOF document 财预〔2013〕53号: completion rate = completed ÷ budget × 100 %",
    ),
    parameters={"tolerance": HALF_CENT},
    fires=budget("体检费|10||10|9|91.00%"),
    silent=budget("体检费|10||10|9|90.00%", "调研费|8||8||0.00%"),
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find rates that do not follow from their row.

    A rate that fits initial + adjustment is left to BUD-01: there the adjusted budget is what is wrong.
    """
    tolerance = number(given, "tolerance")
    for line in report.budget.lines:
        printed, computed = line.rate.value, execution(line)
        if printed is None or line.revised.value is None or spent(line) is None:
            continue
        if computed is None or (abs(printed - computed) > tolerance and not _fits_the_row(line, tolerance)):
            yield _finding(line, computed)


def _fits_the_row(line: BudgetLine, tolerance: Decimal) -> bool:
    """Say whether the rate is right and only the printed adjusted budget is wrong."""
    if holds(line) or line.rate.value is None:
        return False
    computed = percentage(spent(line) or Decimal(0), amount(line.initial) + amount(line.adjustment))
    return computed is not None and abs(line.rate.value - computed) <= tolerance


def _finding(line: BudgetLine, computed: Decimal | None) -> Finding:
    expected = "—" if computed is None else f"{computed}%"
    formula = f"{money(spent(line) or Decimal(0))} ÷ {line.revised.text} × 100% = {expected}"
    return RULE.finding(
        line.rate,
        message=Words(
            f"{line.name.text}：{formula}，表内为 {line.rate.text}",
            f"{line.name.text}: {formula}, printed {line.rate.text}",
        ),
        advice=Words(
            "按实际支出数÷调整预算数重算，四舍五入保留两位；预算为 0 时填“—”。",
            "Recompute actual ÷ adjusted budget, half up, two places; print a dash where the budget is 0.",
        ),
        section="七",
        row=line.name.text,
        column="执行率",
        expected=expected,
    )
