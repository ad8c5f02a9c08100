"""The audit of a report in a warm process against the floor: how much of the bare arithmetic's speed is kept."""

import time
from collections.abc import Callable, Sequence
from statistics import median

from benchmarks.floor import recomputed
from benchmarks.measurement import REPORT, ROOT, Result
from tongban.account.audit.reader import read_text
from tongban.account.audit.rule import check

ORIGINAL = ROOT.parent / "shared" / "inputs" / "self-evaluation-2022.txt"
TARGET = 0.3
COPIES, ROUNDS, WARM_UP = 60, 7, 5


def measured() -> Result:
    """Audit differing copies of the source report (where it is not at hand, of the demo's) and recompute them in turn."""
    text = (ORIGINAL if ORIGINAL.exists() else REPORT).read_text("utf-8")
    copies = [varied(text, number) for number in range(COPIES + WARM_UP)]
    for copy in copies[:WARM_UP]:
        audit(copy)
        recomputed(copy)
    rounds = [(rate(audit, copies[WARM_UP:]), rate(recomputed, copies[WARM_UP:])) for _ in range(ROUNDS)]
    audits, floors = median(ours for ours, _ in rounds), median(floor for _, floor in rounds)
    ratio = round(median(ours / floor for ours, floor in rounds), 3)
    return Result(
        name="audit_floor",
        ratio=ratio,
        target=TARGET,
        met=ratio >= TARGET,
        detail=f"{audits:.0f} audits/s, floor {floors:.0f} reports/s, median of {ROUNDS} rounds of {COPIES} copies",
        rows=(
            ("audits a second (read and all rules)", f"{audits:.0f}"),
            ("floor: reports a second (figures recomputed)", f"{floors:.0f}"),
            ("findings of one audit", str(audit(text))),
            ("figures the floor finds wrong", str(len(recomputed(text)))),
            ("share of the floor's speed", f"{ratio:.2f}"),
        ),
    )


def varied(text: str, number: int) -> str:
    """Return a copy with its own names and figures, so that no whole report is remembered."""
    return text.replace("苏州市行政审批局", f"第{number}号行政审批局").replace("374.09", f"{374 + number}.09")


def audit(text: str) -> int:
    """Return how many findings a report has."""
    return len(check(read_text(text)))


def rate(work: Callable[[str], object], copies: Sequence[str]) -> float:
    """Return how many copies a second of processor time are done: other work on the machine does not count."""
    started = time.process_time()
    for copy in copies:
        work(copy)
    return len(copies) / (time.process_time() - started)
