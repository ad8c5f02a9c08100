"""IND-01: a deviation without a cause and a measure."""

from collections.abc import Iterator
from decimal import Decimal

from tongban.account.audit.concepts import directions
from tongban.account.audit.deviation import deviation_text, difference, own_or_label_cell, relative
from tongban.account.audit.fragments import annex, self_evaluation
from tongban.account.audit.parameters import number
from tongban.account.audit.report import Indicator, Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

RULE = Rule(
    code="IND-01",
    severity="error",
    title=Words("偏差未说明原因和改进措施", "Deviation without a cause and a measure"),
    why=Words(
        "偏差无原因、无措施，自评就无法用于改进；不利偏差必须说明并整改，大幅有利偏差也必须说明。",
        "A deviation nobody explains cannot be acted on: an adverse one needs a cause and a measure, "
        "a large favourable one needs a cause.",
    ),
    source=Words(
        "财预〔2020〕10号自评表“偏差原因分析及改进措施”栏；有利偏差界限为通行做法，可配置",
        "MOF document 财预〔2020〕10号, column “cause of deviation and measure”; "
        "the favourable limits are local practice and configurable",
    ),
    parameters={"favourable_percent": Decimal(20), "favourable_points": Decimal(10)},
    fires=self_evaluation("履职|可行性研究报告评估数量|≥30 个|23 个|评估台账|-23.33%|"),
    silent=self_evaluation("履职|可行性研究报告评估数量|≥30 个|23 个|评估台账|-23.33%|申报项目减少")
    + annex("改进措施", "可行性研究报告评估数量|按季度调整计划"),
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find adverse deviations without cause or measure, and large favourable ones without a cause."""
    joint = any("措施" in cell.text for cell in report.indicator_header)
    for indicator, side in directions(report):
        if side == "adverse":
            if not (indicator.cause and (indicator.measure or joint)):
                yield _adverse(indicator)
        elif side == "favourable" and not indicator.cause and _is_large(indicator, given):
            yield _favourable(indicator, given)


def _is_large(indicator: Indicator, given: Given) -> bool:
    share = relative(indicator)
    if share is not None:
        return abs(share) > number(given, "favourable_percent")
    gap = difference(indicator)
    return gap is not None and abs(gap) > number(given, "favourable_points")


def _adverse(indicator: Indicator) -> Finding:
    zh, en = ("原因和改进措施", "a cause and a measure") if not indicator.cause else ("改进措施", "a measure")
    figures = deviation_text(indicator) or f"{indicator.target.text} → {indicator.actual.text}"
    return RULE.finding(
        own_or_label_cell(indicator.cause, indicator.name),
        message=Words(
            f"未达目标（{indicator.target.text}，实际 {indicator.actual.text}）：{figures}，缺{zh}",
            f"Target missed ({indicator.target.text}, actual {indicator.actual.text}): {figures}; {en} is missing",
        ),
        advice=Words(
            "填写偏差原因、改进措施、责任处室和完成时限；若目标方向写错，请先注明指标方向。",
            "Record cause, measure, owner and due date; if the direction is wrong, record it first.",
        ),
        section="九",
        row=indicator.name.text,
        column="原因分析",
        expected=zh,
    )


def _favourable(indicator: Indicator, given: Given) -> Finding:
    limit = number(given, "favourable_percent")
    figures = deviation_text(indicator)
    return RULE.finding(
        own_or_label_cell(indicator.cause, indicator.name),
        severity="warning",
        message=Words(
            f"有利偏差超过 {limit}% 而未说明原因：{figures}",
            f"Favourable deviation above {limit} % without a cause: {figures}",
        ),
        advice=Words(
            "说明超额完成的原因，并核实目标是否偏低。",
            "Explain it, and check whether the target was too low.",
        ),
        section="九",
        row=indicator.name.text,
        column="原因分析",
        expected="原因",
    )
