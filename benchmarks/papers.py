"""The papers of one report, DOCX, PDF, XLSX and JSON together, from a standing start."""

import json
import sys
from statistics import median

from benchmarks.measurement import REPORT, Result, run

MOST_SECONDS = 3.0
MOST_MEGABYTES = 400
TIMES = 3
SCRIPT = """
import json, sys, time
from pathlib import Path
from tongban.account.audit.reader import read_text
from tongban.account.evaluation.papers import write

report = read_text(Path(sys.argv[1]).read_text("utf-8"))
made = {}
for name in ("docx", "pdf", "xlsx", "json"):
    started = time.perf_counter()
    size = len(write(report, name))
    made[name] = (size, time.perf_counter() - started)
status = Path("/proc/self/status").read_text()
peak = int(status.split("VmHWM:")[1].split()[0]) / 1024
print(json.dumps({"made": made, "peak": peak}))
"""


def measured() -> Result:
    """Write them in a new process several times; the median time and the highest peak count."""
    runs = [run([sys.executable, "-c", SCRIPT, str(REPORT)]) for _ in range(TIMES)]
    said = [json.loads(each.output) for each in runs]
    seconds = median(each.seconds for each in runs)
    peak = max(each["peak"] for each in said)
    ratio = round(max(seconds / MOST_SECONDS, peak / MOST_MEGABYTES), 3)
    return Result(
        name="papers",
        ratio=ratio,
        target=1.0,
        met=ratio <= 1,
        detail=f"{seconds:.2f} of {MOST_SECONDS:.0f} s and {peak:.0f} of {MOST_MEGABYTES} MB, cold process "
        "(ratio is the worse of the two to its limit)",
        rows=(
            *(
                (f"{name}: {size / 1024:.0f} kB", f"{median(each['made'][name][1] for each in said):.2f} s")
                for name, (size, _) in said[0]["made"].items()
            ),
            ("all four with the start of the process", f"{seconds:.2f} s"),
            ("peak memory", f"{peak:.0f} MB"),
        ),
    )
