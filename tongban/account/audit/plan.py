"""What is to be done with each file: which rules, which thresholds, what is shown, in which form and language."""

from pathlib import Path
from typing import Literal

from msgspec import Struct

from tongban.account.audit.report import Report
from tongban.account.audit.rule import Finding, Parameter, Severity, all_rules, check
from tongban.account.audit.words import Language

Format = Literal["text", "json", "html", "xlsx"]
GRAVITY: dict[Severity, int] = {"error": 0, "warning": 1, "info": 2}


class Screen(Struct, frozen=True):
    """What a text is shown on."""

    width: int = 120
    is_terminal: bool | None = None


class AuditPlan(Struct, frozen=True):
    """How to audit a file and what to answer; small, for it travels to every worker."""

    rules: tuple[str, ...]
    parameters: dict[str, dict[str, Parameter]]
    severity: Severity = "info"
    format: Format = "text"
    language: Language = "zh"
    output: Path | None = None
    screen: Screen = Screen()


def run_rules(report: Report, plan: AuditPlan) -> list[Finding]:
    """Return the findings of a plan's rules on a report, those below its severity left out."""
    rules = tuple([rule for rule in all_rules() if rule.code in plan.rules])
    findings = check(report, rules=rules, parameters=plan.parameters)
    least = GRAVITY[plan.severity]
    return [finding for finding in findings if GRAVITY[finding.severity] <= least]
