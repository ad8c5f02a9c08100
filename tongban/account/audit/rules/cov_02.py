"""COV-02: indicators that hang on no function and no budget line."""

from collections.abc import Iterator

from tongban.account.audit.deviation import table_head
from tongban.account.audit.fragments import annex, self_evaluation
from tongban.account.audit.links import lines_of_indicators
from tongban.account.audit.parameters import words
from tongban.account.audit.report import BudgetLine, Indicator, Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

ROW = "履职|大厅办件数量|≥30 件|30 件|审批系统|0.00%|"
FUNCTION, LINE = Words("对应职能", "function"), Words("对应预算", "budget line")

RULE = Rule(
    code="COV-02",
    severity="info",
    title=Words("指标未与职能、预算项目挂钩", "Indicators linked to no function and no budget line"),
    why=Words(
        "看不出指标衡量哪项职能、花的是哪笔钱，就无法把绩效与预算对上。",
        "Unless an indicator says which function it measures and which money it uses, results and budget never meet.",
    ),
    source=Words(
        "财预〔2021〕101号：指标与职责、资金相匹配", "MOF document 财预〔2021〕101号: match duties and money"
    ),
    parameters={"output_classes": ("产出", "履职", "效益", "效果", "满意度")},
    fires=self_evaluation(ROW),
    silent=self_evaluation(ROW) + annex("对应职能", "大厅办件数量|（三）"),
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find output indicators without a function, and those citing a budget line without linking it."""
    classes = words(given, "output_classes")
    wanting = [
        (row, missing)
        for row, lines in lines_of_indicators(report)
        if (missing := _missing(row, lines, classes))
    ]
    linked = any(row.function or row.budget_line for row in report.indicators)
    if wanting and not linked and len(report.indicators) > 1:
        yield _none(report, len(wanting))
        return
    for row, missing in wanting:
        yield _unlinked(row, missing)


def _missing(row: Indicator, lines: tuple[BudgetLine, ...], classes: tuple[str, ...]) -> list[Words]:
    missing = []
    if not row.function and row.level1.text.startswith(classes):
        missing.append(FUNCTION)
    if lines and row.source and not row.budget_line:
        missing.append(LINE)
    return missing


def _none(report: Report, count: int) -> Finding:
    return RULE.finding(
        table_head(report),
        message=Words(
            f"{len(report.indicators)} 个指标均未登记对应职能和预算项目，其中 {count} 个应当登记",
            f"None of the {len(report.indicators)} indicators is linked; {count} should be",
        ),
        advice=ADVICE,
        section="九",
        column="对应职能、对应预算",
        printed="",
        expected="对应职能、对应预算",
    )


ADVICE = Words(
    "在指标说明中登记“对应职能”和“对应预算”。", "Record 对应职能 and 对应预算 in the indicators' annex."
)


def _unlinked(row: Indicator, missing: list[Words]) -> Finding:
    zh, en = "、".join(each.zh for each in missing), " and ".join(each.en for each in missing)
    return RULE.finding(
        row.name,
        message=Words(f"指标未登记{zh}", f"No {en} recorded for this indicator"),
        advice=ADVICE,
        section="九",
        row=row.name.text,
        column=zh,
        printed="",
        expected=zh,
    )
