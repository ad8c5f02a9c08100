"""From a document to a report: paragraphs into sections, tables into types, the rest noted as unread."""

from collections.abc import Sequence
from typing import Any

from tongban.account.audit.quantities import quantity
from tongban.account.audit.reader import overview
from tongban.account.audit.reader.document import Document, Paragraph, PrintedTable
from tongban.account.audit.reader.grids import Grids
from tongban.account.audit.reader.headings import is_apart, is_page_foot, labels_of
from tongban.account.audit.reader.notes import RepairNotes
from tongban.account.audit.reader.outline import Outline
from tongban.account.audit.reader.records import Records
from tongban.account.audit.reader.rows import figure_at
from tongban.account.audit.reader.text_cleanup import half_width, is_blank, with_text
from tongban.account.audit.report import BLANK, EMPTY, Cell, Figure, Function, Imprint, Report

OWN_TABLE = {"七": "budget", "八": "tasks", "九": "indicators"}
LONGEST_COVER_LINE = 60
Functions = tuple[Function, ...]


def interpret(document: Document) -> Report:
    """Return the report in a document; what could not be understood is in its repairs (PAR-05)."""
    notes = RepairNotes(document.repairs)
    outline, grids = Outline(notes), Grids(notes)
    for block in document.blocks:
        if isinstance(block, PrintedTable):
            _table(block, outline, grids, notes)
        elif isinstance(block, Paragraph) and outline.add(block.cell):
            grids.close()
    third = outline.part("三")
    functions = overview.functions(third) if third else ()
    _missed(outline, grids, notes, functions)
    return _report(document, outline, Records(grids, notes), notes, functions)


def _table(table: PrintedTable, outline: Outline, grids: Grids, notes: RepairNotes) -> None:
    """Read a table; lines that only look like rows (a caption, a heading, a label) go to the running text."""
    outline.interrupt()
    rows: list[tuple[Cell, ...]] = []
    strange: list[tuple[Cell, ...]] = []
    for row in table.rows:
        apart = _apart(row)
        if apart is None:
            rows.append(row)
            continue
        strange += grids.add(rows)
        rows.clear()
        if outline.add(apart):
            grids.close()
    strange += grids.add(rows)
    _strange(strange, outline, notes)
    outline.interrupt()


def _apart(row: Sequence[Cell]) -> Cell | None:
    first = row[0] if row else EMPTY
    if not first.text or (len(row) > 1 and row[1].text and not labels_of(f"{first.text}：")):
        return None
    filled = [cell for cell in row if cell.text]
    if len(filled) == 1 and (is_apart(first.text) or is_page_foot(first.text)):
        return first
    if len(filled) == 2 and labels_of(f"{first.text}："):
        return with_text(filled[1], f"{first.text}：{filled[1].text}")
    return None


def _strange(rows: Sequence[Sequence[Cell]], outline: Outline, notes: RepairNotes) -> None:
    """Note the first row of an unknown table; single cells before a header are captions."""
    is_noted = False
    for row in rows:
        filled = [cell for cell in row if cell.text]
        if len(filled) == 1:
            outline.add(filled[0])
        elif not is_noted:
            section = outline.parts[-1].numeral if outline.parts else ""
            notes.add("PAR-05", filled[0], printed=" | ".join(cell.text for cell in filled), section=section)
            is_noted = True


def _missed(outline: Outline, grids: Grids, notes: RepairNotes, functions: Functions) -> None:
    """Note the sections and the text of which nothing was understood."""
    for numeral, kind in OWN_TABLE.items():
        part = outline.part(numeral)
        if part is not None and not grids.of_kind(kind):
            notes.add("PAR-05", part.heading, section=numeral)
    for cell in outline.preamble:
        if len(cell.text) > LONGEST_COVER_LINE:
            notes.add("PAR-05", cell)
    part = outline.part("三")
    if part is not None and not functions:
        for passage in part.passages:
            if "主要职能" in passage.cell.text:
                notes.add("PAR-05", passage.cell, section="三", row="主要职能")


def _report(
    document: Document, outline: Outline, records: Records, notes: RepairNotes, functions: Functions
) -> Report:
    labels = outline.labels
    year, year_cell = outline.year()
    first, third = outline.part("一"), outline.part("三")
    statements: dict[str, Any] = {
        name: labels[name] for name in ("rate_basis", "adjustment_basis") if name in labels
    }
    budget = records.budget({**statements, "taken_back": _figure(labels, "taken_back", "七", notes)})
    tasks, indicators = records.tasks(), records.indicators()
    total_score = _figure(labels, "total_score", "九", notes)
    return Report(
        title=outline.title(),
        department=first.passages[0].cell if first and first.passages else EMPTY,
        year=year,
        year_cell=year_cell,
        imprint=Imprint(**{name: labels[name] for name in Imprint.__struct_fields__ if name in labels}),
        sections=tuple([part.section() for part in outline.parts]),
        functions=functions,
        bodies=overview.bodies(third) if third else (),
        units=overview.units(third) if third else (),
        budget=budget,
        tasks=tasks,
        indicators=indicators,
        task_header=records.header("tasks"),
        indicator_header=records.header("indicators"),
        total_score=total_score if total_score.text else records.total_score,
        grade=labels.get("grade", EMPTY),
        repairs=tuple(notes),
        source=document.source,
        format=document.format,
    )


def _figure(labels: dict[str, Cell], name: str, section: str, notes: RepairNotes) -> Figure:
    cell = labels.get(name)
    if cell is None or is_blank(cell.text):
        return BLANK
    text = half_width(cell.text)
    found = quantity(text)
    if found is None:
        notes.add("PAR-05", cell, section=section)
        return figure_at(cell, cell.text, None, "")
    return figure_at(cell, text, found.value, found.unit)
