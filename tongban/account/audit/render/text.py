"""The audit of one report for the terminal: grouped by place, what is printed, what was expected, what to do."""

import re
from collections.abc import Sequence
from itertools import groupby

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from tongban.account.audit.render.phrases import (
    ADVICE,
    EXPECTED,
    FAULTLESS,
    PRINTED,
    SECTIONS,
    SEVERITIES,
    place_of,
    shorten,
)
from tongban.account.audit.render.summary import Summary, summary_of
from tongban.account.audit.report import Report
from tongban.account.audit.rule import Finding, all_rules
from tongban.account.audit.words import Language

STYLES = {"error": "bold red", "warning": "bold yellow", "info": "bold cyan"}
ORDER = tuple(SECTIONS)
TOKENS = re.compile(r"[!-~]+ ?|\s|.")
CLOSING = frozenset("，。；：、）”》？！")


def show(
    console: Console, report: Report, findings: Sequence[Finding], summary: Summary, language: Language
) -> None:
    """Print the audit of one report."""
    page = Text()
    _head(page, report, language)
    ordered = sorted(findings, key=lambda finding: ORDER.index(finding.section))
    for section, inside in groupby(ordered, key=lambda finding: finding.section):
        page.append(f"\n{SECTIONS[section].said_in(language)}\n", style="bold")
        for place, found in groupby(inside, key=lambda finding: place_of(finding, language)):
            _append_wrapped(page, place, console.width, 2, "dim")
            for finding in found:
                _finding(page, finding, console.width, language)
    _result(page, summary, language)
    console.print(page, soft_wrap=True)


def show_summary(console: Console, report: Report, findings: Sequence[Finding], language: Language) -> None:
    """Print only what the audit of one report comes to, rule by rule."""
    page = Text()
    _head(page, report, language)
    _result(page, summary_of(report, findings), language)
    console.print(page, soft_wrap=True)


def _head(page: Text, report: Report, language: Language) -> None:
    year = "" if report.year is None else f"{report.year} 年度" if language == "zh" else f"{report.year}"
    name = " · ".join(part for part in (report.department.text, year) if part)
    page.append(name or report.source, style="bold").append(
        f"  {report.source}\n" if name else "\n", style="dim"
    )


def _finding(page: Text, finding: Finding, width: int, language: Language) -> None:
    severity = SEVERITIES[finding.severity].said_in(language)
    page.append(f"    {severity} {finding.rule}", style=STYLES[finding.severity])
    page.append(f"  {finding.column}\n", style="dim")
    _append_wrapped(page, finding.message.said_in(language), width, 6)
    for label, said, style in (
        (PRINTED, shorten(finding.printed), ""),
        (EXPECTED, shorten(finding.expected), "green"),
        (ADVICE, finding.advice.said_in(language), ""),
    ):
        if said:
            name = f"{label.said_in(language)}  "
            page.append(f"{' ' * 6}{name}", style="dim")
            _append_wrapped(page, said, width, 6 + cell_len(name), style, is_indented=True)


def _append_wrapped(
    page: Text, said: str, width: int, indent: int, style: str = "", *, is_indented: bool = False
) -> None:
    """Append a text folded to the width, every line indented; Latin words and numbers are kept whole."""
    room, margin = max(width - indent, 20), " " * indent
    lines, line, used = [], "", 0
    for token in TOKENS.findall(said):
        taken = cell_len(token)
        if used + taken > room and line.strip() and token not in CLOSING:
            lines.append(line.rstrip())
            line, used, token = "", 0, token.lstrip()
        line += token
        used += taken
    whole = f"\n{margin}".join([*lines, line])
    page.append(f"{'' if is_indented else margin}{whole}\n", style=style)


def _result(page: Text, summary: Summary, language: Language) -> None:
    if not summary.rules:
        page.append(f"\n✓ {FAULTLESS.said_in(language)} · {_size(summary, language)}", style="bold green")
        return
    titles = {rule.code: rule.title.said_in(language) for rule in all_rules()}
    page.append("\n")
    for code, count in summary.rules.items():
        page.append(f"{count:>5}  ").append(f"{code:<8}", style="bold").append(f"{titles.get(code, '')}\n")
    page.append("\n")
    for severity, style in STYLES.items():
        count = getattr(summary, severity)
        page.append(f"{count} {SEVERITIES[severity].said_in(language)}  ", style=style if count else "dim")
    page.append(f"· {_size(summary, language)}", style="dim")


def _size(summary: Summary, language: Language) -> str:
    if language == "zh":
        return f"{summary.indicators} 个指标，{summary.budget_rows} 行预算，{summary.tasks} 项重点任务"
    return f"{summary.indicators} indicators, {summary.budget_rows} budget rows, {summary.tasks} key tasks"
