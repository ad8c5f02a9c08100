"""A thousand reports in one command: all cores at work, the whole process tree within its memory."""

import os
import tempfile
from pathlib import Path

from benchmarks.measurement import COMMAND, REPORT, Result, run

FILES = 1000
MOST_MEGABYTES = 300


def measured() -> Result:
    """Audit a folder of copies and watch the tree."""
    cores = len(os.sched_getaffinity(0))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copies(folder / "reports")
        before = os.times()
        done = run(
            [str(COMMAND), "audit", str(folder / "reports"), "--format", "json", "-o", f"{folder}/all.json"]
        )
        after = os.times()
        answers = (folder / "all.json").read_text("utf-8").count('"findings":[')
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    ratio = round(done.peak_megabytes / MOST_MEGABYTES, 3)
    workers = done.processes - 1
    return Result(
        name="audit_batch",
        ratio=ratio,
        target=1.0,
        met=ratio <= 1 and workers >= cores and answers == FILES,
        detail=f"{FILES / done.seconds:.0f} files/s with {workers} workers on {cores} cores, "
        f"peak {done.peak_megabytes:.0f} of {MOST_MEGABYTES} MB for the whole tree (ratio is to the limit)",
        rows=(
            ("files answered", str(answers)),
            ("files a second", f"{FILES / done.seconds:.0f}"),
            ("workers / cores", f"{workers} / {cores}"),
            ("processor seconds / seconds", f"{spent:.1f} / {done.seconds:.1f}"),
            ("peak memory of the tree (PSS)", f"{done.peak_megabytes:.0f} MB"),
        ),
    )


def copies(folder: Path) -> None:
    """Write the reports, each of another bureau."""
    folder.mkdir()
    text = REPORT.read_text("utf-8")
    for number in range(FILES):
        (folder / f"{number:04}.txt").write_text(
            text.replace("苏州市行政审批局", f"第{number}号行政审批局"), "utf-8"
        )
