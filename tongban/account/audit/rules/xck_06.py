"""XCK-06: full coverage by targets while money stands in no line."""

from collections.abc import Iterator

from tongban.account.audit.arithmetic import amount, money, share, unlisted
from tongban.account.audit.concepts import TARGET_COVERAGE, indicators_of, is_met
from tongban.account.audit.fragments import budget, self_evaluation
from tongban.account.audit.report import Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

ROW = self_evaluation("过程|绩效管理覆盖率|=100%|100%|申报表|0.00%|")

RULE = Rule(
    code="XCK-06",
    severity="error",
    title=Words("绩效管理称全覆盖，却有资金未列项目", "Full coverage, but money without a line"),
    why=Words(
        "没有列出的项目既无目标也无指标，绩效管理就没有全覆盖。",
        "A project that is not listed has neither target nor indicator, so coverage is not full.",
    ),
    source=Words(
        "中发〔2018〕34号：全方位、全过程、全覆盖的预算绩效管理",
        "Document 中发〔2018〕34号: performance management covering everything",
    ),
    fires=budget("项目支出|30|70|100|94|94.00%", "体检费|30||30|24|80.00%") + "\n" + ROW,
    silent=budget("项目支出|30||30|24|80.00%", "体检费|30||30|24|80.00%") + "\n" + ROW,
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find a coverage rate that reached its target although project money has no line."""
    hidden = unlisted(report.budget)
    if hidden is None:
        return
    whole = amount(hidden.family.parent.revised)
    formula = f"{money(hidden.revised)} ÷ {money(whole)} = {share(hidden.revised, whole)}"
    for indicator in indicators_of(report, TARGET_COVERAGE):
        if is_met(indicator):
            yield RULE.finding(
                indicator.actual,
                message=Words(
                    f"{indicator.name.text} {indicator.actual.text}，但项目支出中 {formula} 没有列出项目和目标",
                    f"{indicator.name.text} {indicator.actual.text}, but {formula} of the project money "
                    "has no line and no target",
                ),
                advice=Words(
                    "列出全部项目及其绩效目标，或按实际更正覆盖率。",
                    "List every project with its target, or correct the coverage.",
                ),
                section="九",
                row=indicator.name.text,
                column="指标完成值",
            )
