"""The audit as a workbook: a sheet of findings with filters, a sheet that sums them up."""

from collections import Counter
from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter

from tongban.account.audit.render.phrases import SEVERITIES
from tongban.account.audit.rule import Finding, all_rules
from tongban.account.audit.words import Language

COLUMNS = (
    ("文件", "File", 24),
    ("级别", "Severity", 8),
    ("规则", "Rule", 9),
    ("部分", "Section", 6),
    ("行", "Line", 6),
    ("项目", "Row", 28),
    ("栏目", "Column", 16),
    ("问题", "Message", 60),
    ("印为", "Printed", 28),
    ("应为", "Expected", 28),
    ("建议", "Advice", 48),
)
LAST_ROW = 1_000_000
COLOURS = {"error": "#C8102E", "warning": "#B25E00", "info": "#1B5E94"}


def write_workbook(
    target: Path | BytesIO, audits: Iterable[tuple[str, Sequence[Finding]]], language: Language
) -> None:
    """Write the findings of all audits (file name, findings), row by row so that memory stays flat."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(target, options)
    counts = _write_findings(book, audits, language)
    _write_summary(book, counts, language)
    book.close()


def _write_findings(
    book: Any, audits: Iterable[tuple[str, Sequence[Finding]]], language: Language
) -> Counter[tuple[str, str]]:
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    styles = {
        name: book.add_format({"font_color": colour, "valign": "top"}) for name, colour in COLOURS.items()
    }
    counts: Counter[tuple[str, str]] = Counter()
    sheet, row, number = _findings_sheet(book, 1, language), 0, 1
    for source, findings in audits:
        for finding in findings:
            if row == LAST_ROW:
                sheet.autofilter(0, 0, row, len(COLUMNS) - 1)
                number += 1
                sheet, row = _findings_sheet(book, number, language), 0
            row += 1
            counts[finding.rule, finding.severity] += 1
            _write_row(sheet, row, _cells(source, finding, language), wrapped, styles[finding.severity])
    sheet.autofilter(0, 0, row, len(COLUMNS) - 1)
    return counts


def _findings_sheet(book: Any, number: int, language: Language) -> Any:
    name = "审核发现" if language == "zh" else "Findings"
    sheet = book.add_worksheet(name if number == 1 else f"{name} {number}")
    _header(book, sheet, [(zh if language == "zh" else en, width) for zh, en, width in COLUMNS])
    return sheet


def _write_row(sheet: Any, row: int, values: tuple[str | int, ...], wrapped: Any, coloured: Any) -> None:
    for column, value in enumerate(values):
        style = coloured if column in (1, 2) else wrapped
        if isinstance(value, int):
            sheet.write_number(row, column, value, style)
        elif value:
            sheet.write_string(row, column, value, style)


def _cells(source: str, finding: Finding, language: Language) -> tuple[str | int, ...]:
    return (
        source,
        SEVERITIES[finding.severity].said_in(language),
        finding.rule,
        finding.section,
        finding.line or "",
        finding.row,
        finding.column,
        finding.message.said_in(language),
        finding.printed,
        finding.expected,
        finding.advice.said_in(language),
    )


def _write_summary(book: Any, counts: Counter[tuple[str, str]], language: Language) -> None:
    zh = language == "zh"
    sheet = book.add_worksheet("汇总" if zh else "Summary")
    heads = ("规则", "说明", "级别", "数量") if zh else ("Rule", "Title", "Severity", "Count")
    _header(book, sheet, list(zip(heads, (10, 48, 10, 8), strict=True)))
    titles = {rule.code: rule.title.said_in(language) for rule in all_rules()}
    row = 0
    for row, ((code, severity), count) in enumerate(sorted(counts.items()), 1):
        values = (code, titles.get(code, ""), SEVERITIES[severity].said_in(language), count)
        for column, value in enumerate(values):
            sheet.write(row, column, value)
    sheet.write(row + 1, 1, "合计" if zh else "Total", book.add_format({"bold": True}))
    sheet.write(row + 1, 3, counts.total(), book.add_format({"bold": True}))
    sheet.autofilter(0, 0, row, 3)


def _header(book: Any, sheet: Any, heads: list[tuple[str, int]]) -> None:
    style = book.add_format(
        {"bold": True, "bg_color": "#1F4E79", "font_color": "#FFFFFF", "valign": "vcenter"}
    )
    for column, (head, width) in enumerate(heads):
        sheet.set_column(column, column, width)
        sheet.write(0, column, head, style)
    sheet.freeze_panes(1, 0)
