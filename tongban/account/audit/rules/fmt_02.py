"""FMT-02: operators and units in mixed forms."""

from collections.abc import Iterator

from tongban.account.audit.fragments import self_evaluation
from tongban.account.audit.report import Indicator, Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

SIGNS = {">=": "≥", "<=": "≤", "=>": "≥", "=<": "≤", "==": "="}
CHINESE = ("≥", "≤", "≧", "≦")

RULE = Rule(
    code="FMT-02",
    severity="info",
    title=Words("运算符或计量单位混用", "Operators or units in mixed forms"),
    why=Words(
        "“<=”与“≤”混用、目标和完成值单位不同，容易误读、误比。",
        "Mixing “<=” with “≤”, or different units for target and actual, invites misreading.",
    ),
    source=Words("填表要求：同一表用同一种符号和单位", "The form: one kind of sign and unit in one table"),
    fires=self_evaluation("履职|大厅办件数量|≥30 件|30 份|审批系统|0.00%|"),
    silent=self_evaluation("履职|大厅办件数量|≥30 件|30 件|审批系统|0.00%|"),
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find the rarer operators of a table that mixes two kinds, and rows with two units."""
    mixed = any(row.target.text.startswith(CHINESE) for row in report.indicators)
    for row in report.indicators:
        sign = row.target.text[:2]
        if mixed and sign in SIGNS:
            yield _operator(row, sign)
        if (
            row.target.value is not None
            and row.actual.value is not None
            and row.target.unit != row.actual.unit
        ):
            yield _unit(row)


def _operator(row: Indicator, sign: str) -> Finding:
    return RULE.found(
        row.target,
        message=Words(
            f"运算符“{sign}”与表中的“≥”“≤”混用",
            f"“{sign}” in a table that elsewhere prints “≥” and “≤”",
        ),
        advice=Words("统一用“≥”“≤”。", "Use ≥ and ≤ throughout."),
        section="九",
        row=row.name.text,
        column="指标目标值",
        expected=SIGNS[sign] + row.target.text[2:],
    )


def _unit(row: Indicator) -> Finding:
    target, actual = row.target.unit, row.actual.unit
    return RULE.found(
        row.actual,
        message=Words(
            f"目标单位为“{target or '无'}”，完成值单位为“{actual or '无'}”",
            f"The target is in “{target or 'no unit'}”, the actual in “{actual or 'no unit'}”",
        ),
        advice=Words("目标值和完成值用同一单位。", "Use one unit for target and actual."),
        section="九",
        row=row.name.text,
        column="指标完成值",
        expected=target,
    )
