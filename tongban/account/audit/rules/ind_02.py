"""IND-02: too many targets hit exactly."""

from collections.abc import Iterator
from decimal import Decimal

from tongban.account.audit.concepts import counted
from tongban.account.audit.deviation import difference, table_head
from tongban.account.audit.evidence import is_structured
from tongban.account.audit.fragments import self_evaluation
from tongban.account.audit.parameters import number
from tongban.account.audit.quantities import percentage
from tongban.account.audit.report import Indicator, Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

ROWS = tuple(f"过程|第{word}项制度执行率|=100%|100%|年度总结|0.00%|" for word in "一二三四五")
PROOF = "《年度台账》（业务系统，2023-01-10，办公室）"

RULE = Rule(
    code="IND-02",
    severity="warning",
    title=Words("恰好完成目标的指标过多", "Too many targets hit exactly"),
    why=Words(
        "完成值与目标值分毫不差且无计算数据、无可核验证据，往往是照抄目标。",
        "Actuals equal to the target with no figures and no verifiable evidence behind them are usually copied.",
    ),
    source=Words("财政复核通行做法；比例可配置", "Practice of finance reviews; the share is configurable"),
    parameters={"share_percent": Decimal(40), "minimum_rows": 5},
    fires=self_evaluation(*ROWS),
    silent=self_evaluation(*(row.replace("年度总结", PROOF) for row in ROWS)),
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find a table in which the share of exact, unproven hits is above the limit."""
    gaps = [(indicator, difference(indicator)) for indicator in counted(report)]
    measured = [(indicator, gap) for indicator, gap in gaps if gap is not None]
    if len(measured) < number(given, "minimum_rows"):
        return
    hits = [indicator for indicator, gap in measured if not gap and not _is_proven(indicator)]
    share = percentage(Decimal(len(hits)), Decimal(len(measured)))
    if share is None or share <= number(given, "share_percent"):
        return
    figures = f"{len(hits)}/{len(measured)} = {share}%"
    names = "、".join(indicator.name.text for indicator in hits)
    yield RULE.finding(
        table_head(report),
        message=Words(
            f"定量指标中完成值恰等于目标值且无计算数据或可核验证据的占 {figures}：{names}",
            f"{figures} of the quantitative indicators hit the target exactly without figures or evidence: {names}",
        ),
        advice=Words(
            "逐项补充计算数据（分子/分母）或注明系统、日期、责任人的证据，按实际数填报。",
            "Give the figures divided, or evidence with system, date and owner, and report what was measured.",
        ),
        section="九",
        column="指标完成值",
        printed=figures,
        expected=f"≤ {given['share_percent']}%",
    )


def _is_proven(indicator: Indicator) -> bool:
    return bool(indicator.basis) or is_structured(indicator.source.text)
