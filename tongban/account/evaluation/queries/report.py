"""The nine sections assembled from the data: what is filed, published and audited is always made here."""

from collections.abc import Iterable

from tongban.account.audit.report import Cell, Function, Imprint, NamedFigure, Report, Section
from tongban.account.evaluation.queries.account import Account
from tongban.account.evaluation.queries.figures import FilledText, fill_and_locate
from tongban.account.evaluation.queries.printed_values import cell, hundredths
from tongban.account.evaluation.queries.tables import budget_of, indicator_of, task_of

TITLE = "苏州市市级预算部门（单位）整体支出预算绩效自评报告"
HEADINGS = {
    "一": "预算部门名称",
    "二": "年度履职目标完成情况",
    "三": "部门（单位）概况",
    "四": "部门（单位）整体支出绩效实现情况",
    "五": "部门（单位）整体支出绩效中存在问题及改进措施",
    "六": "绩效自评结果拟应用和公开情况",
    "七": "预算信息",
    "八": "年度重点任务",
    "九": "部门整体自评表",
}
PARTS = {
    "4.1": "（一）投入情况分析。",
    "4.2": "（二）执行管理情况分析。",
    "4.3": "（三）产出和效益情况分析。",
}
TASK_HEADER = (
    "对应部门主要职责",
    "任务名称",
    "主要内容",
    "完成情况",
    "计划值",
    "完成时限",
    "预算项目",
    "使用金额（万元）",
    "责任处室",
)
INDICATOR_HEADER = (
    "类别",
    "二级指标",
    "指标名称",
    "指标目标值",
    "指标完成值",
    "完成值来源",
    "权重",
    "得分",
    "偏差情况",
    "是否达标",
    "原因分析",
)


def report_of(account: Account) -> Report:
    """Return a performance year as a report; the same that is audited on the page and read back from a file."""
    year = account.evaluation
    return Report(
        title=cell(year.title or TITLE),
        department=cell(year.department.name),
        year=year.year,
        year_cell=Cell(f"（{year.year}年度）"),
        imprint=_imprint(account),
        sections=tuple(_sections(account)),
        functions=tuple(Function(each.numeral, Cell(each.text)) for each in account.functions),
        bodies=tuple(Cell(body) for body in year.bodies),
        units=tuple(Cell(unit) for unit in account.units),
        budget=budget_of(account),
        tasks=tuple(task_of(task, account) for task in account.tasks),
        indicators=tuple(indicator_of(standing) for standing in account.standings),
        task_header=tuple(Cell(word) for word in TASK_HEADER),
        indicator_header=tuple(Cell(word) for word in INDICATOR_HEADER),
        total_score=hundredths(account.points),
        grade=cell(account.grade),
        format="json",
    )


def _imprint(account: Account) -> Imprint:
    year = account.evaluation
    frozen = account.last_version if year.filed_at else None
    return Imprint(
        prepared_on=cell(year.prepared_on),
        author=cell(year.author),
        contact=cell(year.contact),
        seal=cell(year.seal),
        version=cell(f"V{frozen}" if frozen else "草案"),
        published_on=cell(year.publish_on),
        published_at=cell(year.publish_at),
    )


def _sections(account: Account) -> Iterable[Section]:
    texts = {
        "一": [FilledText(account.evaluation.department.name)],
        "二": [account.text_of("2")],
        "三": [FilledText(text) for text in _overview(account)],
        "四": list(_parts(account)),
        "五": _problems(account),
        "六": [account.text_of("6")],
    }
    for numeral, heading in HEADINGS.items():
        paragraphs = [each for each in texts.get(numeral, []) if each.text]
        cells = tuple(Cell(each.text) for each in paragraphs)
        yield Section(numeral, Cell(f"{numeral}、{heading}"), cells, figures=tuple(_named(paragraphs)))


def _named(paragraphs: Iterable[FilledText]) -> Iterable[NamedFigure]:
    """Yield the figures of paragraphs with their keys, so that nobody has to find them again in the prose."""
    for number, paragraph in enumerate(paragraphs):
        for offset, figure in paragraph.figures:
            keys = {name: getattr(figure, name) for name in ("value", "metric", "definition", "snapshot")}
            yield NamedFigure(number, offset, figure.text, figure.key, **keys)


def _parts(account: Account) -> Iterable[FilledText]:
    for code, heading in PARTS.items():
        text = account.text_of(code)
        if text.text:
            yield FilledText(heading) + text


def _overview(account: Account) -> list[str]:
    functions = "".join(f"{each.numeral}{each.text.rstrip('。')}。" for each in account.functions)
    bodies = "、".join(account.evaluation.bodies)
    units = "，".join(account.units)
    return [
        f"一、主要职能{functions}" if functions else "",
        f"二、部门机构设置及预算单位构成情况：1. 内设机构包括：{bodies}。" if bodies else "",
        f"2. 预算单位共{len(account.units)}家，具体包括：{units}。" if units else "",
    ]


def _problems(account: Account) -> list[FilledText]:
    numerals = "一二三四五六七八九十"
    texts = []
    for numeral, each in zip(numerals, account.problems, strict=False):
        problem, measure = (
            fill_and_locate(text, account.printed_figures) for text in (each.problem, each.measure)
        )
        answer = f"责任处室：{each.owner}，完成时限：{each.due_on}。" if each.owner and each.due_on else ""
        texts.append(FilledText(f"（{numeral}）{each.heading}。") + problem + measure + answer)
    return texts
