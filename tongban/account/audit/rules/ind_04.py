"""IND-04: the structure of the table: outputs and benefits, cost, quality and time."""

from collections.abc import Iterator
from decimal import Decimal

from tongban.account.audit.deviation import table_head
from tongban.account.audit.fragments import self_evaluation
from tongban.account.audit.parameters import number, words
from tongban.account.audit.quantities import percentage
from tongban.account.audit.report import Indicator, Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

WIDE = "一级指标|二级指标|指标名称|指标目标值|指标完成值|权重"

RULE = Rule(
    code="IND-04",
    severity="warning",
    title=Words(
        "指标结构偏重过程，缺少产出效益类别", "Structure leans on process; output classes are missing"
    ),
    why=Words(
        "产出和效益是部门履职的结果，权重原则上不低于 60%；成本、质量、时效不设指标就无从评价。",
        "Outputs and benefits are what the department is for and should weigh 60 %; "
        "without cost, quality and time nothing can be said of them.",
    ),
    source=Words(
        "财预〔2020〕10号（产出、效益权重原则上不低于 60%）；财预〔2021〕101号（成本、质量、时效）",
        "MOF documents 财预〔2020〕10号 (outputs and benefits at least 60 %) and 财预〔2021〕101号 (classes)",
    ),
    parameters={
        "share_percent": Decimal(60),
        "output_classes": ("产出", "履职", "效益", "效果"),
        "required_classes": ("成本", "质量", "时效"),
    },
    fires=self_evaluation("过程|预算执行率|=100%|100%|决算|0.00%|", "履职|办件数量|≥10 件|10 件|台账|0.00%|"),
    silent=self_evaluation(
        "过程|预算执行|预算执行率|=100%|100%|10",
        "履职|产出数量|办件数量|≥10 件|10 件|30",
        "履职|产出质量|评估通过率|≥90%|95%|20",
        "履职|产出时效|按时办结率|≥99%|99%|20",
        "效益|成本节约|单件成本降低率|≥1%|1%|20",
        header=WIDE,
    ),
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find a table in which outputs and benefits weigh too little, or a required class has no row."""
    if not report.indicators:
        return
    wanted = frozenset(words(given, "output_classes"))
    share, figures, by = _share(report.indicators, wanted)
    is_light = share < number(given, "share_percent")
    if is_light and not any(row.weight.is_unread for row in report.indicators):
        yield _too_light(report, figures, by, given)
    classes = {(row.level1.text, row.level2.text, row.level3.text) for row in report.indicators}
    said = "\n".join([" ".join(each) for each in classes])
    missing = [word for word in words(given, "required_classes") if word not in said]
    if missing:
        yield _without(report, "、".join(missing))


def _share(rows: tuple[Indicator, ...], wanted: frozenset[str]) -> tuple[Decimal, str, Words]:
    weights = [(row.level1.text.removesuffix("指标") in wanted, row.weight.value) for row in rows]
    if any(weight for _, weight in weights):
        part = sum((weight or Decimal(0) for inside, weight in weights if inside), Decimal(0))
        whole = sum((weight or Decimal(0) for _, weight in weights), Decimal(0))
        by = Words("权重", "weight")
    else:
        part, whole = Decimal(sum(inside for inside, _ in weights)), Decimal(len(rows))
        by = Words("项数（未设权重）", "number of rows (no weights)")
    share = percentage(part, whole) or Decimal(0)
    return share, f"{part:f}/{whole:f} = {share}%", by


def _too_light(report: Report, figures: str, by: Words, given: Given) -> Finding:
    limit = number(given, "share_percent")
    return RULE.finding(
        table_head(report),
        message=Words(
            f"产出和效益指标按{by.zh}仅占 {figures}，低于 {limit}%",
            f"Outputs and benefits are {figures} by {by.en}, below {limit} %",
        ),
        advice=Words(
            "设定权重，并提高履职（产出）和效益指标的权重。",
            "Set weights and raise those of outputs and benefits.",
        ),
        section="九",
        column="类别",
        printed=figures,
        expected=f"≥ {limit}%",
    )


def _without(report: Report, missing: str) -> Finding:
    return RULE.finding(
        table_head(report),
        message=Words(
            f"未设二级指标类别：{missing}", f"No indicator of these second-level classes: {missing}"
        ),
        advice=Words(
            "在二级指标中补充相应类别的指标。", "Add indicators of these classes and print the second level."
        ),
        section="九",
        column="二级指标",
        printed="",
        expected=missing,
    )
