"""The columns of each printed table: the field, its header word, and how wide it wants to be in millimetres."""

from msgspec import Struct


class PaperColumn(Struct, frozen=True):
    """One column of a table.

    ``kind`` is text, figure (a number, to the right), value (a number or a word, centred), or one of the two
    whose equal neighbours are merged: group (a word, centred) and passage (a sentence).
    """

    field: str
    header: str
    width: int
    kind: str = "text"


MERGED_KINDS = ("group", "passage")
NUMBER_KINDS = ("figure", "value")

MERGED_ADJUSTMENT = PaperColumn("adjustment", "上年度结转及当年预算追加追减数（万元）", 32, "figure")
PARTED_ADJUSTMENT = (
    PaperColumn("carry_over", "上年度结转（万元）", 24, "figure"),
    PaperColumn("supplement", "当年预算追加追减数（万元）", 28, "figure"),
)
BUDGET_NAME = PaperColumn("name", "本年度预算资金（万元）", 40)
BUDGET_INITIAL = PaperColumn("initial", "年初预算数（万元）", 24, "figure")
BUDGET_RESULT = (
    PaperColumn("revised", "调整预算数（万元）", 24, "figure"),
    PaperColumn("actual", "实际支出数（万元）", 24, "figure"),
    PaperColumn("rate", "执行率（%）", 20, "figure"),
)
BUDGET_ANNEX = (
    PaperColumn("name", "预算项目", 40),
    PaperColumn("unit", "预算单位", 36),
    PaperColumn("funding", "资金来源", 24),
    PaperColumn("function_class", "功能分类", 24),
    PaperColumn("economic_class", "经济分类", 24),
    PaperColumn("procurement", "政府采购", 16, "value"),
    PaperColumn("adjustment_reason", "调整原因", 45),
    PaperColumn("cause", "执行偏差原因", 45),
)
COMPOSITION = (
    PaperColumn("by", "分类方式", 32, "group"),
    PaperColumn("name", "类别", 60),
    PaperColumn("revised", "调整预算数（万元）", 30, "figure"),
    PaperColumn("actual", "实际支出数（万元）", 30, "figure"),
)
TASKS = (
    PaperColumn("function", "对应部门主要职责", 44, "passage"),
    PaperColumn("name", "任务名称", 34),
    PaperColumn("content", "主要内容", 26),
    PaperColumn("completion", "完成情况", 56),
)
TASK_EXTRAS = (
    PaperColumn("plan", "计划值", 20),
    PaperColumn("due", "完成时限", 21),
    PaperColumn("budget_line", "预算项目", 26),
    PaperColumn("spent", "使用金额（万元）", 20, "figure"),
    PaperColumn("owner", "责任处室", 24),
)
INDICATORS = (
    PaperColumn("level1", "类别", 17, "group"),
    PaperColumn("name", "指标名称", 44),
    PaperColumn("target", "指标目标值", 24, "value"),
    PaperColumn("actual", "指标完成值", 24, "value"),
    PaperColumn("source", "完成值来源", 52),
    PaperColumn("deviation", "偏差情况", 20, "figure"),
    PaperColumn("cause", "原因分析", 40),
)
INDICATOR_EXTRAS = (
    PaperColumn("weight", "权重", 14, "figure"),
    PaperColumn("score", "得分", 14, "figure"),
    PaperColumn("met", "是否达标", 14, "value"),
    PaperColumn("level2", "二级指标", 20, "group"),
    PaperColumn("level3", "三级指标", 22),
)
INDICATOR_ANNEX = (
    PaperColumn("name", "指标", 40),
    PaperColumn("better", "指标方向", 18, "value"),
    PaperColumn("baseline", "上年值", 18, "value"),
    PaperColumn("formula", "计算口径", 40),
    PaperColumn("basis", "计算数据", 28),
    PaperColumn("function", "对应职能", 16, "value"),
    PaperColumn("budget_line", "对应预算", 28),
    PaperColumn("measure", "改进措施", 40),
    PaperColumn("owner", "责任处室", 24),
    PaperColumn("due", "完成时限", 21),
)
