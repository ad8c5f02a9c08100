"""The audit of many files as text: one line a finding, as editors and grep like it."""

from collections.abc import Sequence

from tongban.account.audit.render.phrases import SEVERITIES
from tongban.account.audit.rule import Finding
from tongban.account.audit.words import Language


def as_lines(source: str, findings: Sequence[Finding], language: Language) -> str:
    """Return ``file:line: severity CODE [row] message``, a line for each finding."""
    return "".join([f"{source}:{_line(finding, language)}\n" for finding in findings])


def _line(finding: Finding, language: Language) -> str:
    severity = SEVERITIES[finding.severity].said_in(language)
    row = f" [{finding.row}]" if finding.row else ""
    return f"{finding.line}: {severity} {finding.rule}{row} {finding.message.said_in(language)}"
