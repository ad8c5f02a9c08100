"""Invented facts for every view the house publishes: all values that metrics ask for, and much that they must bear.

The rows are made by the database from their numbers, so that they are the same on every run: texts with quotes, commas
and Chinese, unknown values, negative amounts, areas with a leading nought, days before and after the year.
"""

from collections.abc import Collection
from dataclasses import replace

from tongban.account.insight.definitions import metrics
from tongban.ground.kit.fact_views import Fact, FactColumn, make_views, published_facts

ROWS, OTHERS = 900, 10_000
AREAS = ("320500", "320505", "032050")
OVER_THE_YEAR, WHOLE_YEAR, A_QUARTER = ("cases",), 390, 90
"""A snapshot has a file for each month of each fact: one that lies over the whole year is enough."""
TEXTS = ("审批一处", "a, \"b\" and 'c'", "第二行\n换行", "")


def publish(
    rows: int = ROWS,
    *,
    changed: Collection[int] = (),
    gone: Collection[int] = (),
    twice: Collection[int] = (),
) -> None:
    """Let every view show invented rows instead of the house's; some say something else, are gone, or stand there twice."""
    source = (
        f"(SELECT row, row + CASE WHEN row = ANY({_whole(changed)}) THEN {OTHERS} ELSE 0 END AS n"
        f" FROM generate_series(1, {rows}) AS row"
        f" JOIN generate_series(1, 2) AS time ON time = 1 OR row = ANY({_whole(twice)})"
        f" WHERE row <> ALL({_whole(gone)})) AS invented"
    )
    make_views(replace(fact, query=query(fact, source)) for fact in published_facts().values())


def query(fact: Fact, source: str) -> str:
    columns = ",\n".join(f'{_value(fact, column)} AS "{column.name}"' for column in fact.columns)
    return f"SELECT {columns} FROM {source}"


def _whole(numbers: Collection[int]) -> str:
    return f"ARRAY[{', '.join(map(str, numbers))}]::int[]"


def _value(fact: Fact, column: FactColumn) -> str:
    if column.name in ("reference", *fact.subjects[:2]):
        return "'ROW-' || row"
    if column.name == "area":
        return _one_of(AREAS, fact, column)
    if column.name == fact.day:
        days = WHOLE_YEAR if fact.name in OVER_THE_YEAR else A_QUARTER
        return f"date '2021-12-20' + {_number(fact, column, days)}"
    known = {
        "text": _one_of((*_asked(fact, column), *TEXTS), fact, column),
        "day": f"date '2021-12-20' + {_number(fact, column, 420)}",
        "moment": f"timestamp '2022-03-01 23:59:59' + {_number(fact, column, 10**9)} * interval '1 microsecond'",
        "whole": _number(fact, column, 12),
        "yuan": f"({_number(fact, column, 2_000_000)} - 400000) / 100.0",
        "yes": f"{_number(fact, column, 3)} > 0",
    }[column.kind]
    return f"CASE WHEN {_number(fact, column, 10, 'unknown')} > 0 THEN {known} END"


def _asked(fact: Fact, column: FactColumn) -> list[str]:
    """Return the values that metrics ask for in a column."""
    found = set()
    for metric in metrics().values():
        for condition in (*metric.where, *metric.counted):
            if metric.fact == fact.name and condition.column == column.name and not condition.is_column:
                found |= set(condition.value) if isinstance(condition.value, tuple) else {condition.value}
    return sorted(value for value in found if isinstance(value, str))


def _one_of(values: tuple[str, ...], fact: Fact, column: FactColumn) -> str:
    quoted = ", ".join("'" + value.replace("'", "''") + "'" for value in values)
    return f"(ARRAY[{quoted}])[1 + {_number(fact, column, len(values))}]"


def _number(fact: Fact, column: FactColumn, below: int, salt: str = "") -> str:
    return f"(abs(hashtext('{fact.name}.{column.name}.{salt}' || n)::bigint) % {below})::int"
