"""XCK-04: achieved in full while the money for it was hardly used."""

from collections.abc import Iterator
from decimal import Decimal

from tongban.account.audit.arithmetic import amount, execution, money
from tongban.account.audit.concepts import is_met
from tongban.account.audit.fragments import budget, self_evaluation
from tongban.account.audit.given import number, words
from tongban.account.audit.links import lines_named
from tongban.account.audit.report import BudgetLine, Indicator, Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

TABLE = budget("专项培训费|36.75|-7.35|29.4|8.45|28.74%") + "\n"

RULE = Rule(
    code="XCK-04",
    severity="warning",
    title=Words("任务称已完成，相关经费却少有使用", "Done, but the money for it was hardly used"),
    why=Words(
        "事全做成了而钱没怎么花，要么预算虚高，要么完成情况不实。",
        "Work fully done with its money hardly used means an inflated budget or an untrue result.",
    ),
    source=Words(
        "财政复核通行做法；比例和主题词可配置", "Practice of finance reviews; limit and topics configurable"
    ),
    parameters={
        "percent": Decimal(50),
        "topics": (
            "培训=培训",
            "调研|调查|摸底|了解|现状=调研|调查",
            "宣传=宣传",
            "邮寄|快递|寄递=邮寄|快递",
            "诉讼|复议=诉讼|复议",
            "体检=体检",
            "信息系统|运行故障=信息化维护|运行维护",
        ),
    },
    fires=TABLE + self_evaluation("过程|业务学习与培训及时完成率|=100%|100%|培训台账|0.00%|"),
    silent=TABLE
    + self_evaluation("过程|业务学习与培训及时完成率|=100%|100%|培训台账|0.00%|线下培训改为线上"),
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find reached indicators whose money (declared, else of the same topic) was used below the limit."""
    percent = number(given, "percent")
    idle = [
        (line, rate) for line in report.budget.of_level("line") if _is_idle(rate := execution(line), percent)
    ]
    if not idle:
        return
    topics = [tuple(side.split("|") for side in topic.split("=")) for topic in words(given, "topics")]
    for indicator in report.indicators:
        if indicator.cause:
            continue
        linked = [(line, rate) for line, rate in idle if _is_linked(indicator, line, report, topics)]
        if linked and is_met(indicator):
            yield _found(indicator, linked)


def _is_idle(rate: Decimal | None, percent: Decimal) -> bool:
    return rate is not None and rate < percent


def _is_linked(
    indicator: Indicator, line: BudgetLine, report: Report, topics: list[tuple[list[str], ...]]
) -> bool:
    """Say whether the line pays for the indicator: as declared, else by a common topic."""
    if indicator.budget_line:
        return line in lines_named(indicator.budget_line.text, report)
    name, title = indicator.name.text, line.name.text
    return any(
        any(word in title for word in of_line) and any(word in name for word in of_name)
        for of_name, of_line in topics
    )


def _found(indicator: Indicator, linked: list[tuple[BudgetLine, Decimal | None]]) -> Finding:
    used = "；".join(
        f"{line.name.text} {money(amount(line.actual))} ÷ {money(amount(line.revised))} = {rate}%"
        for line, rate in linked
    )
    return RULE.found(
        indicator.actual,
        message=Words(
            f"{indicator.name.text}填“{indicator.actual.text}”，但相关经费少有使用：{used}",
            f"{indicator.name.text} is “{indicator.actual.text}”, but its money was hardly used: {used}",
        ),
        advice=Words(
            "核实完成情况；确已完成的，在“原因分析”栏说明为何少用经费，并核减下年预算。",
            "Verify the result; if true, say under 原因分析 why so little money was needed.",
        ),
        section="九",
        row=indicator.name.text,
        column="指标完成值",
    )
