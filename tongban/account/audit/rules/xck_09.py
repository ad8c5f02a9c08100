"""XCK-09: a change of the three public costs without the amounts of the two years."""

from collections.abc import Iterator
from decimal import Decimal

from tongban.account.audit.arithmetic import HALF_CENT
from tongban.account.audit.concepts import THREE_PUBLIC_CHANGE, indicators_of, rate_from_basis
from tongban.account.audit.fragments import self_evaluation
from tongban.account.audit.parameters import number
from tongban.account.audit.report import Indicator, Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

ROW = self_evaluation("过程|“三公经费”变动率|<=0%|-22.22%|部门决算|100%|")

RULE = Rule(
    code="XCK-09",
    severity="warning",
    title=Words("“三公经费”变动率无两年数据", "Change of the three public costs without the amounts"),
    why=Words(
        "变动率由两年的“三公经费”数算出，没有金额就无从复核。",
        "The change follows from two years' amounts; without them it cannot be checked.",
    ),
    source=Words(
        "财预〔2013〕53号：“三公经费”变动率＝（本年度－上年度）÷上年度×100%",
        "MOF document 财预〔2013〕53号: (this year − last year) ÷ last year × 100 %",
    ),
    parameters={"tolerance": HALF_CENT},
    fires=ROW,
    silent=ROW + "\n指标\t计算数据\n“三公经费”变动率\t7.00/9.00\n",
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find a change without this and last year's amounts (计算数据 a/b), or one they do not give."""
    for indicator in indicators_of(report, THREE_PUBLIC_CHANGE):
        printed, computed = indicator.actual.value, rate_from_basis(indicator, change=True)
        if printed is None:
            continue
        if computed is None:
            yield _unproven(indicator)
        elif abs(printed - computed) > number(given, "tolerance"):
            yield _contradicted(indicator, computed)


def _unproven(indicator: Indicator) -> Finding:
    return RULE.finding(
        indicator.actual,
        message=Words(
            f"{indicator.name.text} {indicator.actual.text} 无法复核：未列本年和上年金额",
            f"{indicator.name.text} {indicator.actual.text} cannot be checked: the two years' amounts are missing",
        ),
        advice=Words(
            "在“计算数据”栏写明“本年数/上年数”（因公出国、公车、接待合计），并注明预算或决算口径。",
            "Record “this year/last year” under 计算数据 and say whether budget or actual amounts.",
        ),
        section="九",
        row=indicator.name.text,
        column="指标完成值",
        expected="计算数据",
    )


def _contradicted(indicator: Indicator, computed: Decimal) -> Finding:
    this_year, _, last_year = indicator.basis.text.partition("/")
    said = f"({this_year} − {last_year}) ÷ {last_year} = {computed}% ≠ {indicator.actual.text}"
    return RULE.finding(
        indicator.actual,
        severity="error",
        message=Words(f"{indicator.name.text}：{said}", f"{indicator.name.text}: {said}"),
        advice=Words("更正完成值或计算数据。", "Correct the value or the recorded figures."),
        section="九",
        row=indicator.name.text,
        column="指标完成值",
        expected=f"{computed}%",
    )
