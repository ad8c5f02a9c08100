"""The sheet of indicators as a workbook: its columns, its rows out, and its rows in as cells."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongban.account.evaluation.forms.sheet import (
    ENTRIES,
    NUMBER_CELLS,
    EntryColumn,
    EntryRow,
    IndicatorSheet,
    cells_of,
)
from tongban.account.evaluation.models import Indicator, IndicatorClass
from tongban.account.evaluation.queries.account import Account
from tongban.account.evaluation.queries.standings import IndicatorStanding
from tongban.ground.kit.figures import decimal
from tongban.ground.kit.file_faults import FaultyFile, FileFault
from tongban.ground.kit.sheets import MOST_ROWS, SheetColumn, SheetRow, rows_of_sheet, write_sheets
from tongban.ground.kit.workbooks import sheets_in

SHEET, NAME, CLASS = "绩效指标", "指标名称", "一级指标"
PLACES = {CLASS: "level1", "二级指标": "level2", "三级指标": "level3"}
TITLES = {
    "operator": "目标关系", "target": "指标目标值", "target_upper": "目标上限", "unit": "计量单位", "better": "指标方向",
    "weight": "权重", "actual": "指标完成值", "attained": "达成程度（%）", "verdict": "达成结论", "cause": "偏差原因",
    "measure": "改进措施", "owner": "责任处室", "due_on": "完成时限",
}  # fmt: skip
NOTES = {
    "operator": "“文字”表示定性指标",
    "target": "定量指标填数字，定性指标填文字",
    "target_upper": "仅区间目标填写",
    "weight": "全部指标权重合计 100",
    "actual": "定量指标填数字，定性指标填文字；取自实时数据的指标由系统计算，不可填写",
    "attained": "仅定性指标填写，0 至 100",
    "verdict": "仅定性指标填写；留空时按达成程度判定",
    "due_on": "如 2022-12-31",
}
DEVIATION, POINTS = "偏差情况", "得分"
ADVICE = (
    "一、本工作簿用于批量填报绩效指标，可由系统导出后修改再导入，也可从其他年度导出后导入本年度。",
    "二、带 * 的列必填；表头请勿改动，可以删去不需要的列，删去的列保持系统中原有内容；空行自动跳过。",
    "三、按“指标名称”对应；本表没有列出的指标保持不变，系统中没有的指标须在导入时勾选“新增”。",
    "四、导入时要么全部成功，要么一行也不写入；有错误时逐行逐列列出，改正后重新导入即可。",
    "五、“偏差情况”“得分”由系统计算，导入时不读取。",
)


def _column(column: EntryColumn) -> SheetColumn:
    words = tuple(str(label) for code, label in column.choices if code)
    is_wide = column.kind == "long"
    return SheetColumn(
        TITLES[column.code], choices=words, note=NOTES.get(column.code, ""), width=30 if is_wide else 14
    )


def columns() -> tuple[SheetColumn, ...]:
    """Return the columns of the sheet."""
    return (
        SheetColumn(NAME, is_needed=True, width=34, note="同一年度内不得重名"),
        *(
            SheetColumn(title, choices=tuple(IndicatorClass.values) if title == CLASS else ())
            for title in PLACES
        ),
        *map(_column, ENTRIES),
        SheetColumn(DEVIATION, is_computed=True, note="系统计算，导入时不读取"),
        SheetColumn(POINTS, is_computed=True, note="系统计算，导入时不读取"),
    )


def workbook_of(account: Account) -> bytes:
    """Return the indicators of a year as a workbook that can be imported again."""
    return write_sheets({SHEET: columns()}, {SHEET: map(_row, account.standings)}, ADVICE)


def _row(standing: IndicatorStanding) -> list[Any]:
    row, cells = standing.indicator, cells_of(standing.indicator)
    if row.bound_to:
        cells["actual"] = standing.actual_text
    said = [_value(column, cells[column.code]) for column in ENTRIES]
    places = [getattr(row, name) for name in PLACES.values()]
    return [row.name, *places, *said, standing.deviation_text, standing.points]


def _value(column: EntryColumn, text: str) -> str | Decimal:
    number = decimal(text) if column.code in NUMBER_CELLS else None
    return text if number is None else number


@dataclass(frozen=True, slots=True)
class WorkbookIndicator:
    """An indicator as a row of the workbook: its name, its places in the frame, its cells."""

    row: SheetRow
    name: str
    places: dict[str, str]
    cells: dict[str, str]


def _read(content: bytes, faults: list[FileFault]) -> list[WorkbookIndicator]:
    """Return the rows of a workbook and note every fault that shows without looking at the year."""
    grid = sheets_in(content, (SHEET,), MOST_ROWS + 1).get(SHEET)
    if grid is None:
        text = _("The sheet “%(name)s” is missing. Use the template.") % {"name": SHEET}
        raise FaultyFile([FileFault(SHEET, 1, "", text)])
    found = [*_indicators(grid, faults)]
    if not faults and not found:
        faults.append(FileFault(SHEET, 2, "", _("The workbook has no rows.")))
    return found


def _indicators(grid: Any, faults: list[FileFault]) -> Iterator[WorkbookIndicator]:
    seen: dict[str, int] = {}
    for row in rows_of_sheet(grid, SHEET, columns(), faults):
        name = row.text(NAME)
        row.limit(NAME, 100)
        if name in seen:
            row.wrong(
                NAME, _("“%(name)s” already stands in row %(row)d.") % {"name": name, "row": seen[name]}
            )
        seen.setdefault(name, row.number)
        row.chosen(CLASS, {word: word for word in IndicatorClass.values}, "")
        places = {field: row.text(title) for title, field in PLACES.items() if title in row.cells}
        cells = {code: row.text(title) for code, title in TITLES.items() if title in row.cells}
        yield WorkbookIndicator(row, name, places, cells)


@dataclass(frozen=True, slots=True)
class WorkbookEntries:
    """What a workbook means for a year: the rows of indicators that it has, and the values of new ones."""

    rows: list[EntryRow]
    new: list[dict[str, Any]]


def entries_of(account: Account, content: bytes, *, adds: bool) -> WorkbookEntries:
    """Return what a workbook means for a year; raise `FaultyFile` with every fault.

    Indicators are found by name; one that the year does not have is a fault, or new where that was asked for.
    """
    faults: list[FileFault] = []
    wanted = _read(content, faults)
    known = {each.indicator.name: each.indicator.pk for each in account.standings}
    sheet = IndicatorSheet(account, {known[each.name]: each.cells for each in wanted if each.name in known})
    rows = {row.indicator.name: row for row in sheet.rows if row.typed is not None}
    for each in wanted:
        if each.name not in known:
            blank = Indicator(evaluation=account.evaluation, name=each.name, operator="")
            rows[each.name] = EntryRow(blank, {"operator": "", **each.cells})
        rows[each.name].places = {
            name: text for name, text in each.places.items() if text or name != "level1"
        }
    faults += [fault for each in wanted for fault in _faults(each, rows[each.name], adds=adds)]
    if faults:
        raise FaultyFile(sorted(faults, key=lambda fault: fault.row))
    new = [row.values for row in rows.values() if row.indicator.pk is None]
    return WorkbookEntries([row for row in rows.values() if row.indicator.pk], new)


def _faults(wanted: WorkbookIndicator, row: EntryRow, *, adds: bool) -> Iterator[FileFault]:
    line, is_new = wanted.row.number, row.indicator.pk is None
    if is_new and not adds:
        text = _(
            "This year has no indicator of this name. Correct the name, or tick that new ones are added."
        )
        yield FileFault(SHEET, line, NAME, text)
        return
    if is_new and "level1" not in row.places:
        yield FileFault(SHEET, line, CLASS, _("A new indicator needs its class."))
    for code, texts in row.errors.items():
        for text in texts:
            yield FileFault(SHEET, line, TITLES.get(code, ""), text)


class IndicatorWorkbookForm(forms.Form):
    """A filled-in workbook, and whether what it names anew is added."""

    file = forms.FileField(
        label=gettext_lazy("Filled-in workbook (.xlsx)"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
    )
    adds = forms.BooleanField(
        label=gettext_lazy("Add indicators that this year does not have yet"), required=False
    )
