"""BUD-07: carry-over and supplement printed in one column."""

from collections.abc import Iterator

from tongban.account.audit.fragments import BUDGET, budget
from tongban.account.audit.parameters import words
from tongban.account.audit.prose import has_any, without_spaces
from tongban.account.audit.report import Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

RULE = Rule(
    code="BUD-07",
    severity="warning",
    title=Words("结转与追加追减合并在一栏", "Carry-over and supplement share a column"),
    why=Words(
        "合并列示后，预算调整率和结转率都无法复核。",
        "Merged, neither the adjustment rate nor the carry-over rate can be recomputed.",
    ),
    source=Words(
        "预算法实施条例第五十条（结转与结余分别界定）；财预〔2013〕53号预算调整率口径",
        "Budget Law Regulation Art. 50 (carry-over defined apart); adjustment rate of 财预〔2013〕53号",
    ),
    parameters={"carried": ("结转",), "changed": ("追加", "追减", "调整数")},
    fires=budget("体检费|10|2|12|12|100.00%"),
    silent=budget(
        "体检费|10|1|1|12|12|100.00%",
        header=BUDGET.replace(
            "上年度结转及当年预算追加追减数（万元）", "上年度结转（万元）|当年预算追加追减数（万元）"
        ),
    ),
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find a header that names both the carry-over and the changes of the year."""
    carried, changed = words(given, "carried"), words(given, "changed")
    for cell in report.budget.header:
        text = without_spaces(cell.text)
        if has_any(text, carried) and has_any(text, changed):
            yield RULE.finding(
                cell,
                message=Words(
                    f"“{text}”把上年结转和当年追加追减合为一栏，预算调整率无法复核",
                    f"“{text}” merges last year's carry-over with this year's changes; "
                    "the adjustment rate cannot be recomputed",
                ),
                advice=Words(
                    "分列“上年度结转”和“当年预算追加追减数”两栏。",
                    "Print the carry-over (上年度结转) and the supplement (当年预算追加追减数) in two columns.",
                ),
                section="七",
                column=text,
                expected="上年度结转 | 当年预算追加追减数",
            )
