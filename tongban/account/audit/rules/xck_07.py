"""XCK-07: basic data rated complete in a report with empty mandatory fields."""

from collections.abc import Iterator
from decimal import Decimal

from tongban.account.audit.concepts import BASIC_DATA, Direction, directions, indicators_of, is_met
from tongban.account.audit.fragments import self_evaluation
from tongban.account.audit.parameters import number
from tongban.account.audit.report import Indicator, Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

RULE = Rule(
    code="XCK-07",
    severity="warning",
    title=Words("基础信息称完善，必填栏却有空白", "Basic data “complete”, mandatory fields empty"),
    why=Words(
        "来源和原因大量空白，本身就说明基础信息不完善。",
        "Many empty sources and causes show by themselves that the basic data are not complete.",
    ),
    source=Words(
        "财预〔2013〕53号：基础信息真实、完整、准确；少于界限的空白由 EVD-01、IND-01 逐处指出",
        "MOF document 财预〔2013〕53号; fewer blanks than the limit are left to EVD-01 and IND-01",
    ),
    parameters={"blanks": 3, "percent": Decimal(20)},
    fires=self_evaluation(
        "过程|基础信息完善性|完善|完善||0%|",
        "履职|评估数量|≥30 个|23 个||-23.33%|",
        "效益|办结率|≥90%|90%||0.00%|",
    ),
    silent=self_evaluation(
        "过程|基础信息完善性|完善|完善|台账|0%|", "履职|评估数量|≥30 个|23 个|台账|-23.33%|减少"
    ),
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find “complete” basic data while sources, or causes of deviations, are blank in several rows.

    A cause is due where the target was missed or passed by more than the limit.
    """
    rated = [indicator for indicator in indicators_of(report, BASIC_DATA) if is_met(indicator)]
    if not rated:
        return
    sources = sum([not row.source for row in report.indicators])
    large = number(given, "percent")
    causes = sum([not row.cause and _needs_cause(row, side, large) for row, side in directions(report)])
    if sources + causes < number(given, "blanks"):
        return
    for indicator in rated:
        yield RULE.finding(
            indicator.actual,
            message=Words(
                f"{indicator.name.text}填“{indicator.actual.text}”，但 {sources} 项无来源、{causes} 项应说明的偏差无原因",
                f"{indicator.name.text} is “{indicator.actual.text}”, but {sources} rows lack a source "
                f"and {causes} deviations the cause they need",
            ),
            advice=Words(
                "补齐来源和原因，或按实际改为未达标并说明。",
                "Fill in sources and causes, or rate it as not met and say why.",
            ),
            section="九",
            row=indicator.name.text,
            column="指标完成值",
        )


def _needs_cause(row: Indicator, side: Direction, large: Decimal) -> bool:
    return side == "adverse" or bool(row.deviation.value and abs(row.deviation.value) > large)
