"""YEAR-01: words or evidence of another year."""

import re
from collections.abc import Iterator
from functools import lru_cache

from tongban.account.audit.evidence import STRUCTURED
from tongban.account.audit.fragments import self_evaluation
from tongban.account.audit.parameters import words
from tongban.account.audit.prose import has_any, sentences
from tongban.account.audit.report import Cell, Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

YEAR = re.compile(r"(20\d\d)\s*年(?!以来|起)")
DATED = re.compile(r"\s*\d{1,2}\s*月")
SPANNING = frozenset("0123456789-—–－~～至到、")
HEAD = "（2022 年度）\n\n"
SCOPE = (
    "三、部门（单位）概况\n\n二、预算单位构成情况 纳入本部门 {} 年部门汇总预算编制范围的预算单位 3 家。\n\n"
)

RULE = Rule(
    code="YEAR-01",
    severity="error",
    title=Words("年度与报告年度不符", "Words or evidence of another year"),
    why=Words(
        "用别的年度的预算范围或资料证明本年度的结果，结论不成立。",
        "The scope or papers of another year prove nothing about the year reported on.",
    ),
    source=Words(
        "财政复核通行做法；下年打算只写在改进措施和结果应用部分",
        "Practice of finance reviews; next year's plans belong to measures and use of results",
    ),
    parameters={
        "next_steps": ("下一步", "下一年", "下年度", "明年"),
        "next_sections": ("五", "六"),
        "of_the_year": ("部门汇总预算", "部门预算", "汇总预算", "部门决算"),
        "standing": ("办法", "制度", "规定", "规划", "细则", "意见", "条例", "方案", "批复", "通知", "标准"),
    },
    fires=HEAD + SCOPE.format(2023) + self_evaluation("决策|计划健全性|健全|健全|2023 年工作打算|0%|"),
    silent=HEAD
    + SCOPE.format(2022)
    + self_evaluation("决策|计划健全性|健全|健全|《2022 年工作计划》（公文系统，2023-01-05，办公室）|0%|"),
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find a later year outside the next steps, and an earlier one in the scope or as this year's evidence.

    A span of years (2021—2025 年) and the date of a structured piece of evidence say no other year.
    """
    if report.year is None:
        return
    yield from _in_sections(report, report.year, given)
    for task in report.tasks:
        for cell in (task.name, task.content, task.completion):
            for year in _later(cell.text, report.year, given):
                yield _finding(cell, year, report.year, "八", task.name.text)
    standing = words(given, "standing")
    for indicator in report.indicators:
        text = indicator.source.text
        other = _of_evidence(text, report.year, standing) if "20" in text else None
        if other:
            yield _finding(indicator.source, other, report.year, "九", indicator.name.text, "完成值来源")


def _in_sections(report: Report, own: int, given: Given) -> Iterator[Finding]:
    scope = words(given, "of_the_year")
    for section in report.sections:
        if section.numeral in words(given, "next_sections"):
            continue
        for index, paragraph in enumerate(section.paragraphs):
            text = paragraph.text
            matches = _years(text)
            later = _later(text, own, given) if matches else []
            for match in matches:
                year = int(match[1])
                if year in later or (year < own and text[match.end() : match.end() + 12].startswith(scope)):
                    place = section.place(index, match.start())
                    yield _finding(place, year, own, section.numeral, printed=_quoted(text, match))


def _years(text: str) -> list[re.Match[str]]:
    """Return the years a text names, without those that end a span."""
    if "20" not in text:
        return []
    return [match for match in YEAR.finditer(text) if text[match.start() - 1 : match.start()] not in SPANNING]


def _later(text: str, own: int, given: Given) -> list[int]:
    """Return the later years a text names outside sentences on next steps."""
    if not any(int(match[1]) > own for match in _years(text)):
        return []
    steps = words(given, "next_steps")
    plain = "。".join(part for part in sentences(text) if not has_any(part, steps))
    return sorted({int(match[1]) for match in _years(plain) if int(match[1]) > own})


@lru_cache(maxsize=1024)
def _of_evidence(source: str, own: int, standing: tuple[str, ...]) -> int | None:
    """Return the year a piece of evidence wrongly covers: a later one, or only an earlier one."""
    plain = STRUCTURED.sub("", source)
    years = [int(match[1]) for match in _years(plain) if not DATED.match(plain, match.end())]
    later = [year for year in years if year > own]
    if later:
        return later[0]
    if years and own not in years and not has_any(source, standing):
        return years[0]
    return None


def _quoted(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.start() - 8) : match.end() + 14]


def _finding(
    cell: Cell, year: int, own: int, section: str, row: str = "", column: str = "", printed: str | None = None
) -> Finding:
    quoted = cell.text if printed is None else printed
    return RULE.finding(
        cell,
        message=Words(
            f"报告年度为 {own}，此处为 {year} 年：“{quoted}”",
            f"The report is on {own}, this is of {year}: “{quoted}”",
        ),
        advice=Words(
            f"改用 {own} 年的范围或资料；{own + 1} 年的打算写入改进措施或结果应用部分。",
            f"Use the scope or papers of {own}; plans for {own + 1} belong to measures or use of results.",
        ),
        section=section,
        row=row,
        column=column,
        printed=quoted,
        expected=str(own),
    )
