"""EVD-01: a value without evidence."""

from collections.abc import Iterator

from tongban.account.audit.deviation import own_or_label_cell
from tongban.account.audit.fragments import self_evaluation
from tongban.account.audit.parameters import words
from tongban.account.audit.prose import has_any
from tongban.account.audit.report import Indicator, Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

RULE = Rule(
    code="EVD-01",
    severity="warning",
    title=Words("完成值缺少佐证来源", "Value without evidence"),
    why=Words(
        "没有来源的完成值无法核实；定量和满意度指标尤其如此。",
        "A value without a source cannot be checked, least of all a number or a satisfaction rate.",
    ),
    source=Words(
        "财预〔2021〕101号：指标值应有佐证资料和取数方式",
        "MOF document 财预〔2021〕101号: values need evidence and a way of collecting them",
    ),
    parameters={"strict_classes": ("满意度",), "twofold": ("预决算|预算|决算",)},
    fires=self_evaluation("满意度|办事群众满意度|≥90%|90%||0.00%|"),
    silent=self_evaluation(
        "满意度|办事群众满意度|≥90%|90%|《满意度调查报告》（好差评系统，2023-01-10，督查处）|0.00%|"
    ),
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find empty source cells, and sources that cover only one of two things the name promises."""
    strict = words(given, "strict_classes")
    twofold = [entry.split("|") for entry in words(given, "twofold")]
    for indicator in report.indicators:
        if not indicator.source:
            yield _missing(indicator, strict)
            continue
        name, said = indicator.name.text, indicator.source.text
        for both, *halves in twofold:
            if both not in name:
                continue
            lacking = [half for half in halves if half not in said.replace(both, "".join(halves))]
            if lacking:
                yield _partial(indicator, "、".join(lacking))


def _missing(indicator: Indicator, strict: tuple[str, ...]) -> Finding:
    is_strict = indicator.is_quantitative or has_any(indicator.level1.text, strict)
    return RULE.finding(
        own_or_label_cell(indicator.source, indicator.name),
        severity="error" if is_strict else "warning",
        message=Words(
            f"完成值“{indicator.actual.text}”没有来源", f"The value “{indicator.actual.text}” has no source"
        ),
        advice=Words(
            "填写佐证：《资料名称》（系统，日期，责任处室）。",
            "Name the evidence: 《title》（system，date，owner）.",
        ),
        section="九",
        row=indicator.name.text,
        column="完成值来源",
        printed="",
        expected="《资料名称》（系统，日期，责任处室）",
    )


def _partial(indicator: Indicator, lacking: str) -> Finding:
    return RULE.finding(
        indicator.source,
        message=Words(
            f"来源只证明一部分，缺“{lacking}”的佐证", f"The source proves only a part; nothing on “{lacking}”"
        ),
        advice=Words("补充另一部分的佐证，用“；”分开。", "Add evidence for the other part, parted by ；."),
        section="九",
        row=indicator.name.text,
        column="完成值来源",
        expected=lacking,
    )
