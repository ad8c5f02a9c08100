"""PAR-02: merged cells that read as blank."""

from collections.abc import Iterator

from tongban.account.audit.fragments import tasks
from tongban.account.audit.repairs import repair_finding, repairs_of
from tongban.account.audit.report import Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

RULE = Rule(
    code="PAR-02",
    severity="info",
    title=Words("合并单元格读作空白", "Merged cells that read as blank"),
    why=Words(
        "合并单元格下方为空，机器不知道属于上一行还是漏填。",
        "Below a merged cell a reader cannot tell “as above” from “left out”.",
    ),
    source=Words(
        "机器可读要求；读取时已沿用上方内容", "Machine reading; the reader has repeated the cell above"
    ),
    fires=tasks("负责热线管理|热线直播|举办直播|已举办", "|热线回访|开展回访|已回访"),
    silent=tasks("负责热线管理|热线直播|举办直播|已举办", "负责热线管理|热线回访|开展回访|已回访"),
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Report the groups of blank cells the reader filled from above."""
    for repair in repairs_of(report, RULE):
        short = repair.repaired if len(repair.repaired) <= 20 else f"{repair.repaired[:20]}…"
        yield repair_finding(
            RULE,
            repair,
            Words(
                f"“{repair.column}”为空，已沿用上方“{short}”",
                f"“{repair.column}” is blank; read as “{short}” from above",
            ),
            Words("每行填写完整，不用合并单元格。", "Print the cell in every row instead of merging."),
        )
