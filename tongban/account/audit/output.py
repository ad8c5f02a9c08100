"""The audit's output: one report in full, or many in brief, to the terminal or into files."""

import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct
from msgspec.structs import replace

from tongban.account.audit.batch import FileOutcome, audit_all, outcome_of, stopped_outcome
from tongban.account.audit.plan import AuditPlan, Screen
from tongban.account.audit.report import Report
from tongban.account.audit.rule import Finding
from tongban.account.audit.words import Words
from tongban.ground.sandbox import Stopped, run_limited

FAULTLESS, FAULTY, REFUSED = 0, 1, 2


class Tally(Struct):
    """How the files came out."""

    files: int = 0
    faulty: int = 0
    refused: int = 0

    @property
    def exit_code(self) -> int:
        """Return 2 where a file could not be read, 1 where one has errors, else 0."""
        return REFUSED if self.refused else FAULTY if self.faulty else FAULTLESS


def output_error(plan: AuditPlan, *, many: bool) -> Words | None:
    """Return why the output cannot be written as asked, or None where it can."""
    is_folder = plan.format == "html" and many
    if plan.output is not None:
        return _unwritable(plan.output, is_folder=is_folder)
    if plan.format == "xlsx":
        return Words("输出 xlsx 请用 --output 指定文件", "Name the workbook with --output")
    if is_folder:
        return Words(
            "多份报告输出 html 请用 --output 指定文件夹", "Name a folder with --output for many pages"
        )
    return None


def _unwritable(output: Path, *, is_folder: bool) -> Words | None:
    """Return why nothing can be written there: a file where a folder is needed, or the reverse."""
    if is_folder and output.is_file():
        return Words(f"“{output}”不是文件夹", f"“{output}” is no folder")
    if not is_folder and output.is_dir():
        return Words(f"“{output}”是文件夹，请指定文件", f"“{output}” is a folder; name a file")
    if not is_folder and not output.parent.is_dir():
        return Words(f"没有文件夹“{output.parent}”", f"There is no folder “{output.parent}”")
    return None


def deliver_one(path: Path, plan: AuditPlan) -> int:
    """Audit one file, write it in full, and return the exit code."""
    plan = replace(plan, screen=_screen(plan))
    try:
        outcome = run_limited(outcome_in_full, path, plan)
    except Stopped as stop:
        outcome = stopped_outcome(stop, path, plan)
    if outcome.refusal:
        print_error(outcome.refusal)
        return REFUSED
    if plan.format == "xlsx":
        _workbook([outcome], plan)
    else:
        with _target(plan) as target:
            target.write(outcome.body)
    return FAULTY if outcome.errors else FAULTLESS


def outcome_in_full(path: Path, plan: AuditPlan) -> FileOutcome:
    """Return what is printed of a file that stands alone."""
    return outcome_of(path, plan, _body_in_full)


def deliver_many(paths: Sequence[Path], plan: AuditPlan, jobs: int) -> int:
    """Audit many files, write them in brief in the given order, and return the exit code."""
    if plan.format == "html" and plan.output:
        plan.output.mkdir(parents=True, exist_ok=True)
    tally = Tally()
    outcomes = _counted(_with_progress(audit_all(paths, plan, jobs), len(paths)), tally)
    if plan.format == "xlsx":
        _workbook(outcomes, plan)
    elif plan.format == "html":
        for outcome in outcomes:
            sys.stdout.buffer.write(outcome.body)
    else:
        with _target(plan) as target:
            _write(outcomes, plan, target)
    print_error(_totals(tally).said_in(plan.language))
    return tally.exit_code


def print_error(sentence: str) -> None:
    """Print one line on the error stream."""
    sys.stdout.flush()
    sys.stderr.write(f"{sentence}\n")


def _body_in_full(_path: Path, report: Report, findings: list[Finding], plan: AuditPlan) -> bytes:
    if plan.format == "json":
        from tongban.account.audit.render.interchange import as_json

        return as_json(report, findings, plan.language) + b"\n"
    if plan.format == "html":
        from tongban.account.audit.render.page import as_page

        return as_page(report, findings, plan.language).encode()
    return _shown(report, findings, plan).encode()


def _shown(report: Report, findings: list[Finding], plan: AuditPlan) -> str:
    from rich.console import Console

    from tongban.account.audit.render.summary import summary_of
    from tongban.account.audit.render.text import show

    paper = StringIO()
    console = Console(
        file=paper, width=plan.screen.width, force_terminal=plan.screen.is_terminal, highlight=False
    )
    show(console, report, findings, summary_of(report, findings), plan.language)
    return paper.getvalue()


def _screen(plan: AuditPlan) -> Screen:
    """Return what the text is shown on: the child that writes it has no terminal of its own."""
    if plan.output is not None or not sys.stdout.isatty():
        return Screen()
    return Screen(width=shutil.get_terminal_size().columns, is_terminal=True)


def _workbook(outcomes: Iterable[FileOutcome], plan: AuditPlan) -> None:
    from tongban.account.audit.render.workbook import write_workbook

    if plan.output:
        write_workbook(plan.output, ((str(each.path), each.findings) for each in outcomes), plan.language)


def _write(outcomes: Iterable[FileOutcome], plan: AuditPlan, target: BinaryIO) -> None:
    """Write bodies one after the other; JSON as one list."""
    is_json = plan.format == "json"
    target.write(b"[" if is_json else b"")
    between = b""
    for outcome in outcomes:
        if outcome.body:
            target.write(between + outcome.body)
            between = b",\n" if is_json else b""
    target.write(b"]\n" if is_json else b"")


def _counted(outcomes: Iterable[FileOutcome], tally: Tally) -> Iterator[FileOutcome]:
    """Pass the readable outcomes on and say why the others are not."""
    for outcome in outcomes:
        tally.files += 1
        if outcome.refusal:
            tally.refused += 1
            print_error(outcome.refusal)
            continue
        tally.faulty += outcome.errors > 0
        yield outcome


@contextmanager
def _target(plan: AuditPlan) -> Iterator[BinaryIO]:
    if plan.output is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    with plan.output.open("wb") as file:
        yield file


def _with_progress(outcomes: Iterator[FileOutcome], total: int) -> Iterator[FileOutcome]:
    """Show a progress bar on the error stream where somebody watches it."""
    if not sys.stderr.isatty():
        return outcomes
    from rich.console import Console
    from rich.progress import track

    return iter(
        track(
            outcomes,
            description="",
            total=total,
            console=Console(stderr=True),
            transient=True,
            auto_refresh=False,  # a thread of its own would keep this process from forking
        )
    )


def _totals(tally: Tally) -> Words:
    return Words(
        f"共 {tally.files} 份：{tally.faulty} 份有错误级问题，{tally.refused} 份读不了",
        f"{tally.files} files: {tally.faulty} with errors, {tally.refused} unreadable",
    )
