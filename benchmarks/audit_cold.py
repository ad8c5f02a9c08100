"""``tongban audit FILE`` from a standing start: a person waits for it, so it has a second."""

from statistics import median

from benchmarks.measurement import COMMAND, REPORT, Result, run

MOST_SECONDS = 1.0
TIMES = 7


def measured() -> Result:
    """Start the command several times; the median counts."""
    runs = [run([str(COMMAND), "audit", str(REPORT)]) for _ in range(TIMES)]
    seconds = sorted(each.seconds for each in runs)
    ratio = round(median(seconds) / MOST_SECONDS, 3)
    return Result(
        name="audit_cold",
        ratio=ratio,
        target=1.0,
        met=ratio <= 1 and all(each.code == 1 for each in runs),
        detail=f"median {median(seconds):.2f} s of {TIMES} cold starts, limit {MOST_SECONDS:.0f} s (ratio is to the limit)",
        rows=(
            ("median", f"{median(seconds):.2f} s"),
            ("fastest", f"{seconds[0]:.2f} s"),
            ("slowest", f"{seconds[-1]:.2f} s"),
            ("exit code (1: the report has errors)", str(runs[0].code)),
        ),
    )
