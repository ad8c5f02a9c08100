"""XCK-12: unit cost far from the plan, or a target left alone when its money was cut."""

from collections.abc import Iterator
from decimal import Decimal

from tongban.account.audit.arithmetic import amount, money, share
from tongban.account.audit.fragments import budget, self_evaluation
from tongban.account.audit.links import ByName, lines_by_name, lines_of_indicators, lines_of_task, spent_on
from tongban.account.audit.parameters import number
from tongban.account.audit.prose import likeness, task_text
from tongban.account.audit.quantities import HUNDRED
from tongban.account.audit.report import BudgetLine, Indicator, Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

YUAN = Decimal(10_000)
TABLE = budget("专项邮寄费|45|-20|25|16.73|66.92%") + "\n"
ROW = "履职|免费邮寄办件数量|≥24000 份|16730 份|专项邮寄费|-30.29%|"

RULE = Rule(
    code="XCK-12",
    severity="warning",
    title=Words("单位成本偏离计划或目标未随预算调整", "Unit cost off the plan, or target not revised"),
    why=Words(
        "计划单价与实际单价相差过大，或经费已核减而目标未改，说明目标与预算脱节。",
        "A unit cost far from the plan, or a target kept when the money was cut, shows both were never linked.",
    ),
    source=Words(
        "财预〔2021〕101号：目标与资金相匹配；比例可配置",
        "MOF document 财预〔2021〕101号: targets match the money; the limits are configurable",
    ),
    parameters={"percent": Decimal(20), "cut_percent": Decimal(20), "likeness": Decimal("0.5")},
    fires=TABLE + self_evaluation(ROW),
    silent=TABLE + self_evaluation(ROW + "改为线上送达，单价由合同重新议定"),
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find counted indicators paid from one line whose unit cost or cut speaks against the target.

    Where several indicators share a line, only what the like-named tasks say was paid counts.
    """
    by_name = lines_by_name(report)
    linked = lines_of_indicators(report)
    for indicator, lines in linked:
        if len(lines) != 1 or indicator.cause or indicator.actual.unit in ("", "%"):
            continue
        is_shared = sum(lines[0] in other for _, other in linked) > 1
        paid = _paid(indicator, lines[0], report, by_name, given) if is_shared else amount(lines[0].actual)
        reasons = (*_unit_cost(indicator, lines[0], paid, given), *_cut(lines[0], indicator, given))
        if reasons:
            yield _finding(indicator, lines[0], reasons)


def _paid(indicator: Indicator, line: BudgetLine, report: Report, by_name: ByName, given: Given) -> Decimal:
    """Return what the tasks that tell of the indicator paid from a shared line."""
    least, name = number(given, "likeness"), indicator.name.text
    telling = [task for task in report.tasks if line in lines_of_task(task, by_name)]
    costs = [spent_on(task) for task in telling if likeness(name, task_text(task)) >= least]
    return sum((cost for cost in costs if cost is not None), Decimal(0))


def _unit_cost(indicator: Indicator, line: BudgetLine, paid: Decimal, given: Given) -> Iterator[Words]:
    """Compare planned money ÷ target with paid money ÷ actual, in yuan."""
    target, actual, initial = indicator.target.value, indicator.actual.value, line.initial.value
    if not target or not actual or not initial or not paid:
        return
    plan, real = initial * YUAN / target, paid * YUAN / actual
    if abs(real - plan) * HUNDRED <= plan * number(given, "percent"):
        return
    planned = f"{money(initial)}万元 ÷ {indicator.target.value} = {money(plan)}"
    done = f"{money(paid)}万元 ÷ {indicator.actual.value} = {money(real)}"
    needed = money(real * target / YUAN)
    yield Words(
        f"单位成本计划 {planned} 元，实际 {done} 元，相差 {share(real - plan, plan)}；按实际单价完成目标需 {needed}万元",
        f"unit cost planned {planned} yuan, actual {done} yuan, {share(real - plan, plan)} apart; "
        f"at that cost the target needs {needed} (10,000 yuan)",
    )


def _cut(line: BudgetLine, indicator: Indicator, given: Given) -> Iterator[Words]:
    """Compare the cut of the line with its limit."""
    change, initial = amount(line.adjustment), amount(line.initial)
    if -change * HUNDRED > initial * number(given, "cut_percent"):
        cut = f"{money(change)} ÷ {money(initial)} = {share(change, initial)}"
        yield Words(
            f"经费年中核减 {cut}，目标 {indicator.target.text} 未调整",
            f"the line was cut by {cut}, the target {indicator.target.text} was not revised",
        )


def _finding(indicator: Indicator, line: BudgetLine, reasons: tuple[Words, ...]) -> Finding:
    zh, en = "；".join(reason.zh for reason in reasons), "; ".join(reason.en for reason in reasons)
    return RULE.finding(
        indicator.target,
        message=Words(
            f"{indicator.name.text}（{line.name.text}）：{zh}",
            f"{indicator.name.text} ({line.name.text}): {en}",
        ),
        advice=Words(
            "在“原因分析”栏说明单价和目标的关系；预算核减时同步调整目标。",
            "Explain cost and target under 原因分析, and revise targets together with the budget.",
        ),
        section="九",
        row=indicator.name.text,
        column="指标目标值",
        expected="原因分析",
    )
