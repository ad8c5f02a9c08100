"""IND-14: met, or scored, against what the figures say."""

from collections.abc import Iterator
from decimal import Decimal

from tongban.account.audit.concepts import SHORT_OF_TARGET, Direction, direction
from tongban.account.audit.deviation import achieved, deviation_text
from tongban.account.audit.fragments import self_evaluation
from tongban.account.audit.parameters import number, words
from tongban.account.audit.quantities import HUNDRED, rounded
from tongban.account.audit.report import Cell, Indicator, Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

HEADER = "|类别|指标名称|指标目标值|指标完成值|完成值来源|权重|得分|偏差情况|是否达标|原因分析"

RULE = Rule(
    code="IND-14",
    severity="error",
    title=Words("是否达标或得分与完成情况不符", "Met, or scored, against what the figures say"),
    why=Words(
        "未达目标却写“是”或得满分（或相反），自评结果就不可信。",
        "Stating “met” or a full score for a missed target, or the reverse, makes the result worthless.",
    ),
    source=Words(
        "财预〔2020〕10号：达到目标得满分，未达到按完成比例得分",
        "MOF document 财预〔2020〕10号: full marks when reached, otherwise in proportion",
    ),
    parameters={
        "met": ("是", "达标", "已达标", "完成", "已完成", "√", "✓", "yes"),
        "not_met": ("否", "未达标", "不达标", "未完成", "×", "no"),
        "verbal_reached_from": Decimal(80),
    },
    fires=self_evaluation("过程|预算执行率|≥100%|94.78%|部门决算|10|10|-5.22%|是|支付较晚", header=HEADER),
    silent=self_evaluation("过程|预算执行率|≥100%|94.78%|部门决算|10|9.48|-5.22%|否|支付较晚", header=HEADER),
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find rows whose statement or score contradicts operator, target, actual and direction."""
    met, not_met = words(given, "met"), words(given, "not_met")
    reached_from = number(given, "verbal_reached_from")
    for indicator in report.indicators:
        if not indicator.met and indicator.score.value is None:
            continue
        standing = _standing(indicator, reached_from)
        if standing == "unknown":
            continue
        is_met = standing != "adverse"
        if indicator.met.text in (not_met if is_met else met):
            yield _contradicted(indicator, indicator.met, "是否达标", "是" if is_met else "否")
        elif _is_misscored(indicator, is_met):
            weight = indicator.weight.text
            yield _contradicted(indicator, indicator.score, "得分", weight if is_met else f"< {weight}")


def _standing(indicator: Indicator, reached_from: Decimal) -> Direction:
    """Return where the row stands by its figures; a verbal row by its words or by the points it was given for them."""
    if indicator.is_quantitative:
        return direction(indicator)
    said, wanted = indicator.actual.text, indicator.target.text
    if said == wanted:
        return "on_target" if said else "unknown"
    score, weight = indicator.score.value, indicator.weight.value
    if score is None or not weight or score == weight:
        return "adverse" if said.startswith(SHORT_OF_TARGET) else "unknown"
    least = rounded(weight * reached_from / HUNDRED)
    if score == least:
        return "unknown"  # both grades meet here: a person decides
    return "adverse" if score < least else "on_target"


def _is_misscored(indicator: Indicator, is_met: bool) -> bool:
    score, weight = indicator.score.value, indicator.weight.value
    if score is None or not weight or score > weight:
        return False
    if not is_met:
        return score == weight and rounded(weight * achieved(indicator)) < weight
    is_judged = not indicator.is_quantitative and indicator.actual.text != indicator.target.text
    return score < weight and not indicator.cause and not is_judged


def _contradicted(indicator: Indicator, cell: Cell, column: str, expected: str) -> Finding:
    figures = deviation_text(indicator) or f"{indicator.target.text} / {indicator.actual.text}"
    met = Words("未达标", "not met") if "否" in expected or "<" in expected else Words("达标", "met")
    return RULE.finding(
        cell,
        message=Words(
            f"{column}为“{cell.text}”，但目标 {indicator.target.text}、完成 {indicator.actual.text}，"
            f"{met.zh}：{figures}",
            f"“{cell.text}” stated, but target {indicator.target.text} and actual {indicator.actual.text} "
            f"are {met.en}: {figures}",
        ),
        advice=Words(
            "按完成情况更正；达标而扣分的，在原因分析中说明。",
            "Correct it; explain points taken off a target that was met.",
        ),
        section="九",
        row=indicator.name.text,
        column=column,
        expected=expected,
    )
