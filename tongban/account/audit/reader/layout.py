"""The words of the printed form: section headings, labels, and the header rows tables are known by."""

import re
from functools import lru_cache

from msgspec import Struct

BRACKETED = re.compile(r"[（(【\[][^）)】\]]*[）)】\]]")

SECTIONS = {
    "一": ("预算部门名称", "部门名称", "单位名称"),
    "二": ("年度履职目标完成情况", "履职目标", "履职情况"),
    "三": ("部门（单位）概况", "概况"),
    "四": ("部门（单位）整体支出绩效实现情况", "绩效实现", "实现情况"),
    "五": ("部门（单位）整体支出绩效中存在问题及改进措施", "问题", "改进措施"),
    "六": ("绩效自评结果拟应用和公开情况", "结果拟应用", "结果应用", "公开"),
    "七": ("预算信息", "预算资金", "预算执行"),
    "八": ("年度重点任务", "重点任务"),
    "九": ("部门整体自评表", "自评表", "指标"),
}
FULL_HEADINGS = {words[0]: numeral for numeral, words in SECTIONS.items()}

LABELS = {
    "编制日期": "prepared_on",
    "编制人": "author",
    "联系电话": "contact",
    "盖章": "seal",
    "版本": "version",
    "公开日期": "published_on",
    "公开地址": "published_at",
    "执行率口径": "rate_basis",
    "预算调整率口径": "adjustment_basis",
    "财政收回数": "taken_back",
    "自评总分": "total_score",
    "自评等级": "grade",
}

BUDGET = {
    "本年度预算资金": "name",
    "项目名称": "name",
    "年初预算数": "initial",
    "上年度结转及当年预算追加追减数": "adjustment",
    "上年度结转": "carry_over",
    "上年度结转数": "carry_over",
    "上年结转": "carry_over",
    "上年结转数": "carry_over",
    "当年预算追加追减数": "supplement",
    "年中追加追减数": "supplement",
    "调整预算数": "revised",
    "全年预算数": "revised",
    "实际支出数": "actual",
    "全年执行数": "actual",
    "执行率": "rate",
}
BUDGET_ANNEX = {
    "预算项目": "name",
    "预算单位": "unit",
    "资金来源": "funding",
    "功能分类": "function_class",
    "经济分类": "economic_class",
    "政府采购": "procurement",
    "调整原因": "adjustment_reason",
    "执行偏差原因": "cause",
}
COMPOSITION = {"分类方式": "by", "类别": "name", "调整预算数": "revised", "实际支出数": "actual"}
TASKS = {
    "对应部门主要职责": "function",
    "任务名称": "name",
    "主要内容": "content",
    "完成情况": "completion",
    "计划值": "plan",
    "完成时限": "due",
    "预算项目": "budget_line",
    "使用金额": "spent",
    "责任处室": "owner",
}
INDICATORS = {
    "类别": "level1",
    "一级指标": "level1",
    "二级指标": "level2",
    "三级指标": "level3",
    "指标名称": "name",
    "指标目标值": "target",
    "年度指标值": "target",
    "指标完成值": "actual",
    "实际完成值": "actual",
    "完成值来源": "source",
    "权重": "weight",
    "分值": "weight",
    "得分": "score",
    "偏差情况": "deviation",
    "是否达标": "met",
    "原因分析": "cause",
    "偏差原因分析及改进措施": "cause",
}
INDICATOR_ANNEX = {
    "指标": "name",
    "指标方向": "better",
    "上年值": "baseline",
    "计算口径": "formula",
    "计算数据": "basis",
    "对应职能": "function",
    "对应预算": "budget_line",
    "改进措施": "measure",
    "责任处室": "owner",
    "完成时限": "due",
}
WITHOUT_MEANING = frozenset({"", "序号", "分解目标"})
OPENING = frozenset(
    {"序号", "分解目标", "对应部门主要职责", "任务名称", "预算项目", "分类方式", "指标"}
    | set(BUDGET)
    | set(INDICATORS)
)
LEVELS = {
    "预算总金额": "total",
    "合计": "total",
    "总计": "total",
    "基本支出": "basic",
    "项目支出": "project",
}


class TableLayout(Struct, frozen=True):
    """What a header row says: the kind of table, its section, and the field of each column ("" for none)."""

    kind: str
    section: str
    fields: tuple[str, ...]
    unknown: tuple[int, ...]


@lru_cache(4096)
def plain(header: str) -> str:
    """Return a header or name without spaces and without what stands in brackets (units, signs)."""
    return BRACKETED.sub("", "".join(header.split())).rstrip("%％")


@lru_cache(256)
def layout_of(header: tuple[str, ...]) -> TableLayout | None:
    """Return the layout a header row announces, or None where it is no header of a known table."""
    words = tuple(plain(text) for text in header)
    kind, section, fields = _kind(words)
    if not kind:
        return None
    if kind == "indicators" and "指标名称" not in words:
        fields = {**fields, "三级指标": "name"}
    found: list[str] = []
    unknown: list[int] = []
    for index, word in enumerate(words):
        name = fields.get(word, "")
        if (not name and word not in WITHOUT_MEANING) or (name and name in found):
            unknown.append(index)
            name = ""
        found.append(name)
    if kind == "budget" and "name" not in found:
        found[next(index for index, name in enumerate(found) if not name)] = "name"
        unknown = [index for index in unknown if found[index] != "name"]
    return TableLayout(kind=kind, section=section, fields=tuple(found), unknown=tuple(unknown))


def _kind(words: tuple[str, ...]) -> tuple[str, str, dict[str, str]]:
    known = set(words)
    first = next((word for word in words if word not in WITHOUT_MEANING), "")
    if known & {"指标名称", "三级指标"} and known & {"指标目标值", "年度指标值"}:
        return "indicators", "九", INDICATORS
    if first == "指标":
        return "indicator annex", "九", INDICATOR_ANNEX
    if first == "对应部门主要职责" or "任务名称" in known:
        return "tasks", "八", TASKS
    if first == "预算项目":
        return "budget annex", "七", BUDGET_ANNEX
    if first == "分类方式":
        return "composition", "七", COMPOSITION
    figures = len(known & BUDGET.keys() - {"本年度预算资金", "项目名称"})
    is_budget = figures >= 1 and first in ("本年度预算资金", "项目名称")
    is_alike = figures >= 3 and any(word not in BUDGET for word in words)
    return ("budget", "七", BUDGET) if is_budget or is_alike else ("", "", {})


@lru_cache(1024)
def level_of(name: str) -> str:
    """Return the level of a budget row: total, basic, project, or line."""
    return LEVELS.get(plain(name).removeprefix("其中：").removeprefix("其中:"), "line")
