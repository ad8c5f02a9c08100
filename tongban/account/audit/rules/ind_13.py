"""IND-13: a printed deviation that differs from the formula."""

from collections.abc import Iterator
from decimal import Decimal

from tongban.account.audit.deviation import (
    POINTS,
    deviation_text,
    difference,
    own_or_label_cell,
    plain_number,
    relative,
)
from tongban.account.audit.fragments import self_evaluation
from tongban.account.audit.parameters import number
from tongban.account.audit.prose import NOTHING, has_any
from tongban.account.audit.quantities import rounded
from tongban.account.audit.report import Indicator, Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

RULE = Rule(
    code="IND-13",
    severity="error",
    title=Words("印出的偏差与公式不符", "Printed deviation differs from the formula"),
    why=Words(
        "偏差是可以复算的数，印错会误导评分和整改。",
        "A deviation can be recomputed; a wrong one misleads the score and the remedy.",
    ),
    source=Words(
        "自评表填表口径：（完成值−目标值）÷目标值×100%，四舍五入保留两位小数；目标为 0 见 IND-10",
        "The form's formula: (actual − target) ÷ target × 100 %, half up to two places; for a target of 0 see IND-10",
    ),
    parameters={"tolerance": Decimal("0.005")},
    fires=self_evaluation("过程|预算执行率|≥100%|94.78%|部门决算|-2.52%|支付较晚"),
    silent=self_evaluation("过程|预算执行率|≥100%|94.78%|部门决算|-5.22%|支付较晚"),
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find printed deviations that (actual − target) ÷ target × 100 does not give."""
    tolerance = number(given, "tolerance")
    for indicator in report.indicators:
        shown = indicator.deviation.value
        if shown is None:
            continue
        expected = _expected(indicator) if indicator.is_quantitative else _repeated(indicator)
        if expected is not None and abs(shown - expected) > tolerance:
            yield _wrong(indicator, expected)


def _repeated(indicator: Indicator) -> Decimal | None:
    """Return 0 where the result is the very word of the target; no formula applies to other words."""
    return NOTHING if indicator.actual.text == indicator.target.text else None


def _expected(indicator: Indicator) -> Decimal | None:
    """Return what should be printed, in the unit that is printed; None where no formula applies."""
    unit, own = indicator.deviation.unit, indicator.target.unit
    if has_any(unit, POINTS) or (unit and unit == own != "%"):
        gap = difference(indicator)
        return None if gap is None else rounded(gap)
    share = relative(indicator)
    return None if share is None else rounded(share)


def _wrong(indicator: Indicator, expected: Decimal) -> Finding:
    unit, printed = indicator.deviation.unit or "%", indicator.deviation.text
    figures = deviation_text(indicator) or f"“{indicator.actual.text}” = “{indicator.target.text}”"
    should = f"{plain_number(expected)}{unit}" if unit != "%" else f"{expected:f}%"
    return RULE.finding(
        own_or_label_cell(indicator.deviation, indicator.name),
        message=Words(
            f"偏差印为 {printed}，按公式应为 {should}：{figures}", f"{printed} printed, {should} by {figures}"
        ),
        advice=Words(
            "按公式更正偏差，或核对目标值与完成值。", "Correct the deviation, or check target and actual."
        ),
        section="九",
        row=indicator.name.text,
        column="偏差情况",
        expected=should,
    )
