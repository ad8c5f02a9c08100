"""TXT-06: a number that an earlier year's report already had."""

import re
from collections.abc import Iterator
from functools import lru_cache

from tongban.account.audit.fragments import tasks
from tongban.account.audit.parameters import words
from tongban.account.audit.prose import has_any
from tongban.account.audit.report import Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

NAME = "一、预算部门名称：苏州市行政审批局\n\n"

RULE = Rule(
    code="TXT-06",
    severity="info",
    title=Words("数字与以前年度报告相同", "The same number as in an earlier year"),
    why=Words(
        "与往年一字不差的数字可能是照抄，也可能是巧合，需要核实。",
        "A number equal to an earlier year's may be copied or chance; it needs a check.",
    ),
    source=Words(
        "财政复核通行做法；往年数字为参数：部门=出处=事项=数",
        "Practice of finance reviews; earlier numbers are parameters: department=source=thing=number",
    ),
    parameters={
        "earlier": (
            "苏州市行政审批局=2019年工作总结=锦旗=26面",
            "苏州市行政审批局=2019年工作总结=表扬信=70封",
            "苏州市行政审批局=2018—2020年公开数据=锦旗=72面",
            "苏州市行政审批局=2018—2020年公开数据=表扬信=118封",
        ),
        "verified": ("已核实", "经核实", "已核对"),
    },
    fires=NAME + tasks("审批职能|大厅办件||收到锦旗 26 面"),
    silent=NAME + tasks("审批职能|大厅办件||收到锦旗 26 面（已核实，见锦旗登记簿）"),
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find numbers of the department's earlier texts that come back unverified."""
    earlier = [entry for entry in words(given, "earlier") if entry.startswith(f"{report.department.text}=")]
    if not earlier:
        return
    verified = words(given, "verified")
    places = [("八", task.name.text, task.completion) for task in report.tasks]
    places += [
        (section.numeral, "", paragraph)
        for section in report.sections
        if section.numeral in "二四"
        for paragraph in section.paragraphs
    ]
    for entry in earlier:
        _, source, thing, count = entry.split("=")
        for section, row, cell in places:
            match = _pattern(thing, count).search(cell.text) if thing in cell.text else None
            if match and not has_any(cell.text, verified):
                yield RULE.finding(
                    cell,
                    message=Words(f"“{match[0]}”与{source}相同", f"“{match[0]}” equals {source}"),
                    advice=Words(
                        "核对登记簿；属实的注明“已核实”和出处。",
                        "Check the register; where it is right, say so (已核实) with the source.",
                    ),
                    section=section,
                    row=row,
                    printed=match[0],
                )


@lru_cache(maxsize=256)
def _pattern(thing: str, count: str) -> re.Pattern[str]:
    """Return an expression for a thing and its number, whatever spaces are printed."""
    number = re.match(r"[\d.]+", count)
    digits = number[0] if number else count
    return re.compile(rf"{re.escape(thing)}\s*(?<!\d){re.escape(digits)}\s*{re.escape(count[len(digits) :])}")
