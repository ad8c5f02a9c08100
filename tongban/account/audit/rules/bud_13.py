"""BUD-13: the total cut by funding, class and cost kind: missing, or not adding up."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from tongban.account.audit.arithmetic import COLUMNS, HALF_CENT, amount, column_sum, money, total_of
from tongban.account.audit.fragments import budget
from tongban.account.audit.parameters import words
from tongban.account.audit.report import Budget, BudgetLine, Cell, Figure, Report, Split
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

TOTAL = budget("预算总金额|100||100|90|90.00%")
COMPOSITION = "\n分类方式\t类别\t调整预算数\t实际支出数\n"

RULE = Rule(
    code="BUD-13",
    severity="info",
    title=Words("预算构成未列示或加不到合计", "Composition of the budget missing or wrong"),
    why=Words(
        "不按资金来源、功能或经济分类、经费性质列示，公用经费控制率等指标就无法复核。",
        "Without the split by funding, class and cost kind, indicators such as the running-cost rate "
        "cannot be checked.",
    ),
    source=Words(
        "预算法实施条例第六条：按功能分类公开到项，基本支出按经济分类公开到款",
        "Budget Law Regulation Art. 6: publish by function, basic spending by economic class",
    ),
    parameters={"required": ("资金来源", "功能分类|经济分类", "经费性质")},
    fires=TOTAL,
    silent=TOTAL
    + COMPOSITION
    + "资金来源\t一般公共预算\t100\t90\n经济分类\t工资福利支出\t60\t60\n经济分类\t商品和服务支出\t40\t30\n"
    + "经费性质\t人员经费\t60\t60\n经费性质\t公用经费\t40\t30\n",
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find required splits that are not given, and given ones that do not add up to the total."""
    total = total_of(report.budget)
    if total is None:
        return
    given_ways = {split.by.text for split in report.budget.splits}
    missing = [way for way in words(given, "required") if given_ways.isdisjoint(way.split("|"))]
    if missing:
        yield _missing(report.budget, total, "、".join(missing).replace("|", "/"))
    for way, group in groupby(sorted(report.budget.splits, key=_way), key=_way):
        rows = tuple(group)
        for column in ("revised", "actual"):
            yield from _sum(way, rows, column, total, _wholes(report.budget, total, column))


def _way(split: Split) -> str:
    return split.by.text


def _wholes(table: Budget, total: BudgetLine, column: str) -> tuple[Decimal, ...]:
    """Return what the total should be: its parts' sum, and what its own row gives.

    A split that fits either is right; where the printed total differs, BUD-01 or BUD-03 has found it.
    """
    parts = column_sum((*table.of_level("basic"), *table.of_level("project")), column)
    if column == "actual":
        return (parts,)
    return parts, amount(total.initial) + amount(total.adjustment)


def _sum(
    way: str, rows: tuple[Split, ...], column: str, total: BudgetLine, wholes: tuple[Decimal, ...]
) -> Iterator[Finding]:
    """Find a split whose rows miss the total in one column."""
    printed: Figure = getattr(total, column)
    figures: list[Figure] = [getattr(row, column) for row in rows]
    if printed.value is None or all(figure.value is None for figure in figures):
        return
    if any(figure.is_unread for figure in figures):
        return
    parts = sum((amount(figure) for figure in figures), Decimal(0))
    gap = printed.value - parts
    tolerance = HALF_CENT * (len(rows) + 1)
    if abs(gap) <= tolerance or any(abs(whole - parts) <= tolerance for whole in wholes):
        return
    heading = COLUMNS[column]
    yield RULE.finding(
        figures[0] if figures[0] else rows[0].by,
        severity="error",
        message=Words(
            f"按{way}的{heading.zh}：Σ {len(rows)} 项 {money(parts)} ≠ 合计 {printed.text}，差 {money(gap)}",
            f"{heading.en} by {way}: Σ of {len(rows)} rows {money(parts)} ≠ total {printed.text}, "
            f"gap {money(gap)}",
        ),
        advice=Words(
            "补全类别或更正数字，使各类之和等于合计。", "Complete the rows or correct them until they add up."
        ),
        section="七",
        row=way,
        column=heading.zh,
        expected=printed.text,
    )


def _missing(table: Budget, total: BudgetLine, ways: str) -> Finding:
    place: Cell = next((cell for cell in table.header if cell), total.name)
    return RULE.finding(
        place,
        message=Words(
            f"预算总金额 {total.revised.text} 未按{ways}列示构成",
            f"The total of {total.revised.text} is not split by {ways}",
        ),
        advice=Words(
            "在预算表下附“预算构成”表：分类方式、类别、调整预算数、实际支出数。",
            "Add the composition table (分类方式, 类别, 调整预算数, 实际支出数) below the budget table.",
        ),
        section="七",
        row=total.name.text,
        printed="",
        expected=ways,
    )
