"""A budget as a workbook that can be filled in, exported, and imported again unchanged. Amounts in 万元."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from tongban.account.budget.models import AdjustmentKind, CostNature, LineKind
from tongban.ground.kit.sheets import SheetColumn, write_sheets

LINES, ADJUSTMENTS, PAYMENTS = "预算项目", "预算调整", "支付明细"
KIND, NAME, UNIT, INITIAL, SPENT = "支出类型", "项目名称", "预算单位", "年初预算数", "全年实际支出数"
AMOUNT, CHANGE, REASON, DAY, PAID = "金额", "调整类型", "调整原因", "决定日期", "支付日期"
NATURE, PROCUREMENT, PURPOSE, DOCUMENT, VOUCHER = "费用性质", "政府采购", "用途", "依据文件", "凭证号"
FUNDING, FUNCTION, ECONOMIC, CAUSE = "资金来源", "功能分类", "经济分类", "执行偏差原因"

LINE_KINDS = {"基本支出": LineKind.BASIC, "项目支出": LineKind.PROJECT}
NATURES = {"人员经费": CostNature.PERSONNEL, "公用经费": CostNature.PUBLIC, "项目经费": CostNature.PROJECT}
CHANGES = {
    "上年结转": AdjustmentKind.CARRY_OVER,
    "追加": AdjustmentKind.SUPPLEMENT,
    "追减": AdjustmentKind.CUT,
    "项目间调剂": AdjustmentKind.VIREMENT,
    "政策性调整": AdjustmentKind.POLICY,
    "上级交办": AdjustmentKind.ASSIGNED,
    "结转与增减未区分": AdjustmentKind.MERGED,
}
YES_NO = {"是": True, "否": False}


def _line(*, needed: bool = True) -> tuple[SheetColumn, SheetColumn]:
    return (
        SheetColumn(KIND, is_needed=needed, choices=tuple(LINE_KINDS)),
        SheetColumn(NAME, is_needed=needed, width=30, note="与“预算项目”表中的名称一致"),
    )


SHEETS: dict[str, tuple[SheetColumn, ...]] = {
    LINES: (
        SheetColumn(KIND, is_needed=True, choices=tuple(LINE_KINDS)),
        SheetColumn(NAME, is_needed=True, width=30, note="同一支出类型内不得重名"),
        SheetColumn(UNIT, note="填写部门所属预算单位全称，可留空"),
        SheetColumn(FUNDING),
        SheetColumn(FUNCTION),
        SheetColumn(ECONOMIC),
        SheetColumn(NATURE, choices=tuple(NATURES)),
        SheetColumn(PROCUREMENT, choices=tuple(YES_NO)),
        SheetColumn(INITIAL, "amount", is_needed=True),
        SheetColumn(SPENT, "amount", note="没有支付明细时按全年合计入账；有明细时须与明细合计一致"),
        SheetColumn(CAUSE, width=30, note="执行率低于90%时须说明"),
        SheetColumn("调整预算数", "amount", is_computed=True, note="系统计算，导入时不读取"),
        SheetColumn("执行率（%）", is_computed=True, note="系统计算，导入时不读取"),
    ),
    ADJUSTMENTS: (
        *_line(),
        SheetColumn(CHANGE, is_needed=True, choices=tuple(CHANGES)),
        SheetColumn(AMOUNT, "amount", is_needed=True, note="上年结转、追加填正数，追减填负数"),
        SheetColumn(REASON, width=30, note="除“结转与增减未区分”外必填"),
        SheetColumn(DOCUMENT, width=30),
        SheetColumn(DAY, "day", is_needed=True, note="如 2022-09-28"),
    ),
    PAYMENTS: (
        *_line(),
        SheetColumn(PAID, "day", is_needed=True, note="如 2022-09-28"),
        SheetColumn(AMOUNT, "amount", is_needed=True, note="退回、红冲填负数"),
        SheetColumn(PURPOSE, width=30, is_needed=True),
        SheetColumn(VOUCHER),
    ),
}
ADVICE = (
    "一、本工作簿用于批量录入部门预算，也可由系统导出后修改再导入；金额单位均为万元，可精确到分（小数点后六位）。",
    "二、带 * 的列必填；表头请勿改动，空行自动跳过。",
    "三、导入时要么全部成功，要么一行也不写入；有错误时逐行逐列列出，改正后重新导入即可。",
    "四、已入账的调整和支付不会因导入而修改或删除；与已入账记录完全相同的行不会重复入账。",
    "五、名称相同的预算项目按本表更新说明性内容和年初预算数；本表没有列出的项目保持不变。",
)


@dataclass(frozen=True, slots=True)
class WorkbookLine:
    """A budget line as a row of the workbook."""

    kind: str
    name: str
    unit: str = ""
    fields: dict[str, Any] = field(default_factory=dict)
    spent_yuan: Decimal | None = None
    row: int = 0
    adjusted_yuan: Decimal | None = None
    rate: Decimal | None = None

    @property
    def key(self) -> tuple[str, str]:
        """Return what tells the line from others."""
        return self.kind, self.name


@dataclass(frozen=True, slots=True)
class WorkbookPosting:
    """An adjustment or a payment as a row of the workbook; two with the same values are equal."""

    kind: str
    name: str
    amount_yuan: Decimal
    on: date
    text: str = ""
    document: str = ""
    change: str = ""
    row: int = field(default=0, compare=False)

    @property
    def key(self) -> tuple[str, str]:
        """Return which line it is posted to."""
        return self.kind, self.name


@dataclass(frozen=True, slots=True)
class WorkbookContents:
    """What a workbook says."""

    lines: Sequence[WorkbookLine] = ()
    adjustments: Sequence[WorkbookPosting] = ()
    payments: Sequence[WorkbookPosting] = ()


def blank_workbook() -> bytes:
    """Return the template: empty sheets with their headers, choices and a guide."""
    return write_workbook(WorkbookContents())


def write_workbook(contents: WorkbookContents) -> bytes:
    """Return the contents as a workbook."""
    rows = {
        LINES: map(_line_cells, contents.lines),
        ADJUSTMENTS: map(_adjustment_cells, contents.adjustments),
        PAYMENTS: map(_payment_cells, contents.payments),
    }
    return write_sheets(SHEETS, rows, ADVICE)


def _named(names: dict[str, Any], value: object) -> str:
    return next((name for name, known in names.items() if known == value), "")


def _line_cells(line: WorkbookLine) -> list[Any]:
    said = line.fields
    return [
        _named(LINE_KINDS, line.kind),
        line.name,
        line.unit,
        said["funding"],
        said["function_class"],
        said["economic_class"],
        _named(NATURES, said["nature"]),
        _named(YES_NO, said["is_procurement"]),
        said["initial_yuan"],
        line.spent_yuan,
        said["cause"],
        line.adjusted_yuan,
        "" if line.rate is None else str(line.rate),
    ]


def _adjustment_cells(posted: WorkbookPosting) -> list[Any]:
    change = _named(CHANGES, posted.change)
    line = [_named(LINE_KINDS, posted.kind), posted.name]
    return [*line, change, posted.amount_yuan, posted.text, posted.document, posted.on]


def _payment_cells(posted: WorkbookPosting) -> list[Any]:
    line = [_named(LINE_KINDS, posted.kind), posted.name]
    return [*line, posted.on, posted.amount_yuan, posted.text, posted.document]
