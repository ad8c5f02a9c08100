"""XCK-01: the carry-over rate against the money that was not spent."""

from collections.abc import Iterator
from decimal import Decimal

from tongban.account.audit.arithmetic import HALF_CENT, amount, holds, money, spent, total_of
from tongban.account.audit.concepts import CARRY_OVER_RATE, indicators_of
from tongban.account.audit.fragments import budget, self_evaluation
from tongban.account.audit.parameters import number
from tongban.account.audit.quantities import HUNDRED, percentage
from tongban.account.audit.report import BudgetLine, Indicator, Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

TABLE = budget("预算总金额|100||100|95|95.00%") + "\n"
ROW = self_evaluation("过程|结转结余率|=0%|0%|部门决算|0%|")

RULE = Rule(
    code="XCK-01",
    severity="error",
    title=Words("结转结余率与预算执行情况矛盾", "Carry-over rate contradicts the budget table"),
    why=Words(
        "没花完又没有被财政收回的钱就是结转结余，两处数字必须一致。",
        "What was neither spent nor taken back is carried over or left; both places must agree.",
    ),
    source=Words(
        "财预〔2013〕53号结转结余率；预算法实施条例第五十条",
        "Carry-over rate of 财预〔2013〕53号; Budget Law Regulation Art. 50",
    ),
    parameters={"tolerance": HALF_CENT},
    fires=TABLE + ROW,
    silent=TABLE + "财政收回数（万元）：5\n\n" + ROW,
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find a carry-over rate that is not (adjusted budget − spending − taken back) ÷ adjusted budget.

    A rate that fits the printed execution rate is left to BUD-02, one that fits initial + adjustment to BUD-01.
    """
    total = total_of(report.budget)
    if total is None or not total.revised.value or spent(total) is None or report.budget.taken_back.is_unread:
        return
    tolerance = number(given, "tolerance")
    for indicator in indicators_of(report, CARRY_OVER_RATE):
        printed = indicator.actual.value
        expected = percentage(_left(report, total), total.revised.value)
        if printed is None or expected is None or abs(printed - expected) <= tolerance:
            continue
        if not (
            _fits_the_rate(report, total, printed, tolerance * 3) or _fits_the_row(report, total, printed)
        ):
            yield _finding(report, total, indicator, expected)


def _left(report: Report, total: BudgetLine) -> Decimal:
    """Return what was neither spent nor taken back."""
    return amount(total.revised) - (spent(total) or Decimal(0)) - amount(report.budget.taken_back)


def _fits_the_rate(report: Report, total: BudgetLine, printed: Decimal, tolerance: Decimal) -> bool:
    """Say whether the printed execution rate leaves what the indicator says."""
    if total.rate.value is None:
        return False
    taken = amount(report.budget.taken_back) / amount(total.revised) * HUNDRED
    return abs(HUNDRED - total.rate.value - taken - printed) <= tolerance


def _fits_the_row(report: Report, total: BudgetLine, printed: Decimal) -> bool:
    """Say whether the rate follows from initial + adjustment where the printed adjusted budget is wrong."""
    whole = amount(total.initial) + amount(total.adjustment)
    left = whole - (spent(total) or Decimal(0)) - amount(report.budget.taken_back)
    return not holds(total) and percentage(left, whole) == printed


def _finding(report: Report, total: BudgetLine, indicator: Indicator, expected: Decimal) -> Finding:
    revised, actual = amount(total.revised), spent(total) or Decimal(0)
    taken = amount(report.budget.taken_back)
    formula = (
        f"({money(revised)} − {money(actual)} − {money(taken)}) ÷ {money(revised)} × 100% "
        f"= {money(_left(report, total))} ÷ {money(revised)} = {expected}%"
    )
    return RULE.finding(
        indicator.actual,
        message=Words(
            f"结转结余率 {indicator.actual.text}，但按预算表为 {formula}",
            f"Carry-over rate {indicator.actual.text}, but the budget table gives {formula}",
        ),
        advice=Words(
            "更正结转结余率；已被财政收回的，在预算表下注明“财政收回数（万元）”。",
            "Correct the rate, or state below the budget table what finance took back (财政收回数（万元）).",
        ),
        section="九",
        row=indicator.name.text,
        column="指标完成值",
        expected=f"{expected}%",
    )
