"""IND-10: a relative deviation from a target of 0."""

from collections.abc import Iterator

from tongban.account.audit.deviation import POINTS, difference, own_or_label_cell, plain_number
from tongban.account.audit.fragments import self_evaluation
from tongban.account.audit.report import Indicator, Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

RULE = Rule(
    code="IND-10",
    severity="warning",
    title=Words("目标为 0 时印出相对偏差", "Relative deviation printed for a target of 0"),
    why=Words(
        "目标为 0 时（完成值−目标值）÷目标值 无意义：印成 100% 既丢了大小也丢了方向。",
        "(actual − target) ÷ target has no value for a target of 0; “100 %” hides both size and direction.",
    ),
    source=Words(
        "算术：除数不得为 0；应以百分点（或原单位）表示差额", "Arithmetic: show the difference instead"
    ),
    fires=self_evaluation("过程|预算调整率|=0%|36.74%|部门决算|100%|"),
    silent=self_evaluation("过程|预算调整率|=0%|36.74%|部门决算|36.74个百分点|"),
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find printed percentages where the target is 0 and only a difference can be shown."""
    for indicator in report.indicators:
        if indicator.target.value == 0 and indicator.target.operator != "range" and _is_relative(indicator):
            yield _undefined(indicator)


def _is_relative(indicator: Indicator) -> bool:
    text, shown = indicator.deviation.text, indicator.deviation.value
    if not text or shown is None or any(word in text for word in POINTS):
        return False
    own = indicator.target.unit
    return not own or own == "%" or not text.endswith(own)


def _undefined(indicator: Indicator) -> Finding:
    gap = difference(indicator)
    unit = "个百分点" if indicator.target.unit == "%" else indicator.target.unit
    expected = f"{plain_number(gap)}{unit}" if gap is not None else "—"
    printed = indicator.deviation.text
    return RULE.finding(
        own_or_label_cell(indicator.deviation, indicator.name),
        message=Words(
            f"目标为 0，相对偏差无定义，却印 {printed}；应为 {indicator.actual.text}−0 = {expected}",
            f"The target is 0, so a relative deviation of {printed} has no meaning; "
            f"{indicator.actual.text}−0 = {expected}",
        ),
        advice=Words(
            "偏差改用百分点（或原单位）表示。", "Show the deviation in percentage points or in its unit."
        ),
        section="九",
        row=indicator.name.text,
        column="偏差情况",
        expected=expected,
    )
