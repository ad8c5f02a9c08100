"""XCK-02: payment progress against the execution rate."""

from collections.abc import Iterator
from decimal import Decimal

from tongban.account.audit.arithmetic import HALF_CENT, execution_rates
from tongban.account.audit.concepts import PAYMENT_PROGRESS, basis_of, indicators_of, rate_from_basis
from tongban.account.audit.fragments import budget, self_evaluation
from tongban.account.audit.parameters import number
from tongban.account.audit.quantities import percentage
from tongban.account.audit.report import Indicator, Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

TABLE = budget("预算总金额|100||100|95|95.00%") + "\n"

RULE = Rule(
    code="XCK-02",
    severity="error",
    title=Words("支付进度率与预算执行率矛盾", "Payment progress contradicts the execution rate"),
    why=Words(
        "年末计划进度为 100%，支付进度率就等于预算执行率。",
        "At year end the planned progress is 100 %, so payment progress equals the execution rate.",
    ),
    source=Words(
        "财预〔2013〕53号：支付进度率＝实际支付进度÷既定支付进度×100%；计划进度可配置",
        "MOF document 财预〔2013〕53号: actual ÷ planned progress × 100 %; the plan is configurable",
    ),
    parameters={"planned": Decimal(100), "tolerance": HALF_CENT},
    fires=TABLE + self_evaluation("过程|支付进度符合率|=100%|100%|部门决算|0.00%|"),
    silent=TABLE + self_evaluation("过程|支付进度符合率|=100%|95%|部门决算|-5.00%|年末集中结算"),
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find a payment progress that neither follows from the execution rate nor from declared figures.

    Declared figures (计算数据 a/b) count when a is the execution rate and b the progress that was planned.
    """
    rates, tolerance = execution_rates(report.budget), number(given, "tolerance")
    for indicator in indicators_of(report, PAYMENT_PROGRESS) if rates else ():
        printed = indicator.actual.value
        expected = [percentage(rate, number(given, "planned")) for rate in rates]
        if printed is None or any(abs(printed - rate) <= tolerance for rate in expected if rate is not None):
            continue
        if not _is_declared(indicator, rates, tolerance):
            yield _finding(indicator, rates[0], number(given, "planned"), f"{expected[0]}%")


def _is_declared(indicator: Indicator, rates: tuple[Decimal, ...], tolerance: Decimal) -> bool:
    """Say whether the recorded figures divide the execution rate and give the printed progress."""
    basis, rate = basis_of(indicator), rate_from_basis(indicator)
    if basis is None or rate is None or indicator.actual.value is None:
        return False
    return basis[0] in rates and abs(rate - indicator.actual.value) <= tolerance


def _finding(indicator: Indicator, rate: Decimal, planned: Decimal, expected: str) -> Finding:
    formula = f"{rate}% ÷ {planned}% × 100% = {expected}"
    return RULE.finding(
        indicator.actual,
        message=Words(
            f"{indicator.name.text} {indicator.actual.text}，但年末应为 {formula}",
            f"{indicator.name.text} {indicator.actual.text}, but at year end it is {formula}",
        ),
        advice=Words(
            "按预算执行率更正；计划进度另有规定的，在“计算数据”栏写明“执行率/计划进度”。",
            "Correct it, or record “execution rate/planned progress” under 计算数据.",
        ),
        section="九",
        row=indicator.name.text,
        column="指标完成值",
        expected=expected,
    )
