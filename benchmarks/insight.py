"""Measuring: every metric over a year against hand-written SQL, the rows behind a figure, ten million cases in memory.

``LARGE=10000000 SPARK=local[2] python -m benchmarks insight`` adds the large snapshot, and the same on Spark.
"""

import os
import pickle
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.measurement import ROOT, Result, run

CASES, MILLION = 344_300, 1_000_000
ROUNDS = 5
MOST_SECONDS, MOST_TIMES, MOST_MILLISECONDS, MOST_GIGABYTES = 2.0, 1.5, 200, 4
CONDITIONS = {
    "known": "{} IS NOT NULL",
    "unknown": "{} IS NULL",
    "yes": "{}",
    "no": "NOT {}",
    "begins": "{} LIKE '{}%'",
}


def measured() -> Result:
    """Measure the metrics of a year and the rows behind one, and what a large snapshot weighs."""
    _django()
    with tempfile.TemporaryDirectory(prefix="tongban-bench-") as place:
        ours, by_hand, figures = _year(Path(place) / "year")
        rows = _rows(Path(place) / "million")
        large = list(_large(Path(place) / "large"))
    return Result(
        name="insight",
        ratio=round(ours / by_hand, 2),
        target=MOST_TIMES,
        met=ours / by_hand <= MOST_TIMES and ours <= MOST_SECONDS and rows * 1000 <= MOST_MILLISECONDS,
        detail=f"{figures} figures in {ours:.2f} s; rows behind one in {rows * 1000:.0f} ms",
        rows=(
            (f"{figures} figures, {CASES:,} cases, warm (at most {MOST_SECONDS:.0f} s)", f"{ours:.2f} s"),
            (f"the same by hand-written SQL (ours at most {MOST_TIMES} times)", f"{by_hand:.2f} s"),
            (
                f"rows behind a figure, {MILLION:,} cases (at most {MOST_MILLISECONDS} ms)",
                f"{rows * 1000:.0f} ms",
            ),
            *large,
        ),
    )


def _django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()


def _year(folder: Path) -> tuple[float, float, int]:
    from benchmarks.invented_facts import snapshot
    from tongban.account.insight.definitions import metrics
    from tongban.account.insight.engines.duckdb_engine import DuckDBEngine
    from tongban.account.insight.expressions import MetricQuery, figures_sql
    from tongban.account.insight.rules import year_of

    engine = DuckDBEngine(snapshot(folder, CASES))
    questions = [MetricQuery(metric, year_of(2022)) for metric in metrics().values()]
    hand = [by_hand(question.metric) for question in questions]

    def ours() -> list[Any]:
        return [engine._ask(figures_sql(question, "duckdb"))[0] for question in questions]

    def theirs() -> list[Any]:
        return [engine.database.execute(sql).fetchone() for sql in hand]

    said = [(row["numerator"], row["denominator"]) for row in ours()]
    assert said == [row[:2] for row in theirs()]
    pairs = [(_seconds(ours), _seconds(theirs)) for _ in range(ROUNDS)]
    return median(pair[0] for pair in pairs), median(pair[1] for pair in pairs), len(questions)


def by_hand(metric: Any) -> str:
    """Return a figure's SQL as one would write it by hand."""
    where = " AND ".join((f"{metric.day} BETWEEN '2022-01-01' AND '2022-12-31'", *map(_said, metric.where)))
    of = metric.of
    figure = {
        "count": "count(*), NULL",
        "share": f"count(*) FILTER ({' AND '.join(map(_said, metric.counted))}), count(*)",
        "sum": f"sum({of[0]}), NULL" if of else "",
        "distinct": f"count(DISTINCT {of[0]}), NULL" if of else "",
        "median": f"quantile_cont({of[0]}, 0.5), count({of[0]})" if of else "",
        "quantile": f"quantile_cont({of[0]}, {metric.quantile}), count({of[0]})" if of else "",
    }.get(metric.measure)
    if figure is None:
        both = f"FILTER ({of[0]} IS NOT NULL AND {of[1]} IS NOT NULL)"
        figure = f"sum({of[0]}) {both}, sum({of[1]}) {both}"
    return f"SELECT {figure}, count(*) FROM facts.{metric.fact} WHERE {where}"


def _said(condition: Any) -> str:
    value = condition.value
    if condition.comparison in CONDITIONS:
        return CONDITIONS[condition.comparison].format(condition.column, value)
    if isinstance(value, tuple):
        return f"{condition.column} IN ({', '.join(map(repr, value))})"
    return f"{condition.column} {condition.comparison} {value if condition.is_column else repr(value)}"


def _rows(folder: Path) -> float:
    from benchmarks.invented_facts import snapshot
    from tongban.account.insight.definitions import metric
    from tongban.account.insight.engines.duckdb_engine import DuckDBEngine
    from tongban.account.insight.expressions import MetricQuery, rows_sql
    from tongban.account.insight.rules import year_of

    engine = DuckDBEngine(snapshot(folder, MILLION, ("cases",)))
    sql = rows_sql(MetricQuery(metric("online-share"), year_of(2022)), "duckdb", 50, 0)
    return median(_seconds(lambda: engine._ask(sql)) for _ in range(ROUNDS))


def _large(folder: Path) -> Iterator[tuple[str, str]]:
    from benchmarks.invented_facts import snapshot

    cases = int(os.environ.get("LARGE", "0"))
    if not cases:
        return
    manifest = snapshot(folder, cases, ("cases",))
    (folder / "manifest").write_bytes(pickle.dumps(manifest))
    size = sum(part.size_bytes for part in manifest.parts) / 1e6
    yield f"{cases:,} cases on disk", f"{size:,.0f} MB"
    for engine in filter(None, ("duckdb", os.environ.get("SPARK"))):
        ended = run([str(ROOT / ".venv/bin/python"), "-m", "benchmarks.insight", str(folder), engine])
        assert ended.code == 0, ended.output
        first, again = map(float, ended.output.split()[-2:])
        yield (
            f"{engine}: the figures over cases, first and again (at most {MOST_GIGABYTES} GB)",
            f"{first:.1f} s, {again:.1f} s, {ended.peak_megabytes / 1024:.2f} GB",
        )


def ask_all(folder: Path, name: str) -> None:
    """Ask every metric over cases twice, in a process of its own whose memory is watched."""
    _django()
    from tongban.account.insight.definitions import metrics
    from tongban.account.insight.engines.duckdb_engine import DuckDBEngine
    from tongban.account.insight.engines.spark_engine import spark_over
    from tongban.account.insight.expressions import MetricQuery, figures_sql
    from tongban.account.insight.rules import year_of

    manifest = pickle.loads((folder / "manifest").read_bytes())  # noqa: S301  (written by ourselves a moment ago)
    if name == "duckdb":
        ask: Callable[[str], Any] = DuckDBEngine(manifest)._ask
        dialect = "duckdb"
    else:
        ask, dialect = spark_over(name, manifest).ask, "pyspark"
    asked = [
        figures_sql(MetricQuery(metric, year_of(2022)), dialect)
        for metric in metrics().values()
        if metric.fact == "cases"
    ]
    print(*(_seconds(lambda: [ask(sql) for sql in asked]) for _ in range(2)))


def _seconds(act: Callable[[], Any]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


if __name__ == "__main__":
    ask_all(Path(sys.argv[1]), sys.argv[2])
