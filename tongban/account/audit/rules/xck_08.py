"""XCK-08: a running-cost rate that nothing in the report lets one check."""

from collections.abc import Iterator
from decimal import Decimal

from tongban.account.audit.arithmetic import HALF_CENT, column_sum, money
from tongban.account.audit.concepts import PUBLIC_COST_RATE, indicators_of, rate_from_basis
from tongban.account.audit.fragments import budget, self_evaluation
from tongban.account.audit.parameters import number
from tongban.account.audit.quantities import HUNDRED, percentage
from tongban.account.audit.report import Budget, Indicator, Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

TABLE = budget("基本支出|100||100|90|90.00%") + "\n"
ROW = self_evaluation("过程|公用经费控制率|<=100%|80%|部门决算|-20.00%|")

RULE = Rule(
    code="XCK-08",
    severity="warning",
    title=Words("公用经费控制率无法复核或与数据不符", "Running-cost rate cannot be checked, or is wrong"),
    why=Words(
        "控制率＝实际公用经费÷公用经费预算，没有这两个数就无从复核。",
        "The rate is actual ÷ budgeted running costs; without the two amounts it cannot be checked.",
    ),
    source=Words(
        "财预〔2013〕53号：公用经费控制率＝实际支出公用经费总额÷预算安排公用经费总额×100%",
        "MOF document 财预〔2013〕53号: actual running costs ÷ budgeted running costs × 100 %",
    ),
    parameters={"tolerance": HALF_CENT},
    fires=TABLE + ROW,
    silent=TABLE + ROW + "\n指标\t计算数据\n公用经费控制率\t24.00/30.00\n",
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find a running-cost rate without its two amounts, or one the amounts do not give.

    The amounts are the indicator's 计算数据, else the 公用经费 row of the composition by 经费性质.
    """
    for indicator in indicators_of(report, PUBLIC_COST_RATE):
        printed, (computed, figures) = indicator.actual.value, _computed(indicator, report.budget)
        if printed is None:
            continue
        if computed is None:
            yield _unproven(indicator, printed, report.budget)
        elif abs(printed - computed) > number(given, "tolerance"):
            yield _contradicted(indicator, computed, figures)


def _computed(indicator: Indicator, budget: Budget) -> tuple[Decimal | None, str]:
    """Return the rate the recorded amounts give, and the amounts."""
    rate = rate_from_basis(indicator)
    if rate is not None:
        return rate, indicator.basis.text
    for split in budget.splits:
        if split.name.text == "公用经费" and split.actual.value is not None and split.revised.value:
            rate = percentage(split.actual.value, split.revised.value)
            return rate, f"{split.actual.text}/{split.revised.text}"
    return None, ""


def _unproven(indicator: Indicator, printed: Decimal, budget: Budget) -> Finding:
    """Compose the finding, with the largest budget that the unspent basic money allows for."""
    basic = budget.of_level("basic")
    unspent = column_sum(basic, "revised") - column_sum(basic, "actual")
    zh, en = "", ""
    if basic and printed < HUNDRED and unspent > 0:
        bound = f"{money(unspent)} ÷ {(HUNDRED - printed) / HUNDRED} = {money(unspent * HUNDRED / (HUNDRED - printed))}"
        zh, en = f"；按基本支出未用数推算，公用经费预算不超过 {bound}", f"; it can be at most {bound}"
    return RULE.finding(
        indicator.actual,
        message=Words(
            f"{indicator.name.text} {indicator.actual.text} 无法复核：未列公用经费预算数和实际数{zh}",
            f"{indicator.name.text} {indicator.actual.text} cannot be checked: "
            f"budgeted and actual running costs are missing{en}",
        ),
        advice=Words(
            "在“计算数据”栏写明“实际公用经费/公用经费预算”，或按经费性质列示预算构成。",
            "Record “actual/budgeted running costs” under 计算数据, or split the total by 经费性质.",
        ),
        section="九",
        row=indicator.name.text,
        column="指标完成值",
        expected="计算数据",
    )


def _contradicted(indicator: Indicator, computed: Decimal, figures: str) -> Finding:
    said = f"{figures} = {computed}% ≠ {indicator.actual.text}"
    return RULE.finding(
        indicator.actual,
        severity="error",
        message=Words(f"{indicator.name.text}：{said}", f"{indicator.name.text}: {said}"),
        advice=Words("更正完成值或公用经费数。", "Correct the value or the running costs."),
        section="九",
        row=indicator.name.text,
        column="指标完成值",
        expected=f"{computed}%",
    )
