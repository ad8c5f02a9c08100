"""EVD-02: evidence of a kind that cannot prove the value."""

from collections.abc import Iterator

from tongban.account.audit.evidence import pieces, title
from tongban.account.audit.fragments import budget, self_evaluation
from tongban.account.audit.parameters import words
from tongban.account.audit.prose import has_any, without_spaces
from tongban.account.audit.report import Indicator, Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

NUMBERING = "0123456789 "
LINE = "专项邮寄费|45.00|-20.00|25.00|16.73|66.92%"

RULE = Rule(
    code="EVD-02",
    severity="warning",
    title=Words("佐证种类不能证明完成值", "Evidence of a kind that cannot prove the value"),
    why=Words(
        "预算项目名称证明不了数量，申报表证明不了完成，年度总结证明不了中长期规划。",
        "A budget line's name proves no quantity, the target form proves no result, "
        "an annual summary proves no medium-term plan.",
    ),
    source=Words(
        "财预〔2021〕101号：直接证明法等取数方法；词表可配置",
        "MOF document 财预〔2021〕101号, methods of evidence; the words are configurable",
    ),
    parameters={
        "circular": ("申报表", "目标表"),
        "kinds": ("工作计划|计划", "规划|规划"),
        "beyond_accounts": ("支付进度", "采购执行率"),
    },
    fires=budget(LINE)
    + self_evaluation("履职|免费邮寄办件数量|≥24000 份|24000 份|2022 年度专项邮寄费|0.00%|"),
    silent=budget(LINE)
    + self_evaluation(
        "履职|免费邮寄办件数量|≥24000 份|24000 份|《寄递结算清单》（寄递系统，2023-01-08，综合审批处）|0.00%|"
    ),
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find rows none of whose evidence is of a kind that could prove the value."""
    lines = tuple({line.name.text.rstrip(NUMBERING) for line in report.budget.of_level("line")} - {""})
    kinds = [entry.split("|") for entry in words(given, "kinds")]
    circular, beyond = words(given, "circular"), words(given, "beyond_accounts")
    for indicator in report.indicators:
        source = indicator.source.text
        if not source:
            continue
        name = indicator.name.text
        kind = next((kind for word, kind in kinds if word in name), "")
        planned = has_any(name, beyond)
        titles = [without_spaces(title(piece)) for piece in pieces(source)]
        reasons = [_weakness(said, lines, circular, kind=kind, planned=planned) for said in titles]
        if reasons and reasons[0] and all(reasons):
            yield _unable(indicator, reasons[0])


def _weakness(
    said: str, lines: tuple[str, ...], circular: tuple[str, ...], *, kind: str, planned: bool
) -> Words | None:
    """Return why evidence of this title cannot prove the value, or None where it may."""
    if said.endswith(lines):
        return LINE_NAME
    if said.endswith(circular):
        return CIRCULAR
    if kind and kind not in said:
        return Words(f"不是{kind}文件", "is not the plan itself")
    return NO_PLAN if planned and said.endswith("决算") else None


LINE_NAME = Words("是预算项目名称，不是数量的证据", "is the name of a budget line, no evidence of a quantity")
CIRCULAR = Words("是目标申报材料，属循环论证", "is the target declaration itself: circular")
NO_PLAN = Words("决算不含计划数", "final accounts hold no planned figures")


def _unable(indicator: Indicator, reason: Words) -> Finding:
    printed, value = indicator.source.text, indicator.actual.text
    return RULE.finding(
        indicator.source,
        message=Words(
            f"来源“{printed}”{reason.zh}，不能证明完成值“{value}”",
            f"“{printed}” {reason.en}; it cannot prove the value “{value}”",
        ),
        advice=Words(
            "改用能直接证明的资料：台账、系统记录、合同验收、调查报告等。",
            "Use what proves it directly: ledger, system record, acceptance, survey report.",
        ),
        section="九",
        row=indicator.name.text,
        column="完成值来源",
        expected="能直接证明完成值的资料",
    )
