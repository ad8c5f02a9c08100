"""Findings as notes for the margin of the HTML page."""

from collections.abc import Sequence
from html import escape

from tongban.account.audit.render.phrases import ADVICE, EXPECTED, PRINTED, SEVERITIES, shorten
from tongban.account.audit.rule import Finding
from tongban.account.audit.words import Language

GRAVITY = ("error", "warning", "info")


def notes(findings: Sequence[Finding], language: Language) -> str:
    """Return the notes of some findings, the gravest first."""
    ordered = sorted(findings, key=lambda finding: GRAVITY.index(finding.severity))
    return "".join([_note(finding, language) for finding in ordered])


def gravest(findings: Sequence[Finding]) -> str:
    """Return the gravest severity among some findings, or nothing where there is none."""
    return min((finding.severity for finding in findings), key=GRAVITY.index, default="")


def _note(finding: Finding, language: Language) -> str:
    said = finding.message.said_in(language)
    figures = "".join(
        [
            f"<dt>{label.said_in(language)}</dt><dd>{escape(shorten(text))}</dd>"
            for label, text in ((PRINTED, finding.printed), (EXPECTED, finding.expected))
            if text
        ]
    )
    return (
        f'<details class="note {finding.severity}"><summary>'
        f"<b>{SEVERITIES[finding.severity].said_in(language)} {finding.rule}</b> {escape(said)}</summary>"
        f"<dl>{figures}<dt>{ADVICE.said_in(language)}</dt>"
        f"<dd>{escape(finding.advice.said_in(language))}</dd></dl></details>"
    )
