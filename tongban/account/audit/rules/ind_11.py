"""IND-11: “=” where the goal has one side only."""

from collections.abc import Iterator

from tongban.account.audit.deviation import HIGHER, LOWER
from tongban.account.audit.fragments import annex, self_evaluation
from tongban.account.audit.parameters import words
from tongban.account.audit.report import Indicator, Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

SIGNS = {">=": "≥", "<=": "≤"}
ROW = "过程|在职人员控制率|=100%|100%|人事系统|0.00%|"

RULE = Rule(
    code="IND-11",
    severity="warning",
    title=Words("单向目标写成“=”", "“=” where the goal has one side only"),
    why=Words(
        "控制率、结转结余率等只有一个好的方向，写成“=100%”“=0%”会把更好的结果判为未达标，也往往不现实。",
        "Control or carry-over rates are good in one direction; “=100 %” or “=0 %” fails a better result and is "
        "rarely realistic.",
    ),
    source=Words(
        "财预〔2013〕53号指标口径；名称与方向可配置（名称含|运算符）",
        "MOF document 财预〔2013〕53号, meaning of the indicators; configurable (word in the name|operator)",
    ),
    parameters={
        "one_sided": (
            "控制率|<=",
            "变动率|<=",
            "结转结余率|<=",
            "预算调整率|<=",
            "采购执行率|<=",
            "非税收入预算完成率|>=",
            "预算执行率|>=",
            "支付进度|>=",
        )
    },
    fires=self_evaluation(ROW),
    silent=self_evaluation(ROW) + annex("指标方向", "在职人员控制率|越低越好"),
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find “=” targets of one-sided indicators whose direction is not recorded."""
    known = [entry.split("|") for entry in words(given, "one_sided")]
    for indicator in report.indicators:
        if indicator.target.operator != "=" or indicator.better.text in (HIGHER, LOWER):
            continue
        name = indicator.name.text
        operator = next((operator for word, operator in known if word in name), "")
        if operator:
            yield _equal(indicator, operator)


def _equal(indicator: Indicator, operator: str) -> Finding:
    printed = indicator.target.text
    expected = SIGNS[operator] + printed.lstrip("=＝ ")
    idle = indicator.target.value == 0 and operator == "<="
    if idle:
        expected = "≤ 一个现实的上限"
    return RULE.finding(
        indicator.target,
        message=Words(
            f"单向目标写成“{printed}”，应为 {expected}",
            f"A one-sided goal is written “{printed}” instead of "
            f"{'a realistic upper limit' if idle else expected}",
        ),
        advice=Words(
            "改用 ≥ 或 ≤ 并设现实的界限，或在指标说明中注明指标方向。",
            "Use ≥ or ≤ with a realistic bound, or record the direction in the annex.",
        ),
        section="九",
        row=indicator.name.text,
        column="指标目标值",
        expected=expected,
    )
