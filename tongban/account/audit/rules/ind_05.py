"""IND-05: a target easier than what was already reached."""

from collections.abc import Iterator
from decimal import Decimal

from tongban.account.audit.concepts import counted
from tongban.account.audit.deviation import AT_LEAST, AT_MOST, HIGHER, LOWER, plain_number
from tongban.account.audit.fragments import annex, self_evaluation
from tongban.account.audit.parameters import words
from tongban.account.audit.report import Indicator, Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

ROW = "履职|大厅办件数量|≥220000 件|344300 件|业务系统|56.50%|"

RULE = Rule(
    code="IND-05",
    severity="warning",
    title=Words("目标值低于已达到的水平", "Target easier than what was already reached"),
    why=Words(
        "目标比上年实际或公开数据还容易达到，完成目标说明不了绩效。",
        "Reaching a target easier than last year's result or a published figure proves nothing.",
    ),
    source=Words(
        "财预〔2021〕101号：目标值参考历史值、行业值设定；参考值可配置（部门|名称含|界限|来源）",
        "MOF document 财预〔2021〕101号: targets follow past and sector values; "
        "references are configurable (department|words in the name|bound|source)",
    ),
    parameters={
        "references": (
            "苏州市行政审批局|大厅 办件 数量|>=225000|2019 年工作总结",
            "苏州市行政审批局|满意度|>=99|2018—2020 年公开数据",
            "|系统 故障率|<=1|1% 即全年停机 87.6 小时",
        )
    },
    fires=self_evaluation(ROW) + annex("上年值", "大厅办件数量|300000"),
    silent=self_evaluation(ROW) + annex("上年值|改进措施", "大厅办件数量|300000|下年目标调至 330000 件"),
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find targets easier than the baseline, or than a reference where no baseline is recorded."""
    references = _parsed(words(given, "references"), report.department.text)
    for indicator in counted(report):
        if indicator.cause or indicator.measure:
            continue
        known = _known(indicator, references)
        if known and _is_easier(indicator, known[0]):
            yield _easy(indicator, *known)


def _parsed(references: tuple[str, ...], department: str) -> list[tuple[list[str], str, Decimal, str]]:
    parsed = []
    for reference in references:
        whose, named, bound, source = reference.split("|")
        if whose in department:
            parsed.append((named.split(), bound[:2], Decimal(bound[2:]), source))
    return parsed


def _known(
    indicator: Indicator, references: list[tuple[list[str], str, Decimal, str]]
) -> tuple[Decimal, Words] | None:
    if indicator.baseline.value is not None:
        return indicator.baseline.value, Words("上年值", "last year's value")
    for named, operator, value, source in references:
        if indicator.target.operator == operator and all(word in indicator.name.text for word in named):
            return value, Words(f"参考值（{source}）", f"reference value ({source})")
    return None


def _is_easier(indicator: Indicator, known: Decimal) -> bool:
    operator, better = indicator.target.operator, indicator.better.text
    target = indicator.target.value or Decimal(0)
    if operator in AT_LEAST or (operator == "=" and better == HIGHER):
        return target < known
    return (operator in AT_MOST or (operator == "=" and better == LOWER)) and target > known


def _easy(indicator: Indicator, known: Decimal, origin: Words) -> Finding:
    unit = indicator.target.unit
    printed = indicator.target.text
    return RULE.finding(
        indicator.target,
        message=Words(
            f"目标 {printed} 比{origin.zh} {plain_number(known)}{unit} 更容易达到",
            f"Target {printed} is easier than the {origin.en} of {plain_number(known)}{unit}",
        ),
        advice=Words(
            "说明目标偏低的原因，或写明改进措施（调整下年目标）；并登记上年值。",
            "Say why the target is low, or record the measure (next year's target); record last year's value.",
        ),
        section="九",
        row=indicator.name.text,
        column="指标目标值",
        expected=f"{'≤' if indicator.target.operator in AT_MOST else '≥'}{plain_number(known)}{unit}",
    )
