"""PAR-03: blank spending with a rate of 0."""

from collections.abc import Iterator

from tongban.account.audit.fragments import budget
from tongban.account.audit.repairs import repair_finding, repairs_of
from tongban.account.audit.report import Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

RULE = Rule(
    code="PAR-03",
    severity="info",
    title=Words("实际支出空白而执行率为 0", "Blank spending with a rate of 0"),
    why=Words("空白不等于 0：是没有支出还是漏填，须写明。", "Blank is not 0: nothing spent, or left out?"),
    source=Words("机器可读要求；空白按空白保留", "Machine reading; blank is kept as blank"),
    fires=budget("专项调研费|18.00|-10.00|8.00||0.00%"),
    silent=budget("专项调研费|18.00|-10.00|8.00|0.00|0.00%"),
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Report rows that print no spending but a rate of 0."""
    for repair in repairs_of(report, RULE):
        yield repair_finding(
            RULE,
            repair,
            Words(
                f"“{repair.column}”空白，执行率却印 {repair.printed}",
                f"Spending is blank while the rate reads {repair.printed}",
            ),
            Words("没有支出的填 0.00。", "Print 0.00 where nothing was spent."),
        )
