"""TXT-01: the text claims success where an indicator missed its target."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from tongban.account.audit.arithmetic import execution, execution_rates
from tongban.account.audit.concepts import EXECUTION_RATE, indicators_of, is_adverse, missed
from tongban.account.audit.fragments import self_evaluation
from tongban.account.audit.parameters import number, words
from tongban.account.audit.prose import has_any
from tongban.account.audit.report import Cell, Indicator, Report
from tongban.account.audit.rule import Finding, Given, Rule
from tongban.account.audit.words import Words

CLAUSE_MARKS = "，。；\n"
CLAUSE_END = re.compile(f"[{CLAUSE_MARKS}]")
QUALIFIED = re.compile(r"未|除|但|没有|尚|不足|不到|偏差|低于|\d\s*项")
TEXT = "四、部门（单位）整体支出绩效实现情况\n\n（一）投入情况分析。{}。\n\n"
ROW = self_evaluation("过程|预算执行率|=100%|94.78%|部门决算|-5.22%|")

RULE = Rule(
    code="TXT-01",
    severity="error",
    title=Words("文字称已达到，指标却未达标", "The text claims what the indicators deny"),
    why=Words(
        "文字说资金用足、目标达到，表中却未达标，报告自相矛盾。",
        "Where the text says the money was used and targets reached but the table says not, it contradicts itself.",
    ),
    source=Words(
        "财政复核通行做法：文表一致；句式为参数", "Practice of finance reviews; the phrases are parameters"
    ),
    parameters={
        "spent": (
            "资金使用率达到",
            "执行率达到",
            "足额使用",
            "足额执行",
            "全额使用",
            "全部使用",
            "使用完毕",
            "足额支付",
            "全部支出",
        ),
        "reached": (
            "达到预期",
            "达到绩效目标",
            "达到年初目标",
            "目标全部完成",
            "目标全部实现",
            "目标均已",
            "指标均已",
            "全部达标",
            "均达标",
            "全面达到",
            "圆满完成各项目标",
            "圆满完成各项指标",
        ),
        "full": ("足额", "全额", "全部", "完毕"),
        "percent": Decimal(90),
        "full_percent": Decimal(99),
    },
    fires=TEXT.format("目标设定和实施达到预期效果，资金使用率达到绩效目标") + ROW,
    silent=TEXT.format("预算执行率 94.78%，未达到绩效目标") + ROW,
)


@RULE.checks
def check(report: Report, given: Given) -> Iterator[Finding]:
    """Find clauses of section 四 that claim full use, or all targets, against the figures.

    A clause that names its exception (未, 除, 但, a count of 项) claims no such thing.
    """
    section = report.section("四")
    if section is None:
        return
    spent, reached, full = words(given, "spent"), words(given, "reached"), words(given, "full")
    against: dict[tuple[bool, bool], str] = {}
    for index, paragraph in enumerate(section.paragraphs):
        for start, clause in _claims(paragraph.text, (*spent, *reached)):
            kind = has_any(clause, spent), has_any(clause, full)
            if kind not in against:
                against[kind] = _missed_money(report, given, is_full=kind[1]) if kind[0] else _missed(report)
            if against[kind]:
                yield _finding(section.place(index, start), clause, against[kind])


def _claims(text: str, phrases: tuple[str, ...]) -> list[tuple[int, str]]:
    """Return the clauses that claim success, each with the place where it begins."""
    found = {}
    for phrase in phrases:
        at = text.find(phrase)
        while at >= 0:
            start = max(text.rfind(mark, 0, at) for mark in CLAUSE_MARKS) + 1
            end = CLAUSE_END.search(text, at)
            found[start] = text[start : end.start() if end else len(text)]
            at = text.find(phrase, at + len(phrase))
    return [(start, clause) for start, clause in sorted(found.items()) if QUALIFIED.search(clause) is None]


def _missed(report: Report) -> str:
    """Return the missed indicators, which speak against a claim that all was reached."""
    return "；".join(_quoted(missed(report)))


def _quoted(rows: Iterable[Indicator]) -> list[str]:
    return [f"{row.name.text} {row.actual.text}（{row.target.text}）" for row in rows]


def _missed_money(report: Report, given: Given, *, is_full: bool) -> str:
    """Return what speaks against use of the money: a missed or low rate, lines of which nothing was used."""
    said = _quoted(row for row in indicators_of(report, EXECUTION_RATE) if is_adverse(row))
    rates = execution_rates(report.budget)
    if not said and rates and rates[0] < number(given, "full_percent" if is_full else "percent"):
        said.append(f"执行率 {rates[0]}%")
    idle = [line for line in report.budget.of_level("line") if execution(line) == 0] if said else []
    return "；".join((*said, *(f"{line.name.text} 0.00%" for line in idle)))


def _finding(place: Cell, clause: str, against: str) -> Finding:
    return RULE.finding(
        place,
        message=Words(f"“{clause}”与表不符：{against}", f"“{clause}” contradicts: {against}"),
        advice=Words(
            "按实际改写，写明未达标的指标和原因；表中数字有误的，更正表。",
            "Rewrite it with the missed targets and their causes, or correct the table.",
        ),
        section="四",
        printed=clause,
        expected=against,
    )
