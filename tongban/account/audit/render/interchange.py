"""The audit as JSON: the report with its places, the findings in one language, the summary."""

from collections.abc import Sequence
from typing import Any

import msgspec

from tongban.account.audit.render.summary import summary_of
from tongban.account.audit.report import Report
from tongban.account.audit.rule import Finding
from tongban.account.audit.words import Language


def finding_data(finding: Finding, language: Language) -> dict[str, Any]:
    """Return a finding as plain data, its sentences in one language."""
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message.said_in(language),
        "section": finding.section,
        "row": finding.row,
        "column": finding.column,
        "line": finding.line,
        "printed": finding.printed,
        "expected": finding.expected,
        "advice": finding.advice.said_in(language),
    }


def as_json(report: Report, findings: Sequence[Finding], language: Language) -> bytes:
    """Return ``{"report", "findings", "summary"}``; decimals are strings, so no digit is lost."""
    return msgspec.json.encode(
        {
            "report": report,
            "findings": [finding_data(finding, language) for finding in findings],
            "summary": summary_of(report, findings),
        }
    )
