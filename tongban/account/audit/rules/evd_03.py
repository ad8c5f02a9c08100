"""EVD-03: evidence nobody can go back to, and vague numbers."""

import re
from collections.abc import Iterator
from functools import cache

from tongban.account.audit.evidence import ATTEMPTED, is_structured, pieces
from tongban.account.audit.fragments import self_evaluation
from tongban.account.audit.parameters import words
from tongban.account.audit.prose import EXACT_WORD, has_any
from tongban.account.audit.report import Cell, Indicator, Report, Task
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

NOT_A_SPAN = r"\s*\d[\d,.]*\s*(?!\d|\s|[年月日天]|个月|小时|分钟|[,.]\d)[万亿]?"
MORE = ("+", "＋", "余")
PLUS = r"\d[\d,.]*\s*[万亿]?\s*[+＋余](?!\d)"

RULE = Rule(
    code="EVD-03",
    severity="warning",
    title=Words("佐证不可回溯或数字含糊", "Evidence nobody can go back to, or a vague number"),
    why=Words(
        "“业务统计数据”“超 550 万”说不清出自哪个系统、哪一天、谁负责，无法复核。",
        "“Business statistics” or “over 5.5 million” names no system, day or owner and cannot be checked.",
    ),
    source=Words(
        "财预〔2021〕101号：取数来源应明确；词表可配置",
        "MOF document 财预〔2021〕101号: the source must be definite; the words are configurable",
    ),
    parameters={
        "generic": ("统计数据", "业务数据", "系统数据", "后台数据", "日常统计", "工作台账"),
        "vague": ("超过", "超", "近", "约", "逾"),
    },
    fires=self_evaluation("履职|大厅办件数量|≥30 件|30 件|业务统计数据|0.00%|"),
    silent=self_evaluation(
        "履职|大厅办件数量|≥30 件|30 件|《业务统计数据》（审批系统，2023-01-05，信息处）|0.00%|"
    ),
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find generic sources without system, date and owner, and tasks told in vague numbers."""
    generic, vague = words(given, "generic"), words(given, "vague")
    for indicator in report.indicators:
        source = indicator.source.text
        piece = _loose_piece(source, generic) if "》" in source or has_any(source, generic) else ""
        if piece:
            yield _untraceable(indicator, piece)
    for task in report.tasks:
        for cell in (task.content, task.completion):
            said = _said_vaguely(cell.text, vague)
            if said and not is_structured(cell.text):
                yield _vague(task, cell, "、".join(said))


@cache
def _pattern(vague: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(f"(?<![不未]){EXACT_WORD}(?:{'|'.join(vague)}){NOT_A_SPAN}|{PLUS}")


def _said_vaguely(text: str, vague: tuple[str, ...]) -> list[str]:
    if not (has_any(text, vague) or has_any(text, MORE)):
        return []
    return [match[0].strip() for match in _pattern(vague).finditer(text)]


def _loose_piece(source: str, generic: tuple[str, ...]) -> str:
    """Return the first piece of evidence that is generic, or names only some of system, date and owner."""
    for piece in pieces(source):
        is_loose = ("》" in piece and ATTEMPTED.search(piece)) or has_any(piece, generic)
        if is_loose and not is_structured(piece):
            return piece
    return ""


def _untraceable(indicator: Indicator, piece: str) -> Finding:
    return RULE.finding(
        indicator.source,
        message=Words(f"来源“{piece}”未注明系统、日期和责任人", f"“{piece}” names no system, date and owner"),
        advice=Words(
            "写成《资料名称》（系统，日期，责任处室）。",
            "Write it as 《title》（system，YYYY-MM-DD，owner）.",
        ),
        section="九",
        row=indicator.name.text,
        column="完成值来源",
        expected="《资料名称》（系统，日期，责任处室）",
    )


def _vague(task: Task, cell: Cell, said: str) -> Finding:
    return RULE.finding(
        cell,
        message=Words(f"数字含糊且无出处：{said}", f"Vague numbers without a source: {said}"),
        advice=Words(
            "写准确数，或注明出处《资料名称》（系统，日期，责任处室）。",
            "Give the exact number, or its source 《title》（system，YYYY-MM-DD，owner）.",
        ),
        section="八",
        row=task.name.text,
        column="完成情况" if cell is task.completion else "主要内容",
        printed=said,
        expected="准确数或出处",
    )
