"""TXT-03: several names for one thing."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from msgspec import Struct

from tongban.account.audit.concepts import names_of
from tongban.account.audit.fragments import self_evaluation, tasks
from tongban.account.audit.parameters import words
from tongban.account.audit.prose import has_any
from tongban.account.audit.report import Cell, Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

RULE = Rule(
    code="TXT-03",
    severity="info",
    title=Words("同一事项名称不统一", "Several names for one thing"),
    why=Words(
        "同一活动、机构或数据用几个名称，读者和系统都对不上。",
        "One programme, body or measure under several names cannot be matched by reader or system.",
    ),
    source=Words(
        "公文用语规范；名称组为参数（| 分隔，首选主要职能中的名称）",
        "Official style; the groups of names are parameters, the name in the main functions is preferred",
    ),
    parameters={
        "aliases": (
            "省政风热线|市政风热线|政风行风热线|政风热线",
            "服务对象满意度|办事企业群众满意度|办事群众满意度|企业群众满意度",
        ),
        "not_bodies": ("机关党委", "机关党总支", "机关纪委", "机关工会"),
    },
    fires=tasks("热线职能|政风行风热线上线||举办省政风热线直播")
    + "\n"
    + self_evaluation("履职|准时开展政风热线活动|准时|准时|活动记录|0%|"),
    silent=tasks("热线职能|政风热线上线||举办政风热线直播")
    + "\n"
    + self_evaluation("履职|准时开展政风热线活动|准时|准时|活动记录|0%|"),
)


class NameUse(Struct, frozen=True):
    """One name where it is used."""

    name: str
    cell: Cell
    section: str
    row: str = ""


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find places that use another name than the main one, and Party bodies listed among the offices."""
    uses: dict[str, list[NameUse]] = {}
    groups = words(given, "aliases")
    pattern, group_of = _pattern(groups)
    for use in _uses(report, pattern, group_of):
        uses.setdefault(group_of[use.name], []).append(use)
    for group, found in uses.items():
        names = {use.name for use in found}
        if len(names) > 1:
            yield from _variants(found, names, _main(report, group, found))
    for body in report.bodies:
        if body.text in words(given, "not_bodies"):
            yield _body(body)


@lru_cache(maxsize=16)
def _pattern(groups: tuple[str, ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    """Return one expression for all names, the longest first, and the group of each."""
    group_of = {name: group for group in groups for name in group.split("|")}
    longest = sorted(group_of, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest))), group_of


def _uses(report: Report, pattern: re.Pattern[str], names: Iterable[str]) -> Iterator[NameUse]:
    """Yield the names used outside section 三, each once for a place."""
    for section in report.sections:
        if section.numeral == "三":
            continue
        for index, paragraph in enumerate(section.paragraphs):
            text = paragraph.text
            for match in pattern.finditer(text) if has_any(text, names) else ():
                yield NameUse(match[0], section.place(index, match.start()), section.numeral)
    for task in report.tasks:
        for cell in (task.name, task.completion):
            for name in _names_in(cell.text, pattern, names):
                yield NameUse(name, cell, "八", task.name.text)
    told = [name for name in names if name in names_of(report)]
    for indicator in report.indicators if told else ():
        for name in _names_in(indicator.name.text, pattern, told):
            yield NameUse(name, indicator.name, "九", indicator.name.text)


def _names_in(text: str, pattern: re.Pattern[str], names: Iterable[str]) -> Iterable[str]:
    """Return the names a text uses, each once (to look for a plain word is faster than to match)."""
    return dict.fromkeys(pattern.findall(text)) if has_any(text, names) else ()


def _main(report: Report, group: str, found: list[NameUse]) -> str:
    """Return the name to keep: the one in the main functions, else the most frequent."""
    pattern, _ = _pattern((group,))
    for function in report.functions:
        match = pattern.search(function.text.text)
        if match:
            return match[0]
    return Counter(use.name for use in found).most_common(1)[0][0]


def _variants(found: list[NameUse], names: set[str], main: str) -> Iterator[Finding]:
    """Yield one finding for each line and name that is not the main one."""
    seen: set[tuple[int, int, str]] = set()
    for use in found:
        key = use.cell.line, use.cell.row, use.name
        if use.name == main or (key in seen and use.cell.line):
            continue
        seen.add(key)
        listed = "、".join(sorted((names | {main}) - {use.name}))
        yield RULE.finding(
            use.cell,
            message=Words(
                f"此处称“{use.name}”，报告中另有：{listed}",
                f"“{use.name}” here; the report also says {listed}",
            ),
            advice=Words(
                f"统一称“{main}”；确为不同事项的，分别说明。",
                f"Say “{main}” throughout, or explain the difference.",
            ),
            section=use.section,
            row=use.row,
            printed=use.name,
            expected=main,
        )


def _body(body: Cell) -> Finding:
    return RULE.finding(
        body,
        message=Words(
            f"“{body.text}”属党的机构，通常不计入内设机构",
            f"“{body.text}” is a Party body, usually listed apart",
        ),
        advice=Words("在内设机构之外另列。", "List it apart from the internal offices."),
        section="三",
        row=body.text,
    )
