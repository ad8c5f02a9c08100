"""IND-07: a change without a baseline, or several goals in one indicator."""

import re
from collections.abc import Iterator

from tongban.account.audit.concepts import names_of
from tongban.account.audit.fragments import annex, self_evaluation
from tongban.account.audit.parameters import number, words
from tongban.account.audit.prose import has_any
from tongban.account.audit.report import Indicator, Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

SEPARATOR = re.compile(r"[，,、；;]")
LONG_NAME = "加强窗口工作指导，了解基层服务能力，促进服务体系建设"

RULE = Rule(
    code="IND-07",
    severity="warning",
    title=Words(
        "指标无基准口径或一项多义", "Indicator without baseline and formula, or several goals in one"
    ),
    why=Words(
        "“提高 5%”不写和谁比、怎么算就无法核实；一个指标写几个目标，完成值说的是哪一个也不清楚。",
        "“Up by 5 %” cannot be checked without what it is compared with and how; "
        "an indicator with several goals has no single value.",
    ),
    source=Words(
        "财预〔2021〕101号：指标名称、内涵、计算方法应明确",
        "MOF document 财预〔2021〕101号: name, meaning and formula must be clear",
    ),
    parameters={
        "change": ("提高", "提升", "增长", "增加", "降低", "减少", "下降", "压缩", "压减", "缩短", "节约"),
        "name_length": 20,
    },
    fires=self_evaluation("效益|提高审批效率|≥5%|5%|年度总结|0.00%|"),
    silent=self_evaluation("效益|提高审批效率|≥5%|5%|年度总结|0.00%|")
    + annex("上年值|计算口径", "提高审批效率|4|（上年平均办理天数−本年平均办理天数）÷上年平均办理天数"),
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find indicators of change without baseline or formula, and compound ones without a formula."""
    change, longest = words(given, "change"), number(given, "name_length")
    told = [word for word in change if word in names_of(report)]
    for indicator in report.indicators:
        name = indicator.name.text
        if indicator.is_quantitative and has_any(name, told):
            missing = _missing(indicator)
            if missing.zh:
                yield _unclear(indicator, missing)
        elif not indicator.formula and len(name) > longest and SEPARATOR.search(name):
            yield _compound(indicator)


def _missing(indicator: Indicator) -> Words:
    wants = []
    if not indicator.formula:
        wants.append(("计算口径", "formula"))
    if not indicator.baseline and not indicator.basis:
        wants.append(("上年值", "baseline"))
    return Words("、".join(zh for zh, _ in wants), " and ".join(en for _, en in wants))


def _unclear(indicator: Indicator, missing: Words) -> Finding:
    return RULE.finding(
        indicator.name,
        message=Words(
            f"变化类指标（目标 {indicator.target.text}）未写{missing.zh}，无法核实",
            f"An indicator of change (target {indicator.target.text}) without {missing.en} cannot be checked",
        ),
        advice=Words(
            "在指标说明中补充上年值和计算口径。", "Record baseline and formula in the indicators' annex."
        ),
        section="九",
        row=indicator.name.text,
        column="指标名称",
        expected=missing.zh,
    )


def _compound(indicator: Indicator) -> Finding:
    goals = len(SEPARATOR.split(indicator.name.text))
    return RULE.finding(
        indicator.name,
        message=Words(
            f"一个指标含 {goals} 个目标（名称 {len(indicator.name.text)} 字），完成值“{indicator.actual.text}”无法对应",
            f"{goals} goals in one indicator ({len(indicator.name.text)} characters) share the value "
            f"“{indicator.actual.text}”",
        ),
        advice=Words(
            "拆成几个指标，或写明计算口径。",
            "Split it, or state in the formula how the parts make one value.",
        ),
        section="九",
        row=indicator.name.text,
        column="指标名称",
        expected="一个指标一个目标",
    )
