"""The three tables of the report (sections 七, 八, 九) as rows of printed cells."""

from collections.abc import Iterable

from tongban.account.audit.report import (
    Budget,
    BudgetLine,
    Cell,
    Figure,
    Indicator,
    Split,
    Target,
    Task,
)
from tongban.account.budget.models import AdjustmentBasis, ControlTotal, RateBasis
from tongban.account.budget.queries import BudgetRow, Execution
from tongban.account.evaluation.models import Better, KeyTask, Operator
from tongban.account.evaluation.queries.account import Account
from tongban.account.evaluation.queries.figures import fill
from tongban.account.evaluation.queries.printed_values import amount, cell, hundredths, number
from tongban.account.evaluation.queries.standings import IndicatorStanding
from tongban.ground.kit.figures import in_wan

RATE_BASES: dict[str, str] = {
    RateBasis.ADJUSTED: "实际支出数÷调整预算数",
    RateBasis.INITIAL: "实际支出数÷年初预算数",
}
ADJUSTMENT_BASES: dict[str, str] = {
    AdjustmentBasis.NET: "净额法：调整增减净额÷年初预算数",
    AdjustmentBasis.GROSS: "总额法：调整增减绝对值之和÷年初预算数",
}
DIRECTIONS: dict[str, str] = {Better.HIGHER: "越高越好", Better.LOWER: "越低越好", Better.TARGET: "等于目标"}
MERGED_HEADER = ("年初预算数", "上年度结转及当年预算追加追减数", "调整预算数", "实际支出数", "执行率（%）")
APART_HEADER = (
    "年初预算数",
    "上年度结转",
    "当年预算追加追减数",
    "调整预算数",
    "实际支出数",
    "执行率（%）",
)
NO_MONEY = "不涉及"
NATURES = {"personnel": "人员经费", "public": "公用经费", "project": "项目经费"}


def budget_of(account: Account) -> Budget:
    """Return the budget table: totals (an outside total that ours does not meet is shown), lines, splits."""
    sheet = account.sheet
    is_merged = bool(sheet.total.merged) or bool(_unmet_controls(account))
    header = ("本年度预算资金（万元）", *(MERGED_HEADER if is_merged else APART_HEADER))
    totals = (
        ("预算总金额", "total", sheet.total),
        ("基本支出", "basic", sheet.basic),
        ("项目支出", "project", sheet.project),
    )
    projects = [row for row in sheet.rows if row.line.kind == "project"]
    return Budget(
        header=tuple(Cell(word) for word in header),
        lines=(
            *(_total_line(account, name, level, execution, is_merged) for name, level, execution in totals),
            *(_line(row, is_merged) for row in projects),
        ),
        splits=tuple(_splits(account)),
        rate_basis=cell(RATE_BASES.get(sheet.budget.rate_basis)),
        adjustment_basis=cell(ADJUSTMENT_BASES.get(sheet.budget.adjustment_basis)),
        taken_back=amount(sheet.budget.taken_back_yuan),
    )


def _unmet_controls(account: Account) -> dict[str, ControlTotal]:
    sheet = account.sheet
    ours = {"total": sheet.total, "basic": sheet.basic, "project": sheet.project}
    return {
        level: control
        for level, control in sheet.controls.items()
        if (in_wan(control.adjusted_yuan), in_wan(control.spent_yuan))
        != (in_wan(ours[level].adjusted), in_wan(ours[level].spent))
    }


def _total_line(account: Account, name: str, level: str, execution: Execution, is_merged: bool) -> BudgetLine:
    control = _unmet_controls(account).get(level)
    if control:
        execution = Execution(
            initial=control.initial_yuan, merged=control.adjustment_yuan, spent=control.spent_yuan
        )
    reasons = _basic_reasons(account) if level == "basic" else ""
    return BudgetLine(
        name=Cell(name), level=level, adjustment_reason=cell(reasons), **_amounts(execution, is_merged)
    )


def _basic_reasons(account: Account) -> str:
    """Return why basic expenditure changed: its lines are not printed, so their reasons stand with the total."""
    changed = [row for row in account.sheet.rows if row.line.kind == "basic" and row.execution.adjustment]
    reasons = [row.reasons for row in changed]
    return "；".join(reasons) if all(reasons) else ""


def _amounts(execution: Execution, is_merged: bool) -> dict[str, Figure]:
    figures = {
        "initial": amount(execution.initial),
        "adjustment": amount(execution.adjustment),
        "revised": amount(execution.adjusted),
        "actual": amount(execution.spent),
        "rate": hundredths(execution.rate),
    }
    if not is_merged:
        figures |= {"carry_over": amount(execution.carry_over), "supplement": amount(execution.in_year)}
    return figures


def _line(row: BudgetRow, is_merged: bool) -> BudgetLine:
    line = row.line
    return BudgetLine(
        name=Cell(line.name),
        level="line",
        adjustment_reason=cell(row.reasons),
        cause=cell(line.cause),
        unit=cell(line.unit),
        funding=cell(line.funding),
        function_class=cell(line.function_class),
        economic_class=cell(line.economic_class),
        procurement=cell("是" if line.is_procurement else ""),
        **_amounts(row.execution, is_merged),
    )


def _splits(account: Account) -> Iterable[Split]:
    cuts = {
        "预算单位": lambda line: line.unit.name if line.unit else "",
        "资金来源": lambda line: line.funding,
        "功能分类": lambda line: line.function_class,
        "经济分类": lambda line: line.economic_class,
        "经费性质": lambda line: NATURES.get(line.nature, ""),
    }
    for by, value_of in cuts.items():
        groups: dict[str, list[Execution]] = {}
        for row in account.sheet.rows:
            groups.setdefault(value_of(row.line), []).append(row.execution)
        if groups and "" not in groups:
            for name, parts in groups.items():
                whole = Execution.total(parts)
                yield Split(Cell(by), Cell(name), amount(whole.adjusted), amount(whole.spent))


def task_of(task: KeyTask, account: Account) -> Task:
    """Return a key task as a row of section 八."""
    return Task(
        function=cell(task.function.text if task.function else ""),
        name=Cell(task.name),
        content=cell(task.content),
        completion=cell(fill(task.completion, account.printed_figures)),
        plan=cell(task.plan),
        due=cell(task.due_on),
        budget_line=cell(task.budget_line or (NO_MONEY if task.needs_no_money else "")),
        spent=amount(task.spent_yuan),
        owner=cell(task.owner),
    )


def indicator_of(standing: IndicatorStanding) -> Indicator:
    """Return an indicator as a row of section 九."""
    row = standing.indicator
    return Indicator(
        level1=Cell(row.level1),
        level2=cell(row.level2),
        level3=cell(row.level3),
        name=Cell(row.name),
        target=Target(
            text=standing.target_text,
            value=row.target,
            unit=row.unit,
            operator=str(row.operator),
            upper=row.target_upper if row.operator == Operator.RANGE else None,
        ),
        actual=Figure(text=standing.actual_text, value=standing.actual, unit=row.unit),
        source=cell(_sources(standing)),
        deviation=_deviation(standing),
        cause=cell(row.cause),
        weight=hundredths(row.weight),
        score=hundredths(standing.points),
        met=cell({True: "是", False: "否", None: ""}[standing.met]),
        better=cell(DIRECTIONS.get(row.better, "")),
        baseline=number(row.baseline, row.unit),
        formula=cell(row.formula),
        basis=cell(row.basis),
        measure=cell(row.measure),
        owner=cell(row.owner),
        due=cell(row.due_on),
        function=cell(row.function.numeral if row.function else ""),
        budget_line=cell(row.budget_line),
        **_keys(standing),
    )


def _keys(standing: IndicatorStanding) -> dict[str, str]:
    live = standing.live
    return {name: getattr(live, name) for name in ("metric", "definition", "snapshot")} if live else {}


def _deviation(standing: IndicatorStanding) -> Figure:
    found = standing.deviation
    if found is None:
        return Figure(text="—")
    value, unit = (found.difference, "个百分点") if found.relative is None else (found.relative, "%")
    return Figure(text=found.shown, value=value, unit=unit)


def _sources(standing: IndicatorStanding) -> str:
    row = standing.indicator
    proofs = [
        f"《{each.title}》（{each.system or '—'}，{each.as_of or '—'}，{each.owner or '—'}）"
        if each.system or each.as_of or each.owner
        else each.title
        for each in row.evidence.all()
    ]
    if standing.live is not None and standing.live.source:
        proofs = [standing.live.source, *proofs]
    elif row.bound_to and not proofs and not standing.is_uncomputed:
        year = row.evaluation
        proofs = [f"《{row.bound_to}》（{year.budget.reference}，{year.year}-12-31，{year.department}）"]
    return "；".join(proofs)
