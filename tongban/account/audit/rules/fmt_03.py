"""FMT-03: Chinese punctuation: half-width marks, reversed quotes, mixed brackets, headings run into text."""

import re
from collections.abc import Iterator

from tongban.account.audit.fragments import self_evaluation
from tongban.account.audit.prose import has_any, items
from tongban.account.audit.report import Cell, Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

HAN = "一-鿿"
HALF_MARKS = (",", ";", ":", "?", "!")
HALF = re.compile(rf"[,;:?!](?<=[{HAN}].)(?=[{HAN}“])")
BRACKETS = re.compile(rf"（[^（）()]*\)|\([^（）()]*）|\([{HAN}][^（）()]*\)")
HEADING = re.compile(r"（[一二三四五六七八九十]+）([^。：\n]*)")

RULE = Rule(
    code="FMT-03",
    severity="info",
    title=Words("中文标点使用不规范", "Chinese punctuation out of form"),
    why=Words(
        "半角标点、反向引号、标题与正文相连，影响阅读和机器识别。",
        "Half-width marks, reversed quotes and headings run into the text are hard to read and to parse.",
    ),
    source=Words("GB/T 15834 标点符号用法", "GB/T 15834, use of punctuation"),
    fires=self_evaluation("履职|加强窗口指导,了解服务能力|明显|明显|台账|0%|"),
    silent=self_evaluation("履职|加强窗口指导，了解服务能力|明显|明显|台账|0%|"),
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find cells and paragraphs with faulty punctuation, and problems whose heading runs into the text."""
    for cell, section, row in _texts(report):
        faults = _faults(cell.text)
        if faults:
            yield _faulty(cell, section, row, faults)
    yield from _run_in(report)


def _texts(report: Report) -> Iterator[tuple[Cell, str, str]]:
    for section in report.sections:
        for paragraph in section.paragraphs:
            yield paragraph, section.numeral, ""
    seen = ""
    for task in report.tasks:
        if task.function.text != seen:
            seen = task.function.text
            yield task.function, "八", task.name.text
        for cell in (task.name, task.content, task.completion):
            yield cell, "八", task.name.text
    for row in report.indicators:
        name = row.name
        yield name, "九", name.text
        if row.cause:
            yield row.cause, "九", name.text


def _faults(text: str) -> list[tuple[str, str]]:
    faults: list[tuple[str, str]] = []
    half = len(HALF.findall(text)) if has_any(text, HALF_MARKS) else 0
    if half:
        faults.append((f"半角标点 {half} 处", f"{half} half-width marks"))
    if ("(" in text or ")" in text) and BRACKETS.search(text):
        faults.append(("括号半角全角混用", "mixed brackets"))
    if "”" in text and _is_reversed(text):
        faults.append(("引号反向或不成对", "quotes reversed or unpaired"))
    return faults


def _is_reversed(text: str) -> bool:
    before, *opened = text.split("“")
    return "”" in before or any(part.count("”") != 1 for part in opened)


def _faulty(cell: Cell, section: str, row: str, faults: list[tuple[str, str]]) -> Finding:
    return RULE.finding(
        cell,
        message=Words("；".join(zh for zh, _ in faults), "; ".join(en for _, en in faults)),
        advice=Words("改用全角、成对的中文标点。", "Use full-width, paired Chinese punctuation."),
        section=section,
        row=row,
        printed=cell.text if len(cell.text) <= 40 else f"{cell.text[:40]}…",
        expected="全角、成对的中文标点",
    )


def _run_in(report: Report) -> Iterator[Finding]:
    section = report.section("五")
    for item in items(section):
        match = HEADING.match(item)
        if section and match and "，" in match[1]:
            cell = next((each for each in section.paragraphs if item[:12] in each.text), section.heading)
            short = f"{match[0][:30]}…"
            yield RULE.finding(
                cell,
                message=Words(
                    f"小标题与正文相连，中间无句号：{short}", f"Heading runs into the text: {short}"
                ),
                advice=Words("小标题单独成句或另起一行。", "End the heading with a full stop or a new line."),
                section="五",
                printed=short,
                expected="小标题。正文",
            )
