"""PAR-05: a part of the report that could not be read."""

from collections.abc import Iterator

from tongban.account.audit.fragments import budget
from tongban.account.audit.repairs import repair_finding, repairs_of
from tongban.account.audit.report import Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

RULE = Rule(
    code="PAR-05",
    severity="error",
    title=Words("报告中有部分无法读取", "A part of the report could not be read"),
    why=Words(
        "读不懂的内容没有经过检查，不能当作没有问题。",
        "What could not be read was not checked and must not pass as faultless.",
    ),
    source=Words(
        "机器可读要求；无法读取的部分从不略过", "Machine reading; nothing unread is silently skipped"
    ),
    fires=budget("体检费|13.90||13.90|#DIV/0!|100.00%"),
    silent=budget("体检费|13.90||13.90|13.90|100.00%"),
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Report what the reader could not understand."""
    for repair in repairs_of(report, RULE):
        short = repair.printed if len(repair.printed) <= 40 else f"{repair.printed[:40]}…"
        yield repair_finding(
            RULE,
            repair,
            Words(f"无法读取“{short}”，未作检查", f"“{short}” could not be read and was not checked"),
            Words(
                "按报告格式更正后重新检查（见报告格式说明）。",
                "Correct it by the report layout and audit it again.",
            ),
        )
