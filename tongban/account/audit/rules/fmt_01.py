"""FMT-01: stray spaces, dropped zeros, doubled percent signs, mixed decimals."""

from collections import Counter
from collections.abc import Iterator

from tongban.account.audit.fragments import budget
from tongban.account.audit.repairs import repair_finding, repairs_of
from tongban.account.audit.report import BudgetLine, Cell, Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

RULE = Rule(
    code="FMT-01",
    severity="info",
    title=Words("数字和空格格式不统一", "Numbers and spaces in mixed formats"),
    why=Words(
        "同一栏小数位不一、单位重复、字间有空格，读者难以比较，机器容易读错。",
        "Mixed decimals, doubled units and stray spaces are hard to compare and easily misread.",
    ),
    source=Words("填表要求：金额、百分比保留两位小数", "The form: amounts and rates with two decimals"),
    fires=budget("体检费|13.9||13.9|13.9|100.00%"),
    silent=budget("体检费|13.90||13.90|13.90|100.00%"),
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find spaces and signs the reader took out, and numbers printed in more than one way."""
    for repair in repairs_of(report, RULE):
        yield repair_finding(
            RULE,
            repair,
            Words(f"已读作“{repair.repaired}”", f"Read as “{repair.repaired}”"),
            Words("去掉多余的空格和符号。", "Take out the stray spaces and signs."),
        )
    for line in report.budget.lines:
        adjustments = (
            (line.carry_over, line.supplement) if line.carry_over or line.supplement else (line.adjustment,)
        )
        amounts = (line.initial, *adjustments, line.revised, line.actual)
        dropped = [each.text for each in amounts if each.value is not None and each.text[-3:-2] != "."]
        if dropped:
            yield _dropped(line, dropped)
    yield from _doubled(report)
    yield from _mixed(report)


def _dropped(line: BudgetLine, dropped: list[str]) -> Finding:
    printed = "、".join(dict.fromkeys(dropped))
    return RULE.finding(
        line.name,
        message=Words(f"金额未保留两位小数：{printed}", f"Amounts without two decimals: {printed}"),
        advice=Words("金额统一保留两位小数。", "Print all amounts with two decimals."),
        section="七",
        row=line.name.text,
        printed=printed,
        expected="两位小数",
    )


def _doubled(report: Report) -> Iterator[Finding]:
    column = next((cell for cell in report.budget.header if "执行率" in cell.text and "%" in cell.text), None)
    count = sum([line.rate.text.endswith("%") for line in report.budget.lines]) if column else 0
    if column and count:
        yield RULE.finding(
            column,
            message=Words(
                f"表头已注明%，{count} 个单元格又写%",
                f"The header says % and {count} cells repeat it",
            ),
            advice=Words("表头和单元格只在一处写%。", "Print % in the header or in the cells, not in both."),
            section="七",
            column=column.text,
            expected=column.text.replace("（%）", "").replace("(%)", ""),
        )


def _mixed(report: Report) -> Iterator[Finding]:
    shown = [row.deviation.text[:-1] for row in report.indicators if row.deviation.text.endswith("%")]
    found = Counter([len(text.partition(".")[2]) for text in shown])
    if len(found) > 1:
        first = report.indicators[0].name
        column: Cell = next((cell for cell in report.indicator_header if "偏差" in cell.text), first)
        printed = "，".join(f"{places} 位小数 {count} 处" for places, count in sorted(found.items()))
        yield RULE.finding(
            column,
            message=Words(
                f"同一栏小数位不一：{printed}",
                "Mixed decimals in one column: "
                + ", ".join(f"{count} with {places}" for places, count in sorted(found.items())),
            ),
            advice=Words("偏差统一保留两位小数。", "Print all deviations with two decimals."),
            section="九",
            column="偏差情况",
            printed=printed,
            expected="两位小数",
        )
