"""BUD-08: a large adjustment without an explanation."""

from collections.abc import Iterator
from decimal import Decimal

from tongban.account.audit.arithmetic import Family, amount, families, money, share, sum_gap
from tongban.account.audit.fragments import budget
from tongban.account.audit.parameters import number
from tongban.account.audit.quantities import HUNDRED
from tongban.account.audit.report import BudgetLine, Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

RULE = Rule(
    code="BUD-08",
    severity="warning",
    title=Words("大额预算调整未说明原因", "A large adjustment is not explained"),
    why=Words(
        "年中增减超过一定比例，须有结转、追加、调剂的依据和原因，否则无法评价预算编制质量。",
        "A large change within the year needs its basis and reason, or budgeting cannot be judged.",
    ),
    source=Words(
        "预算法第六十七条、第七十二条；地方自评表要求逐项说明调整原因，比例可配置",
        "Budget Law Arts. 67 and 72; local forms ask for the reason of each change; the limit is configurable",
    ),
    parameters={"percent": Decimal(10)},
    fires=budget("邮寄费|45|-20|25|25|100.00%"),
    silent=budget("邮寄费|45|-20|25|25|100.00%", "宣传费|100|10|110|110|100.00%")
    + "\n预算项目\t调整原因\n邮寄费\t改为线上送达，年中核减\n",
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find rows whose adjustment is large and unexplained.

    The smaller of adjustment and revised − initial counts: where they differ, BUD-01 has found it.
    A sum needs no reason of its own once every adjusted part has one.
    """
    percent = number(given, "percent")
    sums = {family.parent.level: family for family in families(report.budget)}
    for line in report.budget.lines:
        if _is_large(line, percent) and not line.adjustment_reason and not _is_explained(line, sums):
            yield _finding(line, percent)


def _is_large(line: BudgetLine, percent: Decimal) -> bool:
    return not line.initial.is_unread and _change(line) * HUNDRED > amount(line.initial) * percent


def _change(line: BudgetLine) -> Decimal:
    """Return by how much the budget changed: the smaller of the adjustment and revised − initial."""
    change = abs(amount(line.adjustment))
    if not (change or line.adjustment.is_unread):
        return change
    if line.revised.value is None or line.initial.is_unread:
        return change
    difference = abs(line.revised.value - amount(line.initial))
    return difference if line.adjustment.is_unread else min(change, difference)


def _is_explained(line: BudgetLine, sums: dict[str, Family]) -> bool:
    """Say whether every adjusted part of a sum carries its reason and the parts make up the sum."""
    family = sums.get(line.level)
    if family is None or sum_gap(family, "adjustment"):
        return False
    adjusted = [child for child in family.children if _change(child)]
    return bool(adjusted) and all(child.adjustment_reason or _is_explained(child, sums) for child in adjusted)


def _finding(line: BudgetLine, percent: Decimal) -> Finding:
    initial, change = amount(line.initial), amount(line.adjustment)
    formula = f"{money(change)} ÷ {money(initial)} = {share(change, initial)}"
    return RULE.finding(
        line.adjustment,
        message=Words(
            f"{line.name.text}：{formula}，超过 {percent}% 而未说明调整原因",
            f"{line.name.text}: {formula}, above {percent} % without a reason",
        ),
        advice=Words(
            "在预算执行说明的“调整原因”栏写明结转、追加或核减的依据和原因。",
            "Record the basis and reason of the change under 调整原因 in the budget annex.",
        ),
        section="七",
        row=line.name.text,
        column="上年度结转及当年预算追加追减数",
        expected="调整原因",
    )
