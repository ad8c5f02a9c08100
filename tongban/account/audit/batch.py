"""Many reports at once: found in folders, audited on all cores, answered in the order they were given."""

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from itertools import chain
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from tongban.account.audit.isolation import too_much
from tongban.account.audit.plan import AuditPlan, run_rules
from tongban.account.audit.reader import FORMATS, UnreadableReport, load, read, read_text
from tongban.account.audit.report import Report
from tongban.account.audit.rule import Finding, all_rules
from tongban.ground.sandbox import Stopped, stream_limited

LARGEST_CHUNK = 8
RENDERERS = {"json": "interchange", "html": "page", "text": "lines"}


class FileOutcome(Struct, frozen=True):
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


def audit_all(paths: Sequence[Path], plan: AuditPlan, jobs: int) -> Iterator[FileOutcome]:
    """Yield the outcome of each file in the given order; at most ``jobs`` files are read at a time.

    The files are handed out block by block, so that a slow writer does not pile up outcomes.
    """
    prepare(paths, plan)
    workers = min(jobs, len(paths))
    size = max(1, min(LARGEST_CHUNK, len(paths) // (2 * max(1, workers))))
    chunks = [(tuple(paths[start : start + size]), plan) for start in range(0, len(paths), size)]
    if workers < 2:
        yield from chain.from_iterable(map(_audit, chunks))
        return
    block = workers * 4
    with multiprocessing.get_context("fork").Pool(workers) as pool:
        for start in range(0, len(chunks), block):
            yield from chain.from_iterable(pool.imap(_audit, chunks[start : start + block]))


def prepare(paths: Sequence[Path], plan: AuditPlan) -> None:
    """Load once what every child needs: each file is read in a child of its own, forked from here."""
    for suffix in {path.suffix.lower() for path in paths}:
        load(suffix)
    run_rules(read_text(all_rules()[0].fires), plan)
    if plan.format != "xlsx":
        import_module(f"tongban.account.audit.render.{RENDERERS[plan.format]}")


def _audit(task: tuple[tuple[Path, ...], AuditPlan]) -> list[FileOutcome]:
    """Return what came of some files, read one after the other by one child.

    A file in which the child was stopped is tried first by the next, whose memory is fresh; a child that is
    stopped in its first file settles that file.
    """
    paths, plan = task
    outcomes: list[FileOutcome] = []
    while len(outcomes) < len(paths):
        begun = len(outcomes)
        try:
            for outcome in stream_limited(brief_text, paths[begun:], plan):
                outcomes.append(outcome)
        except Stopped as stop:
            if len(outcomes) == begun:
                outcomes.append(stopped_outcome(stop, paths[begun], plan))
    return [_write_page(outcome, plan) for outcome in outcomes]


def stopped_outcome(stop: Stopped, path: Path, plan: AuditPlan) -> FileOutcome:
    """Return what comes of a file whose reading was stopped."""
    return FileOutcome(path, refusal=too_much(stop, path.name).said_in(plan.language))


def _write_page(outcome: FileOutcome, plan: AuditPlan) -> FileOutcome:
    """Write a page at once, for it is large; what is printed of it is where it lies."""
    if plan.format != "html" or outcome.refusal:
        return outcome
    target = page_of(outcome.path, plan)
    target.write_bytes(outcome.body)
    return replace(outcome, body=f"{target}\n".encode())


def brief_text(paths: tuple[Path, ...], plan: AuditPlan) -> Iterator[FileOutcome]:
    """Yield what is printed of each file among many."""
    for path in paths:
        yield outcome_of(path, plan, _body)


def outcome_of(
    path: Path, plan: AuditPlan, body: Callable[[Path, Report, list[Finding], AuditPlan], bytes]
) -> FileOutcome:
    """Read and check one file, and print it as asked."""
    try:
        report = read(path)
    except UnreadableReport as refusal:
        return FileOutcome(path, refusal=refusal.said_in(plan.language))
    findings = run_rules(report, plan)
    return FileOutcome(
        path,
        errors=sum(finding.severity == "error" for finding in findings),
        body=b"" if plan.format == "xlsx" else body(path, report, findings, plan),
        findings=tuple(findings) if plan.format == "xlsx" else (),
    )


def _body(path: Path, report: Report, findings: list[Finding], plan: AuditPlan) -> bytes:
    if plan.format == "json":
        from tongban.account.audit.render.interchange import as_json

        return as_json(report, findings, plan.language)
    if plan.format == "html":
        from tongban.account.audit.render.page import as_page

        return as_page(report, findings, plan.language).encode()
    from tongban.account.audit.render.lines import as_lines

    return as_lines(str(path), findings, plan.language).encode()


def page_of(path: Path, plan: AuditPlan) -> Path:
    """Return where the page of one file among many is written: its whole path is its name."""
    name = "-".join(part for part in path.parts if part not in ("/", ".", ".."))
    return (plan.output or Path()) / f"{name}.html"
