"""SCO-01: declared budget units that no line belongs to."""

import re
from collections.abc import Iterator

from tongban.account.audit.fragments import budget
from tongban.account.audit.prose import without_spaces
from tongban.account.audit.report import Cell, Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

ITSELF = re.compile(r"[（(]?本级[）)]?|[（(]机关[）)]|[（）()]")
UNITS = (
    "三、部门（单位）概况\n\n二、部门机构设置及预算单位构成情况 具体包括：市审批局（本级），市交易中心。\n\n"
)

RULE = Rule(
    code="SCO-01",
    severity="warning",
    title=Words("预算单位与预算行对不上", "Budget units without budget lines"),
    why=Words(
        "报告称部门整体，若有单位没有任何预算行，就不知道评的是部门还是本级。",
        "A report on the whole department in which a unit has no line may cover the bureau alone.",
    ),
    source=Words(
        "部门整体支出评价范围应覆盖所属各预算单位（财政复核通行做法）",
        "The evaluation of a whole department covers all its budget units (practice of finance reviews)",
    ),
    fires=UNITS + budget("体检费|10||10|10|100.00%"),
    silent=UNITS
    + budget("体检费|10||10|10|100.00%", "宣传费|5||5|5|100.00%")
    + "\n预算项目\t预算单位\n体检费\t市审批局本级\n宣传费\t市交易中心\n",
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find declared units without a line or a split, and lines of units nobody declared."""
    if len(report.units) < 2 or not report.budget.lines:
        return
    lines = [line.unit for line in report.budget.lines if line.unit]
    splits = [split.name for split in report.budget.splits if split.by.text == "预算单位"]
    present = {_name(cell.text) for cell in (*lines, *splits)}
    declared = {_name(unit.text) for unit in report.units}
    missing = [unit for unit in report.units if _name(unit.text) not in present]
    if missing:
        yield _missing(report, missing)
    for cell in (*lines, *splits):
        if _name(cell.text) not in declared:
            yield RULE.finding(
                cell,
                message=Words(
                    f"预算行所属单位“{cell.text}”不在列明的预算单位中",
                    f"The unit “{cell.text}” of a budget line is not among the declared units",
                ),
                advice=Words(
                    "补充预算单位构成，或更正单位名称。", "Add the unit to section 三, or correct its name."
                ),
                section="七",
                row=cell.text,
                column="预算单位",
            )


def _missing(report: Report, missing: list[Cell]) -> Finding:
    """Return the finding for declared units that no line belongs to."""
    names = "、".join(unit.text for unit in missing)
    return RULE.finding(
        missing[0],
        message=Words(
            f"列明的 {len(report.units)} 家预算单位中，{len(missing)} 家没有预算行：{names}",
            f"Of {len(report.units)} declared budget units, {len(missing)} have no budget line: {names}",
        ),
        advice=Words(
            "在预算执行说明中注明每行的预算单位，或按预算单位列示构成；只评本级的，改正报告范围。",
            "State the unit of every line (预算单位) or split the total by unit; "
            "if only the bureau itself is covered, correct the scope.",
        ),
        section="三",
        row=missing[0].text,
        expected="预算单位",
    )


def _name(text: str) -> str:
    """Return a unit's name without （本级） and brackets."""
    return ITSELF.sub("", without_spaces(text))
