"""A report as a neutral paper: headings, lines and tables in the order of the nine sections.

Every format is one small writer over this sequence, so all papers say the same in the same order.
What is printed in the report is taken over verbatim; nothing is rounded, filled in or translated here.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby

from msgspec import Struct

from tongban.account.audit.reader.layout import layout_of
from tongban.account.audit.report import Cell, Report, Section
from tongban.account.evaluation.papers import columns as c

UPRIGHT_WIDTH = 165
CONTROL = dict.fromkeys({*range(32)} - {9, 10})
ANNEXES = ("预算执行说明", "预算构成", "指标说明")
HEADINGS = {"七": "七、预算信息", "八": "八、年度重点任务", "九": "九、部门整体自评表"}
IMPRINT = {
    "prepared_on": "编制日期",
    "author": "编制人",
    "contact": "联系电话",
    "seal": "盖章",
    "version": "版本",
    "published_on": "公开日期",
    "published_at": "公开地址",
}


class PaperLine(Struct, frozen=True):
    """A line of text; ``kind`` is title, year, imprint, heading, body or statement."""

    kind: str
    text: str


class Slot(Struct, frozen=True):
    """One place of a table: its text and how many rows it spans (0: covered by the slot above)."""

    text: str
    span: int = 1


class PaperTable(Struct, frozen=True):
    """A table: its columns with the header as printed, and its rows of slots; an annex is captioned by its name."""

    name: str
    columns: tuple[c.PaperColumn, ...]
    rows: tuple[tuple[Slot, ...], ...]

    @property
    def is_annex(self) -> bool:
        """Say whether no section heading names the table, so that it carries its own caption."""
        return self.name in ANNEXES

    @property
    def is_wide(self) -> bool:
        """Say whether the table needs a page on its side."""
        return sum(column.width for column in self.columns) > UPRIGHT_WIDTH


PaperBlock = PaperLine | PaperTable


class PaperChapter(Struct, frozen=True):
    """One section with what belongs to it; it is printed on its side when one of its tables is wide."""

    blocks: tuple[PaperBlock, ...]

    @property
    def is_wide(self) -> bool:
        """Say whether the chapter needs pages on their side."""
        return any(isinstance(block, PaperTable) and block.is_wide for block in self.blocks)


class ReportPaper(Struct, frozen=True):
    """A whole report ready to be written."""

    title: str
    running_head: str
    author: str
    chapters: tuple[PaperChapter, ...]

    @property
    def blocks(self) -> tuple[PaperBlock, ...]:
        """Return all blocks in the printed order."""
        return tuple(block for chapter in self.chapters for block in chapter.blocks)


def paper(report: Report, closing: str = "") -> ReportPaper:
    """Lay out a report: what stands before section 一, its sections in the printed order, and a closing line."""
    tables = {"七": _budget(report), "八": _tasks(report), "九": _indicators(report)}
    chapters = [PaperChapter(tuple(_front(report)))]
    for section in report.sections:
        chapters.append(PaperChapter((*_text(section), *tables.pop(section.numeral, ()))))
    for numeral, blocks in tables.items():
        if blocks:
            chapters.append(PaperChapter((PaperLine("heading", HEADINGS[numeral]), *blocks)))
    if closing:
        chapters[-1] = PaperChapter((*chapters[-1].blocks, PaperLine("statement", _printable(closing))))
    year = f"{report.year}年度" if report.year else ""
    return ReportPaper(
        title=report.title.text or "部门整体支出预算绩效自评报告",
        running_head=f"{report.department.text}{year}整体支出预算绩效自评报告",
        author=report.imprint.author.text or report.department.text,
        chapters=tuple(chapters),
    )


def _front(report: Report) -> Iterable[PaperLine]:
    if report.title:
        yield PaperLine("title", _printable(report.title.text))
    year = report.year_cell.text or (f"（{report.year} 年度）" if report.year else "")
    if year:
        yield PaperLine("year", _printable(year))
    yield from _labelled(
        "imprint", [(label, getattr(report.imprint, name)) for name, label in IMPRINT.items()]
    )


def _labelled(kind: str, pairs: Iterable[tuple[str, Cell]]) -> Iterable[PaperLine]:
    return (PaperLine(kind, _printable(f"{label}：{cell.text}")) for label, cell in pairs if cell)


def _text(section: Section) -> Iterable[PaperLine]:
    heading, texts = section.heading.text, [paragraph.text for paragraph in section.paragraphs]
    if section.numeral == "一" and texts:
        heading = f"{heading.rstrip('：:')}：{texts.pop(0)}"
    yield PaperLine("heading", _printable(heading))
    for text in texts:
        yield PaperLine("body", _printable(text))


def _budget(report: Report) -> list[PaperBlock]:
    budget = report.budget
    statements = (
        ("执行率口径", budget.rate_basis),
        ("预算调整率口径", budget.adjustment_basis),
        ("财政收回数（万元）", budget.taken_back),
    )
    annexed = [line for line in budget.lines if _says(line, c.BUDGET_ANNEX[1:])]
    return [
        *_grid("预算信息", _budget_columns(report), budget.lines, budget.header),
        *_labelled("statement", statements),
        *_grid("预算执行说明", _filled(c.BUDGET_ANNEX, annexed, always=1), annexed),
        *_grid("预算构成", c.COMPOSITION, budget.splits),
    ]


def _budget_columns(report: Report) -> tuple[c.PaperColumn, ...]:
    parts = [bool(line.carry_over or line.supplement) for line in report.budget.lines]
    merged = [bool(line.adjustment) for line in report.budget.lines]
    is_unparted = any(whole and not part for whole, part in zip(merged, parts, strict=True))
    adjustment = (c.MERGED_ADJUSTMENT,) if is_unparted or not any(parts) else ()
    parted = c.PARTED_ADJUSTMENT if any(parts) else ()
    return (c.BUDGET_NAME, c.BUDGET_INITIAL, *adjustment, *parted, *c.BUDGET_RESULT)


def _tasks(report: Report) -> list[PaperBlock]:
    columns = (*c.TASKS, *_filled(c.TASK_EXTRAS, report.tasks))
    return list(_grid("年度重点任务", columns, report.tasks, report.task_header))


def _indicators(report: Report) -> list[PaperBlock]:
    columns = (*c.INDICATORS, *_filled(c.INDICATOR_EXTRAS, report.indicators))
    annexed = [indicator for indicator in report.indicators if _says(indicator, c.INDICATOR_ANNEX[1:])]
    return [
        *_grid("部门整体自评表", columns, report.indicators, report.indicator_header),
        *_grid("指标说明", _filled(c.INDICATOR_ANNEX, annexed, always=1), annexed),
        *_labelled("statement", (("自评总分", report.total_score), ("自评等级", report.grade))),
    ]


def _says(item: Struct, columns: Iterable[c.PaperColumn]) -> bool:
    return any(getattr(item, column.field) for column in columns)


def _filled(
    columns: tuple[c.PaperColumn, ...], items: Sequence[Struct], always: int = 0
) -> tuple[c.PaperColumn, ...]:
    return columns[:always] + tuple(
        column for column in columns[always:] if any(_says(item, (column,)) for item in items)
    )


def _grid(
    name: str, columns: tuple[c.PaperColumn, ...], items: Sequence[Struct], header: tuple[Cell, ...] = ()
) -> Iterable[PaperTable]:
    if not items:
        return
    down: list[list[Slot]] = []
    outer = [""] * len(items)
    for column in columns:
        texts = [_printable(getattr(item, column.field).text) for item in items]
        if column.kind in c.MERGED_KINDS:
            outer = [f"{above}\n{text}" for above, text in zip(outer, texts, strict=True)]
            down.append(_merged(texts, outer))
        else:
            down.append([Slot(text) for text in texts])
    yield PaperTable(name, _as_printed(columns, header), tuple(zip(*down, strict=True)))


def _merged(texts: list[str], keys: list[str]) -> list[Slot]:
    slots: list[Slot] = []
    for _, run in groupby(keys):
        text, length = texts[len(slots)], len(list(run))
        slots += [Slot(text, length), *[Slot(text, 0)] * (length - 1)] if text else [Slot("")] * length
    return slots


def _printable(text: str) -> str:
    return text.translate(CONTROL)


def _as_printed(columns: tuple[c.PaperColumn, ...], header: tuple[Cell, ...]) -> tuple[c.PaperColumn, ...]:
    texts = tuple(cell.text for cell in header)
    known = layout_of(texts)
    words = dict(zip(known.fields, texts, strict=True)) if known else {}
    return tuple(
        c.PaperColumn(column.field, words.get(column.field, column.header), column.width, column.kind)
        for column in columns
    )
