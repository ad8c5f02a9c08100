"""An event log of 100,000 cases and 600,000 events against pm4py; one of 10 million events against bare DuckDB.

pm4py (AGPL) is no dependency: it is installed into an environment of its own for this run, and where that is not
possible the comparison is left out with a word. Both sides read the same Parquet file and compute the throughput, the
share of cases within some days, and the directly-follows map; importing and set-up are not counted.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django
import duckdb

from benchmarks.measurement import Result

FASTER_THAN_PM4PY, BARE_TIMES_MOST = 6.0, 1.3
SMALL, LARGE, EVENTS_OF_A_CASE = 100_000, 1_666_667, 6
WITHIN_DAYS = 10
TIMES = 7
THEIRS = f"""
import json, sys, time
import pandas, pm4py
from pm4py.algo.discovery.dfg import algorithm as dfg
path, times = sys.argv[1], []
for _ in range(5):
    begun = time.perf_counter()
    frame = pm4py.format_dataframe(
        pandas.read_parquet(path), case_id="case_ref", activity_key="activity", timestamp_key="happened_at"
    )
    durations = pm4py.get_all_case_durations(frame)
    within = sum(each <= {WITHIN_DAYS} * 86400 for each in durations)
    pairs, begins, ends = pm4py.discover_dfg(frame)
    performance = pm4py.discover_performance_dfg(frame)
    times.append(time.perf_counter() - begun)
print(json.dumps({{"seconds": min(times), "cases": len(durations), "within": int(within), "moves": sum(pairs.values())}}))
"""
BARE = """
    SELECT activity, next_activity, count(*), sum(seconds), median(seconds) FROM (
      SELECT activity, lead(activity) OVER turn AS next_activity, lead(second) OVER turn - second AS seconds
      FROM (SELECT case_ref, activity, number, epoch_us(happened_at) // 1000000 AS second FROM read_parquet('{path}'))
      WINDOW turn AS (PARTITION BY case_ref ORDER BY number)
    ) GROUP BY ALL
"""


class Bare:
    """DuckDB as the engines ask it, without a snapshot."""

    name, dialect, manifest = "duckdb", "duckdb", ""

    def __init__(self) -> None:
        self.database = duckdb.connect()

    def check(self) -> None:
        """A file of its own: there is no snapshot to check."""

    def ask(self, sql: str) -> list[dict[str, object]]:
        answer = self.database.execute(sql)
        names = [column[0] for column in answer.description]
        return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


def measured() -> Result:
    """Measure both; the ratio is the worse of the two to its limit."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    with tempfile.TemporaryDirectory() as folder:
        small, large = (written(Path(folder) / f"{cases}.parquet", cases) for cases in (SMALL, LARGE))
        engine = Bare()
        ours, bare = against_bare(engine, large)
        here = seconds(lambda: whole(engine, small))
        theirs = pm4py(Path(folder), small, whole(engine, small))
    times_bare = ours / bare
    faster = None if theirs is None else theirs / here
    ratio = max(times_bare / BARE_TIMES_MOST, 0.0 if faster is None else FASTER_THAN_PM4PY / faster)
    said = (
        "pm4py could not be installed: not compared"
        if faster is None
        else f"{faster:.1f} × faster than pm4py"
    )
    return Result(
        name="flows",
        ratio=round(ratio, 3),
        target=1.0,
        met=ratio <= 1,
        detail=f"100,000 cases in {here:.2f} s, {said}; map of 10 million events {times_bare:.2f} × bare DuckDB",
        rows=(
            ("throughput, share within days and map, 600,000 events", f"{here:.2f} s"),
            ("pm4py, the same", "not installed" if theirs is None else f"{theirs:.2f} s"),
            ("map of 10 million events", f"{ours:.2f} s"),
            ("bare DuckDB, the same query", f"{bare:.2f} s"),
        ),
    )


def written(path: Path, cases: int) -> Path:
    """Write a log of six events a case: a tenth returned, a tenth stopped, a twentieth refused."""
    duckdb.sql(f"""
        COPY (
          SELECT 'CASE-' || lpad(n::text, 8, '0') AS case_ref, k AS number,
            CASE k WHEN 1 THEN 'file' WHEN 2 THEN CASE WHEN n % 10 = 0 THEN 'return' ELSE 'accept' END
              WHEN 3 THEN CASE WHEN n % 10 = 1 THEN 'pause' ELSE 'step' END
              WHEN 4 THEN CASE WHEN n % 20 = 3 THEN 'refuse' ELSE 'grant' END WHEN 5 THEN 'issue' ELSE 'deliver' END
              AS activity,
            TIMESTAMP '2022-01-03 09:00:00' + to_minutes((n % 500000 + k * 3000 + (n * 7919 + k * 104729) % 3000)::bigint)
              AS happened_at
          FROM range({cases}) AS case_numbers(n), range(1, {EVENTS_OF_A_CASE + 1}) AS event_numbers(k)
          ORDER BY (n * 7919) % {cases}, k
        ) TO '{path}' (FORMAT parquet)
    """)
    return path


def of_file(path: Path) -> Any:
    """Return the file as a log."""
    from tongban.account.insight.flows import EventLog

    second = "epoch_us(happened_at) // 1000000"
    return EventLog(
        f"SELECT case_ref, activity, activity AS place, number, {second} AS second FROM read_parquet('{path}')"
    )


def whole(engine: Bare, path: Path) -> dict[str, int]:
    """Return throughput, share within days and the map, as the process view asks for them."""
    from tongban.account.insight.flows import flow_map_of, throughput

    log = of_file(path)
    through, found = throughput(log, engine, within_days=WITHIN_DAYS), flow_map_of(log, engine)
    moves = sum(arc.times for arc in found.arcs if arc.before and arc.after)
    return {"cases": through.cases, "within": through.within, "moves": moves}


def against_bare(engine: Bare, path: Path) -> tuple[float, float]:
    """Return the seconds of our map and of the bare query, asked in turn; both read the file and compute."""
    from tongban.account.insight.flows import flow_map_of

    log = of_file(path)
    pairs = [
        (timed(lambda: flow_map_of(log, engine)), timed(lambda: engine.ask(BARE.format(path=path))))
        for _ in range(TIMES)
    ]
    return min(ours for ours, _ in pairs), min(bare for _, bare in pairs)


def seconds(act: Callable[[], object]) -> float:
    """Return the time of an act at its least disturbed: other work on the machine slows two threads more than one."""
    return min(timed(act) for _ in range(TIMES))


def timed(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def pm4py(folder: Path, path: Path, expected: dict[str, int]) -> float | None:
    """Return the least seconds of pm4py on the same file, in an environment made for it; None where it has none."""
    python = folder / "pm4py" / "bin" / "python"
    try:
        subprocess.run([sys.executable, "-m", "venv", str(folder / "pm4py")], check=True, capture_output=True)
        install = [str(python), "-m", "pip", "install", "-q", "pm4py", "pyarrow"]
        subprocess.run(install, check=True, capture_output=True, timeout=900)
        run = [str(python), "-c", THEIRS, str(path)]
        said = subprocess.run(run, check=True, capture_output=True, text=True, timeout=900)
    except (subprocess.SubprocessError, OSError) as error:
        print(f"pm4py is left out: {error}", file=sys.stderr)
        return None
    found = json.loads(said.stdout.splitlines()[-1])
    same = {name: found[name] for name in expected}
    if same != expected:
        print(f"pm4py counts otherwise: {same} against {expected}", file=sys.stderr)
    return float(found["seconds"])
