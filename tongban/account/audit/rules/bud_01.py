"""BUD-01: the adjusted budget of a row is its initial budget plus what came in or went out."""

from collections.abc import Iterator
from decimal import Decimal

from tongban.account.audit.arithmetic import HALF_CENT, amount, money, row_gap
from tongban.account.audit.fragments import budget
from tongban.account.audit.parameters import number
from tongban.account.audit.report import Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

RULE = Rule(
    code="BUD-01",
    severity="error",
    title=Words("调整预算数不等于年初数加调整数", "Adjusted budget is not initial plus adjustment"),
    why=Words(
        "调整预算数是执行率的分母，算错一行，执行率和合计都不可信。",
        "The adjusted budget is the denominator of the execution rate; one wrong row spoils rate and sums.",
    ),
    source=Words(
        "预算法第七十五条：决算按预算数、调整预算数、决算数分别列出",
        "Budget Law Art. 75: final accounts show budget, adjusted budget and actual",
    ),
    parameters={"tolerance": HALF_CENT * 3},
    fires=budget("体检费|10|2|13|12|92.31%"),
    silent=budget("体检费|10|2|12|12|100.00%", "宣传费|5||5|5|100.00%"),
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find rows whose adjusted budget is not initial + adjustment."""
    tolerance = number(given, "tolerance")
    for line in report.budget.lines:
        gap = row_gap(line)
        if abs(gap) <= tolerance:
            continue
        expected = money(amount(line.initial) + amount(line.adjustment))
        sum_text = f"{money(amount(line.initial))} + {money(amount(line.adjustment))} = {expected}"
        difference = money(Decimal(abs(gap)))
        yield RULE.finding(
            line.revised,
            message=Words(
                f"{line.name.text}：{sum_text} ≠ {line.revised.text}，差 {difference}",
                f"{line.name.text}: {sum_text} ≠ {line.revised.text}, off by {difference}",
            ),
            advice=Words(
                "核对年初批复、结转和追加追减文件，更正三个数中错的一个。",
                "Check the approved budget and the adjustment papers and correct the wrong one of the three.",
            ),
            section="七",
            row=line.name.text,
            column="调整预算数",
            expected=expected,
        )
