"""The columns of each printed table: the field, its header word, and how wide it wants to be in millimetres."""

from msgspec import Struct


class Column(Struct, frozen=True):
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

MERGED_ADJUSTMENT = Column("adjustment", "上年度结转及当年预算追加追减数（万元）", 32, "figure")
PARTED_ADJUSTMENT = (
    Column("carry_over", "上年度结转（万元）", 24, "figure"),
    Column("supplement", "当年预算追加追减数（万元）", 28, "figure"),
)
BUDGET_NAME = Column("name", "本年度预算资金（万元）", 40)
BUDGET_INITIAL = Column("initial", "年初预算数（万元）", 24, "figure")
BUDGET_RESULT = (
    Column("revised", "调整预算数（万元）", 24, "figure"),
    Column("actual", "实际支出数（万元）", 24, "figure"),
    Column("rate", "执行率（%）", 20, "figure"),
)
BUDGET_ANNEX = (
    Column("name", "预算项目", 40),
    Column("unit", "预算单位", 36),
    Column("funding", "资金来源", 24),
    Column("function_class", "功能分类", 24),
    Column("economic_class", "经济分类", 24),
    Column("procurement", "政府采购", 16, "value"),
    Column("adjustment_reason", "调整原因", 45),
    Column("cause", "执行偏差原因", 45),
)
COMPOSITION = (
    Column("by", "分类方式", 32, "group"),
    Column("name", "类别", 60),
    Column("revised", "调整预算数（万元）", 30, "figure"),
    Column("actual", "实际支出数（万元）", 30, "figure"),
)
TASKS = (
    Column("function", "对应部门主要职责", 44, "passage"),
    Column("name", "任务名称", 34),
    Column("content", "主要内容", 26),
    Column("completion", "完成情况", 56),
)
TASK_EXTRAS = (
    Column("plan", "计划值", 20),
    Column("due", "完成时限", 21),
    Column("budget_line", "预算项目", 26),
    Column("spent", "使用金额（万元）", 20, "figure"),
    Column("owner", "责任处室", 24),
)
INDICATORS = (
    Column("level1", "类别", 17, "group"),
    Column("name", "指标名称", 44),
    Column("target", "指标目标值", 24, "value"),
    Column("actual", "指标完成值", 24, "value"),
    Column("source", "完成值来源", 52),
    Column("deviation", "偏差情况", 20, "figure"),
    Column("cause", "原因分析", 40),
)
INDICATOR_EXTRAS = (
    Column("weight", "权重", 14, "figure"),
    Column("score", "得分", 14, "figure"),
    Column("met", "是否达标", 14, "value"),
    Column("level2", "二级指标", 20, "group"),
    Column("level3", "三级指标", 22),
)
INDICATOR_ANNEX = (
    Column("name", "指标", 40),
    Column("better", "指标方向", 18, "value"),
    Column("baseline", "上年值", 18, "value"),
    Column("formula", "计算口径", 40),
    Column("basis", "计算数据", 28),
    Column("function", "对应职能", 16, "value"),
    Column("budget_line", "对应预算", 28),
    Column("measure", "改进措施", 40),
    Column("owner", "责任处室", 24),
    Column("due", "完成时限", 21),
)
