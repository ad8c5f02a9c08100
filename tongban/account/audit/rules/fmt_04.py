"""FMT-04: numbering used twice, and items of a list that do not belong to it."""

import re
from collections.abc import Iterator

from tongban.account.audit.parameters import words
from tongban.account.audit.report import Cell, Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

NUMERALS = frozenset("一二三四五六七八九十")
BEFORE = frozenset("。：；: \n")
ALONE = re.compile(r"[一二三四五六七八九十]{1,2}、[^。；，]{1,40}")
TEXT = "二、年度履职目标完成情况：\n\n"

RULE = Rule(
    code="FMT-04",
    severity="info",
    title=Words("层次序号重复或混用", "Numbering used twice or mixed"),
    why=Words(
        "正文里又用“一、二、三”，与九个部分的序号混淆；职能清单里混入不是职能的条目。",
        "“一、二、三” inside the text clashes with the nine sections; a list of functions holds what is none.",
    ),
    source=Words(
        "GB/T 9704 结构层次序数：一、（一）1. （1）；表单自身的小标题除外",
        "GB/T 9704 on levels of numbering; the form's own sub-headings excepted",
    ),
    parameters={
        "form_headings": ("主要职能", "部门机构设置及预算单位构成情况", "机构设置"),
        "not_functions": ("职能转变",),
    },
    fires=f"{TEXT}主要工作：一、优化审批。全面梳理事项。二、改进热线。及时办理诉求。\n",
    silent=f"{TEXT}主要工作：（一）优化审批。全面梳理事项。（二）改进热线。及时办理诉求。\n",
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find paragraphs that reuse the numerals of the sections, and functions that are none."""
    allowed = words(given, "form_headings")
    for section in report.sections:
        for paragraph in section.paragraphs:
            count = _reused(paragraph.text, allowed)
            if count:
                yield _reusing(paragraph, section.numeral, count)
    named = words(given, "not_functions")
    for function in report.functions:
        if function.text.text.startswith(named):
            yield _no_function(function.text, function.numeral)


def _reused(text: str, allowed: tuple[str, ...]) -> int:
    if "、" not in text or ALONE.fullmatch(text):
        return 0
    return sum(not _is_form_heading(text, mark + 1, allowed) for mark in _numbered(text))


def _numbered(text: str) -> Iterator[int]:
    """Yield where the mark 、 of a numeral stands that opens a heading; plain finding, for the text is long."""
    mark = text.find("、")
    while mark >= 0:
        start = mark
        while start and text[start - 1] in NUMERALS:
            start -= 1
        if start < mark and (not start or text[start - 1] in BEFORE):
            yield mark
        mark = text.find("、", mark + 1)


def _is_form_heading(text: str, start: int, allowed: tuple[str, ...]) -> bool:
    heading = next((word for word in allowed if text.startswith(word, start)), "")
    end = start + len(heading)
    return bool(heading) and text[end : end + 1] in ("", "：", ":", "。", "（", "(")


def _reusing(paragraph: Cell, numeral: str, count: int) -> Finding:
    printed = f"{paragraph.text[:30]}…"
    return RULE.finding(
        paragraph,
        message=Words(
            f"正文中 {count} 处使用“一、二、”序号，与各部分序号重复",
            f"{count} numerals “一、二、” in the text clash with those of the sections",
        ),
        advice=Words(
            "正文改用（一）、1.，小标题单独成行。",
            "Use （一） and 1. in the text, headings on their own line.",
        ),
        section=numeral,
        printed=printed,
        expected="（一）、1.",
    )


def _no_function(cell: Cell, numeral: str) -> Finding:
    return RULE.finding(
        cell,
        message=Words(
            f"{numeral}不是职能，却列入主要职能", f"{numeral} is no function but stands among them"
        ),
        advice=Words("移出职能清单，另行说明。", "Take it out of the list and tell it apart."),
        section="三",
        row=numeral,
        column="主要职能",
        printed=cell.text[:20],
        expected="主要职能",
    )
