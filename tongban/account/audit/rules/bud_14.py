"""BUD-14: the same line twice."""

from collections.abc import Iterator

from tongban.account.audit.arithmetic import repeated
from tongban.account.audit.fragments import budget
from tongban.account.audit.report import Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

RULE = Rule(
    code="BUD-14",
    severity="error",
    title=Words("同一项目重复列示", "The same line twice"),
    why=Words(
        "同名项目列两次，要么重复计数，要么读者分不清。",
        "A line printed twice is either counted twice or cannot be told from the other.",
    ),
    source=Words("财政复核通行做法", "Practice of finance reviews"),
    fires=budget("体检费|10||10|10|100.00%", "体检费|10||10|10|100.00%"),
    silent=budget("信息化维护费 1|10||10|10|100.00%", "信息化维护费 2|10||10|10|100.00%"),
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find project lines whose name stood in the table before."""
    for line, first in repeated(report.budget.of_level("line")):
        where_zh, where_en = (
            (f"（第 {first.name.line} 行）", f" (line {first.name.line})") if first.name.line else ("", "")
        )
        yield RULE.finding(
            line.name,
            message=Words(
                f"“{line.name.text}”已列过一次{where_zh}：{first.revised.text} 与 {line.revised.text}",
                f"“{line.name.text}” is already listed{where_en}: {first.revised.text} and {line.revised.text}",
            ),
            advice=Words(
                "删除重复行；确为两个项目的，用编号或用途区分名称。",
                "Delete the repeated row, or tell two projects apart by number or purpose.",
            ),
            section="七",
            row=line.name.text,
            column="项目名称",
        )
