"""Invented facts for every view the house publishes: all values that metrics ask for, and much that they must bear.

The rows are made by the database from their numbers, so that they are the same on every run: texts with quotes, commas
and Chinese, unknown values, negative amounts, areas with a leading nought, days before and after the year.
"""

from dataclasses import replace

from tongban.account.insight.definitions import metrics
from tongban.ground.kit.fact_views import Fact, FactColumn, make_views, published_facts

ROWS = 900
AREAS = ("320500", "320505", "032050")
TEXTS = ("审批一处", "a, \"b\" and 'c'", "第二行\n换行", "")


def publish(rows: int = ROWS) -> None:
    """Let every view show invented rows instead of the house's."""
    make_views(replace(fact, query=query(fact, rows)) for fact in published_facts().values())


def query(fact: Fact, rows: int) -> str:
    columns = ",\n".join(f'{_value(fact, column)} AS "{column.name}"' for column in fact.columns)
    return f"SELECT {columns} FROM generate_series(1, {rows}) AS n"


def _value(fact: Fact, column: FactColumn) -> str:
    if column.name == "reference":
        return "'ROW-' || n"
    if column.name == "area":
        return _one_of(AREAS, fact, column)
    if column.name == fact.day:
        return f"date '2021-12-20' + {_number(fact, column, 390)}"
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
