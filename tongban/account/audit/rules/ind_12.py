"""IND-12: a rate whose method is not stated."""

from collections.abc import Iterator

from tongban.account.audit.concepts import names_of
from tongban.account.audit.fragments import annex, self_evaluation
from tongban.account.audit.parameters import words
from tongban.account.audit.report import Budget, Cell, Indicator, Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

ROW = "过程|预算调整率|=0%|36.74%|部门决算|36.74个百分点|"

RULE = Rule(
    code="IND-12",
    severity="info",
    title=Words("比率未注明计算口径", "Rate without its method"),
    why=Words(
        "同一比率有几种算法，结果相差很大；不写口径就无法复算，也无法与他年比较。",
        "The same rate can be computed in several ways with very different results; "
        "without the method nobody can recompute or compare it.",
    ),
    source=Words(
        "财预〔2013〕53号给出公式；词表可配置（名称含|可选口径）",
        "MOF document 财预〔2013〕53号 gives formulas; configurable (word in the name|choices)",
    ),
    parameters={
        "ambiguous": (
            "三公|预算数或决算数，两年金额",
            "预算执行率|对年初预算或对调整预算",
            "预算调整率|净额或总额",
        )
    },
    fires=self_evaluation(ROW),
    silent=self_evaluation(ROW) + annex("计算口径", "预算调整率|（上年结转＋追加追减净额）÷年初预算数"),
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find ambiguous rates without a formula on the row or a statement beside the budget table."""
    known = [entry.split("|") for entry in words(given, "ambiguous")]
    known = [entry for entry in known if entry[0] in names_of(report)]
    for indicator in report.indicators:
        name = indicator.name.text
        choices = next((choices for word, choices in known if word in name), "")
        if choices and not indicator.formula and not _stated(report.budget, name):
            yield _undeclared(indicator, choices)


def _stated(budget: Budget, name: str) -> Cell | bool:
    return ("执行率" in name and budget.rate_basis) or ("调整率" in name and budget.adjustment_basis)


def _undeclared(indicator: Indicator, choices: str) -> Finding:
    return RULE.finding(
        indicator.name,
        message=Words(
            f"完成值 {indicator.actual.text} 未注明口径（{choices}）",
            f"{indicator.actual.text} is printed without its method ({choices})",
        ),
        advice=Words(
            "在指标说明的“计算口径”中写明公式，并附计算数据。",
            "State the formula (计算口径) and the figures divided.",
        ),
        section="九",
        row=indicator.name.text,
        column="计算口径",
        printed="",
        expected=choices,
    )
