"""Many reports at once: found in folders, audited on all cores, answered in the order they were given."""

import multiprocessing
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from tongban.account.audit.plan import Plan, audited
from tongban.account.audit.reading import FORMATS, Unreadable, read
from tongban.account.audit.report import Report
from tongban.account.audit.rule import Finding

LARGEST_CHUNK = 8


class Outcome(Struct, frozen=True):
    """What came of one file: why it could not be read, or what is to be printed of it."""

    path: Path
    refusal: str = ""
    errors: int = 0
    body: bytes = b""
    findings: tuple[Finding, ...] = ()


def files_in(paths: Sequence[Path]) -> list[Path]:
    """Return the files to audit: a folder stands for all reports below it, in the order of their names."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(
                each for each in path.rglob("*") if each.suffix.lower() in FORMATS and each.is_file()
            )
        else:
            found.append(path)
    return list(dict.fromkeys(found))


def audit_all(paths: Sequence[Path], plan: Plan, jobs: int) -> Iterator[Outcome]:
    """Yield the outcome of each file in the given order; at most ``jobs`` files are read at a time.

    The files are handed out block by block, so that a slow writer does not pile up outcomes.
    """
    tasks = [(path, plan) for path in paths]
    workers = min(jobs, len(paths))
    if workers < 2:
        yield from map(_audit, tasks)
        return
    block = LARGEST_CHUNK * workers * 4
    with multiprocessing.get_context("fork").Pool(workers) as pool:
        for start in range(0, len(tasks), block):
            some = tasks[start : start + block]
            yield from pool.imap(
                _audit, some, chunksize=max(1, min(LARGEST_CHUNK, len(some) // (2 * workers)))
            )


def _audit(task: tuple[Path, Plan]) -> Outcome:
    path, plan = task
    try:
        report = read(path)
    except Unreadable as refusal:
        return Outcome(path, refusal=refusal.said_in(plan.language))
    findings = audited(report, plan)
    return Outcome(
        path,
        errors=sum(finding.severity == "error" for finding in findings),
        body=_body(path, report, findings, plan),
        findings=tuple(findings) if plan.format == "xlsx" else (),
    )


def _body(path: Path, report: Report, findings: list[Finding], plan: Plan) -> bytes:
    """Return what is printed of one file among many; a page is written at once, for it is large."""
    if plan.format == "json":
        from tongban.account.audit.explaining.interchange import as_json

        return as_json(report, findings, plan.language)
    if plan.format == "html":
        from tongban.account.audit.explaining.page import as_page

        target = page_of(path, plan)
        target.write_text(as_page(report, findings, plan.language), encoding="utf-8")
        return f"{target}\n".encode()
    if plan.format == "text":
        from tongban.account.audit.explaining.lines import as_lines

        return as_lines(str(path), findings, plan.language).encode()
    return b""


def page_of(path: Path, plan: Plan) -> Path:
    """Return where the page of one file among many is written: its whole path is its name."""
    name = "-".join(part for part in path.parts if part not in ("/", ".", ".."))
    return (plan.output or Path()) / f"{name}.html"
