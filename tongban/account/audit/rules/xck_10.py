"""XCK-10: one number used for two concepts."""

from collections.abc import Iterator
from decimal import Decimal

from tongban.account.audit.fragments import self_evaluation, tasks
from tongban.account.audit.parameters import number
from tongban.account.audit.prose import MONEY, Mention, likeness, measures_one_of, statements
from tongban.account.audit.report import Cell, Indicator, Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

ROW = self_evaluation("履职|新登记市场主体数量|≥3000 个|2483 个|登记系统|-17.23%|")

RULE = Rule(
    code="XCK-10",
    severity="warning",
    title=Words("同一数字用于两个概念", "One number under two concepts"),
    why=Words(
        "办件数和主体数、件和个不是一回事，却用了同一个数，至少有一处口径错了。",
        "Cases and entities are different things; where both bear one number, one of them is defined wrongly.",
    ),
    source=Words("财政复核通行做法；界限可配置", "Practice of finance reviews; the limits are configurable"),
    parameters={"smallest": Decimal(100), "likeness": Decimal("0.3")},
    fires=tasks("审批职能|市场主体登记||全年完成市场主体登记办件 2483 件") + "\n" + ROW,
    silent=tasks("审批职能|市场主体登记||全年完成市场主体登记办件 9120 件，新登记主体 2483 个") + "\n" + ROW,
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find an indicator whose exact number the text gives to a like thing in another unit.

    A 计算口径 that names the other unit explains the relation.
    """
    smallest, least = number(given, "smallest"), number(given, "likeness")
    said = [mention for mention in statements(report) if mention.value >= smallest and _is_count(mention)]
    counted = [row for row in report.indicators if row.actual.unit not in ("", "%")] if said else []
    for mention in said:
        equal = [
            indicator
            for indicator in counted
            if indicator.actual.value == mention.value
            and not mention.is_in(indicator.actual.unit)
            and likeness(indicator.name.text, mention.about) >= least
            and mention.unit not in indicator.formula.text
        ]
        if equal and not measures_one_of(mention, counted):
            for indicator in equal:
                if not _is_told(indicator, mention.cell, said):
                    yield _finding(indicator, mention)


def _is_told(indicator: Indicator, cell: Cell, said: list[Mention]) -> bool:
    """Say whether the same text also gives the indicator's number in the indicator's own unit."""
    own = indicator.actual
    return any(other.value == own.value and other.is_in(own.unit) for other in said if other.cell is cell)


def _is_count(mention: Mention) -> bool:
    return not mention.bound and mention.unit != "%" and mention.unit not in MONEY


def _finding(indicator: Indicator, mention: Mention) -> Finding:
    said = f"{mention.before[-16:]}{mention.value.normalize():f}{mention.unit}"
    where_zh, where_en = (
        (f"第 {mention.cell.line} 行", f"line {mention.cell.line}")
        if mention.cell.line
        else ("文字", "the text")
    )
    return RULE.finding(
        indicator.actual,
        message=Words(
            f"{indicator.name.text} {indicator.actual.text}，与{where_zh}“{said}”同数而概念、单位不同",
            f"{indicator.name.text} {indicator.actual.text}: same number as “{said}” in {where_en}, "
            "another concept and unit",
        ),
        advice=Words(
            "分别统计两个口径并填各自的数；确为一对一的，在“计算口径”栏说明。",
            "Count the two apart; where they match one to one, say so under 计算口径.",
        ),
        section="九",
        row=indicator.name.text,
        column="指标完成值",
    )
