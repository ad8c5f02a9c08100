"""FMT-02: operators and units in mixed forms."""

from collections.abc import Iterator
from decimal import Decimal

from tongban.account.audit.fragments import self_evaluation
from tongban.account.audit.parameters import number
from tongban.account.audit.prose import ALIKE, MONEY, Mention, likeness, measures_one_of, statements
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
        "“<=”与“≤”混用，目标和完成值、表和文字单位不同，容易误读、误比。",
        "Mixing “<=” with “≤”, or different units for target and actual, table and text, invites misreading.",
    ),
    source=Words("填表要求：同一表用同一种符号和单位", "The form: one kind of sign and unit in one table"),
    fires=self_evaluation("履职|大厅办件数量|≥30 件|30 份|审批系统|0.00%|"),
    parameters={"likeness": ALIKE},
    silent=self_evaluation("履职|大厅办件数量|≥30 件|30 件|审批系统|0.00%|"),
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find the rarer operators of a table that mixes two kinds, and values printed in two units."""
    mixed = any(row.target.text.startswith(CHINESE) for row in report.indicators)
    for row in report.indicators:
        target, actual = row.target, row.actual
        sign = target.text[:2]
        if mixed and sign in SIGNS:
            yield _operator(row, sign)
        if target.unit != actual.unit and target.value is not None and actual.value is not None:
            yield _unit(row)
    yield from _in_the_text(report, number(given, "likeness"))


def _in_the_text(report: Report, least: Decimal) -> Iterator[Finding]:
    """Find values that the text gives in round numbers of another unit; where it gives them exactly, see XCK-10."""
    counted = [
        row for row in report.indicators if row.actual.value and row.actual.unit not in ("", "%", *MONEY)
    ]
    for mention in statements(report) if counted else ():
        if mention.bound or mention.unit in ("%", *MONEY) or mention.step <= 1:
            continue
        near = [
            row
            for row in counted
            if mention.value != row.actual.value
            and mention.fits(row.actual.value or Decimal(0))
            and likeness(row.name.text, mention.about) >= least
        ]
        if near and not measures_one_of(mention, counted):
            yield from (_told(row, mention) for row in near)


def _operator(row: Indicator, sign: str) -> Finding:
    return RULE.finding(
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


def _told(row: Indicator, mention: Mention) -> Finding:
    said = f"{mention.before[-16:]}{mention.value.normalize():f}{mention.unit}"
    return RULE.finding(
        row.actual,
        message=Words(
            f"完成值单位为“{row.actual.unit}”，文字中为“{mention.unit}”（{said}）",
            f"The actual is in “{row.actual.unit}”, the text in “{mention.unit}” ({said})",
        ),
        advice=Words("同一数据在表和文字中用同一单位。", "Use one unit for one measure in table and text."),
        section="九",
        row=row.name.text,
        column="指标完成值",
        expected=row.actual.unit,
    )


def _unit(row: Indicator) -> Finding:
    target, actual = row.target.unit, row.actual.unit
    return RULE.finding(
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
