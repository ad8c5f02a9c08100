"""PAR-01: a row or paragraph broken by a page."""

from collections.abc import Iterator

from tongban.account.audit.fragments import self_evaluation
from tongban.account.audit.repairs import repair_finding, repairs_of
from tongban.account.audit.report import Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

RULE = Rule(
    code="PAR-01",
    severity="info",
    title=Words("表格行或段落被分页断开", "A row or paragraph broken by a page"),
    why=Words(
        "断开的行会被当成两行读取，指标名称也不完整。",
        "A broken row is read as two and its name is cut.",
    ),
    source=Words("机器可读要求；读取时已按原意拼接", "Machine reading; the reader has joined the pieces"),
    fires=self_evaluation("过程|纪检监察工作有|有效|有效|台账|0%|", "", "|效性||||"),
    silent=self_evaluation("过程|纪检监察工作有效性|有效|有效|台账|0%|"),
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Report the pieces the reader joined."""
    for repair in repairs_of(report, RULE):
        yield repair_finding(
            RULE,
            repair,
            Words(
                f"分页断开，已拼接为“{repair.repaired}”",
                f"Broken by a page; read as “{repair.repaired}”",
            ),
            Words("排版时不跨页断行，或重复表头。", "Keep rows and paragraphs whole across pages."),
        )
