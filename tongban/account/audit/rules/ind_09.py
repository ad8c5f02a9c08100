"""IND-09: what the department cannot control, counted as its output."""

from collections.abc import Iterator

from tongban.account.audit.concepts import names_of
from tongban.account.audit.fragments import self_evaluation
from tongban.account.audit.parameters import words
from tongban.account.audit.report import Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

RULE = Rule(
    code="IND-09",
    severity="info",
    title=Words("部门不可控事项作为产出指标", "Something outside the department's control counted as output"),
    why=Words(
        "诉讼件数等取决于外部，增减都不是部门的产出。",
        "The number of lawsuits, for one, depends on others: neither more nor fewer is the department's output.",
    ),
    source=Words(
        "财预〔2021〕101号：指标应与部门履职直接相关；词表可配置",
        "MOF document 财预〔2021〕101号: indicators must follow from the duties; the words are configurable",
    ),
    parameters={
        "external": ("诉讼", "复议", "信访", "投诉", "举报", "灾害", "疫情"),
        "counts": ("数量", "件数", "次数", "起数", "量"),
        "output_classes": ("产出", "履职"),
    },
    fires=self_evaluation("履职|行政诉讼案件数量|≤15 件|12 件|案件台账|-20.00%|"),
    silent=self_evaluation(
        "履职|行政诉讼案件数量|≤15 件|12 件|案件台账|-20.00%|规范审批文书，应诉案件同比减少"
    ),
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find counts of external events among the outputs that no explanation ties to the department's work."""
    classes = frozenset(words(given, "output_classes"))
    external = [word for word in words(given, "external") if word in names_of(report)]
    counts = words(given, "counts")
    for indicator in report.indicators if external else ():
        name = indicator.name.text
        if (
            indicator.cause
            or indicator.level1.text.removesuffix("指标") not in classes
            or not name.endswith(counts)
        ):
            continue
        word = next((word for word in external if word in name), "")
        if word:
            yield RULE.finding(
                indicator.name,
                message=Words(
                    f"“{word}”的数量不由部门决定，却作为{indicator.level1.text}指标",
                    f"How many “{word}” there are is not up to the department, yet it counts as an output",
                ),
                advice=Words(
                    "改为可控的指标（如败诉率、按期办结率），或在原因分析中说明与履职的关系。",
                    "Use what can be controlled (share lost, handled in time), or explain the tie to the duties.",
                ),
                section="九",
                row=name,
                column="指标名称",
                expected="可控的产出指标",
            )
