"""XCK-04: achieved in full while the money for it was hardly used."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from msgspec import Struct

from tongban.account.audit.arithmetic import amount, judged_rate, money
from tongban.account.audit.concepts import reached
from tongban.account.audit.fragments import budget, self_evaluation
from tongban.account.audit.links import ByName, lines_by_name, lines_named
from tongban.account.audit.parameters import number, words
from tongban.account.audit.prose import has_any
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


class Idle(Struct, frozen=True):
    """A line hardly used, its rate, and the words that link indicators to it."""

    line: BudgetLine
    rate: Decimal
    words: tuple[str, ...]


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find reached indicators whose money (declared, else of the same topic) was used below the limit."""
    percent, topics = number(given, "percent"), words(given, "topics")
    idle = [
        Idle(line, rate, _topic_words(line.name.text, topics))
        for line in report.budget.of_level("line")
        if (rate := judged_rate(line)) is not None and rate < percent
    ]
    by_name = lines_by_name(report) if idle else {}
    for indicator in reached(report) if idle else ():
        linked = [] if indicator.cause else [line for line in idle if _pays(line, indicator, by_name)]
        if linked:
            yield _finding(indicator, linked)


def _topic_words(title: str, topics: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words by which indicators speak of the topics a line's name speaks of."""
    return tuple(
        [word for of_name, of_line in _parted(topics) if has_any(title, of_line) for word in of_name]
    )


@cache
def _parted(topics: tuple[str, ...]) -> tuple[tuple[list[str], list[str]], ...]:
    """Part the parameter into topics: the words of an indicator's name, and those of a line's name."""
    parted = [topic.split("=") for topic in topics]
    return tuple([(of_name.split("|"), of_line.split("|")) for of_name, of_line in parted])


def _pays(idle: Idle, indicator: Indicator, by_name: ByName) -> bool:
    """Say whether a line pays for an indicator: as declared, else by a common topic."""
    if indicator.budget_line:
        return idle.line in lines_named(indicator.budget_line.text, by_name)
    name = indicator.name.text
    return has_any(name, idle.words)


def _finding(indicator: Indicator, linked: list[Idle]) -> Finding:
    used = "；".join(
        f"{idle.line.name.text} {money(amount(idle.line.actual))} ÷ {money(amount(idle.line.revised))}"
        f" = {idle.rate}%"
        for idle in linked
    )
    return RULE.finding(
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
