"""Files of strangers, read and checked in a child process within limits; what cannot is `UnreadableReport`."""

from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec

from msgspec import Struct

from tongban.account.audit.reader import UnreadableReport, files, read, read_content, to_json
from tongban.account.audit.reader.document import unreadable
from tongban.account.audit.report import Report
from tongban.account.audit.rule import Finding, check
from tongban.account.audit.words import Words
from tongban.ground.sandbox import Stopped, run_limited

P = ParamSpec("P")
MOST_KEPT_BYTES = 2 * 1024 * 1024
"""A report that is kept is read again with every page that shows it: more than this no report has."""


class Refusal(Struct, frozen=True, tag=True):
    """Why a file cannot be read, on its way from the child."""

    words: Words


class AuditResult(Struct, frozen=True, tag=True):
    """A report and what the audit found in it."""

    report: Report
    findings: tuple[Finding, ...] = ()


def read_limited(path: Path) -> Report:
    """Return the report in a file; raise `UnreadableReport` where there is none or reading it takes too much."""
    return _answer(path.name, _read, path).report


def audit_content(content: bytes, name: str) -> AuditResult:
    """Return the report in a content with all findings; raise `UnreadableReport` as `read_limited` does."""
    return _answer(name, _audit, content, name)


def too_much(stop: Stopped, source: str) -> UnreadableReport:
    """Return the error for a file whose reading was stopped."""
    return unreadable(source, why=Words(*stop.why), advice=Words(*stop.advice))


def _answer(
    source: str, job: Callable[P, AuditResult | Refusal], *args: P.args, **_none: P.kwargs
) -> AuditResult:
    try:
        answer = run_limited(job, *args)
    except Stopped as stop:
        raise too_much(stop, source) from stop
    if isinstance(answer, Refusal):
        raise UnreadableReport(answer.words)
    return answer


def _read(path: Path) -> AuditResult | Refusal:
    try:
        return AuditResult(read(path))
    except UnreadableReport as error:
        return Refusal(error.words)


def _audit(content: bytes, name: str) -> AuditResult | Refusal:
    try:
        report = read_content(content, name)
    except UnreadableReport as error:
        return Refusal(error.words)
    if len(to_json(report)) > MOST_KEPT_BYTES:
        return Refusal(files.too_many_error(name).words)
    return AuditResult(report, tuple(check(report)))
