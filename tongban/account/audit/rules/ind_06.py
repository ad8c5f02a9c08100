"""IND-06: far over the target, and nothing to compare with."""

from collections.abc import Iterator
from decimal import Decimal

from tongban.account.audit.concepts import counted
from tongban.account.audit.deviation import AT_LEAST, HIGHER, deviation_text, relative, table_head
from tongban.account.audit.fragments import annex, self_evaluation
from tongban.account.audit.parameters import number
from tongban.account.audit.report import Indicator, Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

ROW = "履职|大厅办件数量|≥220000 件|344300 件|业务系统|56.50%|"

RULE = Rule(
    code="IND-06",
    severity="warning",
    title=Words("大幅超额完成且无历史基准", "Far over the target without a baseline"),
    why=Words(
        "大幅超额常因目标定低；没有上年值，无法判断是成绩还是目标偏低。",
        "Far over the target often means too low a target; without last year's value nobody can tell.",
    ),
    source=Words(
        "财预〔2020〕10号：超额较多应说明并按偏离程度调减得分；界限 20%～30% 为地方做法，可配置",
        "MOF document 财预〔2020〕10号 on clear over-fulfilment; the limit (20–30 %) is local and configurable",
    ),
    parameters={"over_percent": Decimal(30), "minimum_rows": 5},
    fires=self_evaluation(ROW),
    silent=self_evaluation(ROW) + annex("上年值", "大厅办件数量|219000"),
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find unexplained over-fulfilment without a baseline, and a table without any baseline."""
    rows = counted(report)
    enough = len(rows) >= number(given, "minimum_rows")
    if enough and all(indicator.baseline.value is None for indicator in rows):
        yield _no_baseline(report, len(rows))
    for indicator in rows:
        if indicator.cause or indicator.baseline or not _asks_for_more(indicator):
            continue
        share = relative(indicator)
        if share is not None and share > number(given, "over_percent"):
            yield _over(indicator, given)


def _asks_for_more(indicator: Indicator) -> bool:
    operator = indicator.target.operator
    return operator in AT_LEAST or (operator == "=" and indicator.better.text == HIGHER)


def _over(indicator: Indicator, given: Given) -> Finding:
    limit, figures = number(given, "over_percent"), deviation_text(indicator)
    return RULE.finding(
        indicator.actual,
        message=Words(
            f"超额完成超过 {limit}%：{figures}，无上年值可比，目标可能偏低",
            f"More than {limit} % over the target: {figures}; no last-year value, the target may be too low",
        ),
        advice=Words(
            "登记上年值，或在原因分析中说明超额原因。", "Record last year's value, or explain the cause."
        ),
        section="九",
        row=indicator.name.text,
        column="指标完成值",
        expected=f"≤ +{limit}%",
    )


def _no_baseline(report: Report, count: int) -> Finding:
    return RULE.finding(
        table_head(report),
        message=Words(
            f"{count} 个定量指标均无上年值（基准）",
            f"None of the {count} quantitative indicators has a baseline",
        ),
        advice=Words("在指标说明中登记上年值。", "Record last year's values in the indicators' annex."),
        section="九",
        column="上年值",
        printed=f"0/{count}",
        expected="上年值",
    )
