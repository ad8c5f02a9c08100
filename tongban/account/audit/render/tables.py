"""The three tables of a report as HTML, the findings of each row in its last cell."""

from collections.abc import Sequence
from html import escape
from typing import Any

from tongban.account.audit.reader import layout
from tongban.account.audit.reader.layout import layout_of
from tongban.account.audit.render.margin import Margin
from tongban.account.audit.render.notes import gravest, notes
from tongban.account.audit.report import Cell, Report
from tongban.account.audit.rule import Finding
from tongban.account.audit.words import Language

Columns = list[tuple[str, str]]
HEADS = {
    "七": (layout.BUDGET, layout.BUDGET_ANNEX),
    "八": (layout.TASKS, {}),
    "九": (layout.INDICATORS, layout.INDICATOR_ANNEX),
}


def table(section: str, report: Report, margin: Margin, language: Language) -> str:
    """Return the table of section 七, 八 or 九, or nothing where the report has none."""
    header, rows = _parts(section, report)
    if not rows:
        return ""
    columns = _columns(section, header, rows)
    place = header[0] if header else Cell()
    said = margin.beside(next((cell for cell in header if cell), place), section)
    body = "".join([_row(section, columns, row, margin, language) for row in rows])
    return (
        f'<div class="wide"><table><thead>{_head(columns, said, language)}</thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _parts(section: str, report: Report) -> tuple[tuple[Cell, ...], Sequence[Any]]:
    if section == "七":
        return report.budget.header, report.budget.lines
    if section == "八":
        return report.task_header, report.tasks
    return report.indicator_header, report.indicators


def _columns(section: str, header: tuple[Cell, ...], rows: Sequence[Any]) -> Columns:
    """Return title and field of each column: those of the header, then the annex's where it says anything."""
    main, annex = HEADS[section]
    found = layout_of(tuple(cell.text for cell in header)) if header else None
    if found:
        columns = [(cell.text, field) for cell, field in zip(header, found.fields, strict=True) if field]
    else:
        columns = [(title, field) for title, field in _once(main) if any(getattr(row, field) for row in rows)]
    shown = {field for _, field in columns}
    return columns + [
        (title, field)
        for title, field in _once(annex)
        if field not in shown and any(getattr(row, field) for row in rows)
    ]


def _once(titles: dict[str, str]) -> Columns:
    """Return each field with the first title it is known by."""
    first: dict[str, str] = {}
    for title, field in titles.items():
        first.setdefault(field, title)
    return [(title, field) for field, title in first.items()]


def _head(columns: Columns, said: list[Finding], language: Language) -> str:
    cells = "".join([f"<th scope=col>{escape(title)}</th>" for title, _ in columns])
    label = "审核意见" if language == "zh" else "Findings"
    return f'<tr>{cells}<th scope=col class="margin">{label}{notes(said, language)}</th></tr>'


def _row(section: str, columns: Columns, row: Any, margin: Margin, language: Language) -> str:
    said = margin.beside(row.name, section, row.name.text)
    cells = "".join([_cell(title, getattr(row, field), said) for title, field in columns])
    line = row.name.line
    anchor = f' id="L{line}"' if line else ""
    place = (
        f"<small>{f'第 {line} 行' if language == 'zh' else f'line {line}'}</small>" if line and said else ""
    )
    return f'<tr{anchor}>{cells}<td class="margin">{place}{notes(said, language)}</td></tr>'


def _cell(title: str, cell: Cell, said: list[Finding]) -> str:
    word = layout.plain(title)
    hit = gravest([finding for finding in said if finding.column and word in finding.column.split("、")])
    text = escape(cell.text) or ("&emsp;&emsp;" if hit else "")
    shown = f'<mark class="{hit}">{text}</mark>' if hit else text
    number = ' class="number"' if getattr(cell, "value", None) is not None else ""
    return f'<td{number} data-label="{escape(word)}">{shown}</td>'
