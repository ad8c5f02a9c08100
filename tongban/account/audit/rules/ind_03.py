"""IND-03: too many verbal targets, or a vague word as the result."""

from collections.abc import Iterator
from decimal import Decimal

from tongban.account.audit.deviation import table_head
from tongban.account.audit.evidence import is_structured
from tongban.account.audit.fragments import self_evaluation
from tongban.account.audit.parameters import number, words
from tongban.account.audit.quantities import percentage
from tongban.account.audit.report import Indicator, Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

RULE = Rule(
    code="IND-03",
    severity="warning",
    title=Words("定性指标过多或用语含糊", "Too many verbal targets, or a vague word as the result"),
    why=Words(
        "“较高”“满足”之类的词无法衡量；完成值照抄目标词，又无证据或评判口径，等于没有评价。",
        "A word such as “rather high” measures nothing; repeating the target's word without a yardstick or "
        "evidence is no evaluation.",
    ),
    source=Words(
        "财预〔2021〕101号：指标应当可衡量；比例可配置",
        "MOF document 财预〔2021〕101号: indicators must be measurable; the share is configurable",
    ),
    parameters={
        "share_percent": Decimal(40),
        "minimum_rows": 5,
        "vague": ("满足", "较高", "较好", "较大", "较强", "显著", "良好", "一定", "有所提高", "有所提升"),
    },
    fires=self_evaluation("效益|满足公共服务需求|满足|满足|年度总结|0%|"),
    silent=self_evaluation(
        "效益|满足公共服务需求|满足|满足|《需求调查报告》（调查系统，2023-01-10，督查处）|0%|"
    ),
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find a table with too large a share of unproven words, and the rows whose result is a vague word."""
    unproven = [
        indicator for indicator in report.indicators if _repeats(indicator) and not _is_proven(indicator)
    ]
    if not unproven:
        return
    share = percentage(Decimal(len(unproven)), Decimal(len(report.indicators))) or Decimal(0)
    enough = len(report.indicators) >= number(given, "minimum_rows")
    if enough and share > number(given, "share_percent"):
        yield _too_many(report, f"{len(unproven)}/{len(report.indicators)} = {share}%", given)
    vague = frozenset(words(given, "vague"))
    for indicator in unproven:
        if indicator.actual.text in vague:
            yield _vague(indicator)


def _repeats(indicator: Indicator) -> bool:
    return (
        not indicator.is_quantitative
        and bool(indicator.actual)
        and indicator.actual.text == indicator.target.text
    )


def _is_proven(indicator: Indicator) -> bool:
    return bool(indicator.formula) or is_structured(indicator.source.text)


def _too_many(report: Report, figures: str, given: Given) -> Finding:
    return RULE.finding(
        table_head(report),
        message=Words(
            f"定性指标照抄目标词且无评判口径或可核验证据的占 {figures}",
            f"{figures} of the indicators repeat the target's word without a yardstick or verifiable evidence",
        ),
        advice=Words(
            "能量化的改为定量指标；保留的定性指标写明评判口径和证据。",
            "Turn what can be counted into numbers; give the others a yardstick and evidence.",
        ),
        section="九",
        column="指标目标值",
        printed=figures,
        expected=f"≤ {given['share_percent']}%",
    )


def _vague(indicator: Indicator) -> Finding:
    word = indicator.actual.text
    return RULE.finding(
        indicator.actual,
        message=Words(
            f"完成值“{word}”不可衡量，且无口径或证据", f"“{word}” cannot be measured and nothing proves it"
        ),
        advice=Words(
            "写明计算口径，或换成可统计的指标值。", "State the yardstick, or use a value that can be counted."
        ),
        section="九",
        row=indicator.name.text,
        column="指标完成值",
        expected="可衡量的完成值或计算口径",
    )
