"""BUD-03: the parts of the budget table add up to their sum."""

from collections.abc import Iterator
from decimal import Decimal

from tongban.account.audit.arithmetic import COLUMNS, Family, column_sum, families, money, share, sum_gaps
from tongban.account.audit.fragments import budget
from tongban.account.audit.report import Figure, Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

RULE = Rule(
    code="BUD-03",
    severity="error",
    title=Words("分项之和不等于合计", "Parts do not add up to their sum"),
    why=Words(
        "分项加不到合计，说明有项目未列出或数字有误，未列出的钱没有目标也没有人负责。",
        "Where parts miss their sum, projects are not listed or a number is wrong; "
        "money no line shows has no target and no owner.",
    ),
    source=Words(
        "预算法第七十五条；报表勾稽关系（容差 0.005×参与舍入的数字个数）",
        "Budget Law Art. 75; sums of the form (tolerance 0.005 × number of rounded terms)",
    ),
    fires=budget("项目支出|30|5|35|35|100.00%", "体检费|10|5|15|15|100.00%", "宣传费|20|-5|15|15|100.00%"),
    silent=budget("项目支出|30||30|30|100.00%", "体检费|10|5|15|15|100.00%", "宣传费|20|-5|15|15|100.00%"),
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find sums that their parts do not make up, column by column.

    Total = basic + project, and project = its lines. A gap made by one row's own error (BUD-01) or by
    a line printed twice (BUD-14) is found there; a wrong actual is found here, its rate by BUD-02.
    """
    for family in families(report.budget):
        for column, gap in sum_gaps(family).items():
            if gap:
                yield _finding(family, column, gap)


def _finding(family: Family, column: str, gap: Decimal) -> Finding:
    parent, heading = family.parent, COLUMNS[column]
    printed: Figure = getattr(parent, column)
    total = money(column_sum(family.children, column))
    ratio = share(abs(gap), abs(printed.value or Decimal(0)))
    count, difference = len(family.children), money(gap)
    return RULE.finding(
        printed,
        message=Words(
            f"{parent.name.text}的{heading.zh} {printed.text} ≠ Σ {count} 项 {total}，差 {difference}"
            f"（占 {ratio}）",
            f"{heading.en} of {parent.name.text}: {printed.text} ≠ Σ of {count} rows {total}, "
            f"gap {difference} ({ratio})",
        ),
        advice=Words(
            "逐项列出结转和追加的全部项目，或更正错误的数字，使分项之和等于合计。",
            "List every carried-over and added project, or correct the wrong number, until the parts add up.",
        ),
        section="七",
        row=parent.name.text,
        column=heading.zh,
        expected=total,
    )
