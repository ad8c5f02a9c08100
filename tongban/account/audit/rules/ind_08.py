"""IND-08: a sign that reads the wrong way round."""

import re
from collections.abc import Iterator

from tongban.account.audit.concepts import direction
from tongban.account.audit.deviation import AT_MOST, deviation_text, difference, own_or_label_cell
from tongban.account.audit.fragments import annex, self_evaluation
from tongban.account.audit.report import Indicator, Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

SAID = re.compile(r"有利|不利|优于|劣于|好于|差于|favourable|adverse", re.IGNORECASE)
ROW = "过程|公用经费控制率|≤100%|81.88%|2022年度决算|-18.12%|"
NAMES = {"favourable": Words("有利偏差", "favourable"), "adverse": Words("不利偏差", "adverse")}
ABOVE = Words("高于目标", "above the target")

RULE = Rule(
    code="IND-08",
    severity="info",
    title=Words("偏差符号与好坏方向相反", "Sign of the deviation reads the wrong way round"),
    why=Words(
        "“不超过”类指标优于目标时偏差为负，看起来像没完成；须写明方向或有利、不利。",
        "Better than an upper limit prints as a negative deviation and looks like a failure.",
    ),
    source=Words(
        "通行做法：偏差须能看出有利或不利", "Practice: a deviation must show whether it is favourable"
    ),
    fires=self_evaluation(ROW),
    silent=self_evaluation(ROW) + annex("指标方向", "公用经费控制率|越低越好"),
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find printed deviations whose sign contradicts their direction and no direction is recorded."""
    for indicator in report.indicators:
        target, shown = indicator.target, indicator.deviation
        is_upper = target.operator in AT_MOST
        if indicator.better or not shown.value or not (is_upper or target.value == 0):
            continue
        is_misread = (is_upper and bool(difference(indicator))) or _is_turned(indicator)
        if is_misread and not SAID.search(shown.text):
            yield _reversed(indicator)


def _is_turned(indicator: Indicator) -> bool:
    """Say whether a target of 0 hides the sign: the printed one is not that of actual − target."""
    gap, shown = difference(indicator) or 0, indicator.deviation.value or 0
    return indicator.target.value == 0 and gap * shown < 0


def _reversed(indicator: Indicator) -> Finding:
    if _is_turned(indicator):
        truth = Words("低于目标", "below the target") if (difference(indicator) or 0) < 0 else ABOVE
    else:
        truth = NAMES[direction(indicator)]
    printed, figures = indicator.deviation.text, deviation_text(indicator)
    return RULE.finding(
        own_or_label_cell(indicator.deviation, indicator.name),
        message=Words(
            f"偏差印为 {printed}，实为{truth.zh}：{figures}",
            f"Printed as {printed}, in truth {truth.en}: {figures}",
        ),
        advice=Words(
            "在指标说明中注明指标方向，或在偏差后注明“有利”“不利”。",
            "Record the direction, or write 有利 (favourable) or 不利 (adverse) after the deviation.",
        ),
        section="九",
        row=indicator.name.text,
        column="偏差情况",
        expected=truth.zh,
    )
