"""One rule, one small unit: code, title, why, source, severity, parameters, two examples, and the check.

A rule lives in one file of ``audit/rules`` named after its code (``bud_03.py``) that defines ``RULE``;
`all_rules` finds it there. Adding a rule touches no other file.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Literal

from msgspec import Struct, field

from tongban.account.audit.report import Cell, Report
from tongban.account.audit.words import Words

Severity = Literal["error", "warning", "info"]
Parameter = Decimal | int | tuple[str, ...]
Given = Mapping[str, Parameter]


class Finding(Struct, frozen=True):
    """What one rule found at one place: what is printed, what was expected (with the formula), what to do."""

    rule: str
    severity: Severity
    message: Words
    advice: Words
    section: str = ""
    row: str = ""
    column: str = ""
    line: int = 0
    page: int = 0
    table: int = 0
    printed: str = ""
    expected: str = ""


PRINTED_ORDER = attrgetter("line", "table", "rule")
Check = Callable[[Report, Given], Iterator[Finding]]


class Rule(Struct, kw_only=True):
    """A rule of the catalogue. ``fires`` and ``silent`` are report fragments in the text layout.

    ``source`` names the law, the ministry's document or the practice it comes from. Parameters are
    thresholds with their defaults; a configuration file may replace them by name.
    """

    code: str
    severity: Severity
    title: Words
    why: Words
    source: Words
    fires: str
    silent: str
    parameters: dict[str, Parameter] = field(default_factory=dict)
    check: Check = field(default=lambda report, given: iter(()))

    def checks(self, function: Check) -> Check:
        """Register the function that looks for this rule's findings (a decorator)."""
        self.check = function
        return function

    def finding(
        self,
        cell: Cell,
        *,
        message: Words,
        advice: Words,
        section: str = "",
        row: str = "",
        column: str = "",
        printed: str | None = None,
        expected: str = "",
        severity: Severity | None = None,
    ) -> Finding:
        """Return a finding at the place of a cell; what is printed there is quoted unless told otherwise."""
        return Finding(
            self.code,
            severity or self.severity,
            message,
            advice,
            section,
            row,
            column,
            cell.line,
            cell.page,
            cell.table,
            cell.text if printed is None else printed,
            expected,
        )


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule of the catalogue, ordered by code."""
    package = importlib.import_module("tongban.account.audit.rules")
    modules = (name for _, name, _ in pkgutil.iter_modules(package.__path__))
    rules = [importlib.import_module(f"{package.__name__}.{name}").RULE for name in modules]
    return tuple(sorted(rules, key=lambda rule: rule.code))


def check(
    report: Report,
    *,
    rules: tuple[Rule, ...] | None = None,
    parameters: Mapping[str, Given] | None = None,
) -> list[Finding]:
    """Return the findings of all (or the given) rules, in the order of the report's lines.

    ``parameters`` maps a rule's code to the thresholds that replace its defaults.
    """
    given = parameters or {}
    findings: list[Finding] = []
    for rule in all_rules() if rules is None else rules:
        own = given.get(rule.code)
        findings.extend(rule.check(report, {**rule.parameters, **own} if own else rule.parameters))
    findings.sort(key=PRINTED_ORDER)
    return findings
