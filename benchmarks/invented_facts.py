"""A snapshot of invented facts of any size, made by DuckDB alone: no database, the same rows on every run."""

from pathlib import Path

from tongban.account.insight.definitions import metrics
from tongban.account.insight.snapshot.manifests import Manifest, SnapshotPart, columns_of
from tongban.ground.kit.fact_views import Fact, FactColumn, published_facts

SHARE = {"cases": 1.0, "steps": 2.0, "papers": 1.5, "deliveries": 0.3, "ratings": 0.9, "licences": 0.3}
"""Rows of a fact for one case; of the others there is one row for a hundred cases."""


def snapshot(folder: Path, cases: int, only: tuple[str, ...] = ()) -> Manifest:
    """Write facts of a year with so many cases below a folder, by months, and return their manifest, unsigned."""
    import duckdb

    parts: list[SnapshotPart] = []
    with duckdb.connect(
        ":memory:", config={"memory_limit": "3GB", "temp_directory": str(folder / "temp")}
    ) as database:
        for fact in published_facts().values():
            rows = int(cases * SHARE.get(fact.name, 0.01)) if not only or fact.name in only else 0
            (folder / fact.name).mkdir(parents=True)
            for month in range(1, 13) if rows else ():
                path = folder / fact.name / f"{month:02}.parquet"
                query = _query(fact, month, rows // 12)
                database.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet, COMPRESSION zstd)")
                size = path.stat().st_size
                parts.append(
                    SnapshotPart(
                        f"{fact.name}/{path.name}", fact.name, "320500", 2022, month, rows // 12, size, ""
                    )
                )
    columns = {name: columns_of(fact) for name, fact in published_facts().items()}
    return Manifest(folder, "", 0, "", columns, tuple(parts), previous=str(cases), key_id="")


def _query(fact: Fact, month: int, rows: int) -> str:
    columns = ", ".join(f'{_value(fact, column, month)} AS "{column.name}"' for column in fact.columns)
    return f"SELECT {columns} FROM range({rows}) AS made(n)"


def _value(fact: Fact, column: FactColumn, month: int) -> str:
    def number(below: int) -> str:
        return f"(hash(n, '{fact.name}.{column.name}', {month}) % {below})::int"

    if column.name == "reference":
        return f"'CASE-2022-' || lpad(({month} * 10000000 + n)::text, 9, '0')"
    if column.name == "area":
        return "'320500'"
    if column.name == fact.day:
        return f"date '2022-{month:02}-01' + (n % 28)::int"
    match column.kind:
        case "text":
            values = ", ".join(
                f"'{each}'" for each in (*_asked(fact, column), "审批一处", "审批二处", "审批三处")
            )
            return f"([{values}])[1 + {number(len(_asked(fact, column)) + 3)}]"
        case "day":
            return f"CASE WHEN {number(20)} > 0 THEN date '2022-{month:02}-01' + {number(40)} END"
        case "moment":
            return f"timestamp '2022-{month:02}-01' + {number(2_000_000)} * interval '1 second'"
        case "whole":
            return f"CASE WHEN {number(20)} > 0 THEN {number(12)}::bigint END"
        case "yuan":
            return f"({number(1_000_000)} / 100)::decimal(18, 2)"
        case _:
            return f"{number(5)} = 0"


def _asked(fact: Fact, column: FactColumn) -> list[str]:
    asked = {
        value
        for metric in metrics().values()
        if metric.fact == fact.name
        for condition in (*metric.where, *metric.counted)
        if condition.column == column.name and not condition.is_column
        for value in (condition.value if isinstance(condition.value, tuple) else (condition.value,))
    }
    return sorted(value for value in asked if isinstance(value, str))
