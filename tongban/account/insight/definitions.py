"""Metrics as data: a closed vocabulary, read from the ``metrics.toml`` of rooms, checked against the facts it speaks of.

A metric counts rows of one fact (its population) within a period and measures them. Its digest is SM3 over all that
decides its value: a definition that is changed gets a new digest, and must get a new code once values were filed.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from tongban.ground.kit.fact_views import Fact, published_facts
from tongban.ground.ledger.chain import canonical, sm3
from tongban.ground.ledger.rooms import files_named

SOURCE = "metrics.toml"
MEASURES = {
    "count": 0,
    "share": 0,
    "distinct": 1,
    "sum": 1,
    "mean": 1,
    "max": 1,
    "median": 1,
    "quantile": 1,
    "ratio": 2,
    "compression": 2,
}
"""What may be measured, and how many columns it needs."""
COMPARISONS = ("=", "!=", "<", "<=", ">", ">=", "in", "begins")
STATES = ("known", "unknown", "yes", "no")
DIRECTIONS = ("higher", "lower", "none")


class BadDefinition(ValueError):
    """A definition says something that the vocabulary or the facts do not know."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold of a row: a column, how it is compared, and a value or another column."""

    column: str
    comparison: str
    value: Any = None
    is_column: bool = False

    def plain(self) -> list[Any]:
        """Return the condition as it is written in the definitions."""
        if self.comparison in STATES:
            return [self.column, self.comparison]
        value = list(self.value) if isinstance(self.value, tuple) else self.value
        return [self.column, self.comparison, {"column": value} if self.is_column else value]


@dataclass(frozen=True, slots=True)
class Metric:
    """A definition: which rows count, what is measured of them, and how the figure is written."""

    code: str
    label: str
    english: str
    unit: str
    better: str
    basis: str
    fact: str
    day: str
    measure: str
    where: tuple[Condition, ...] = ()
    counted: tuple[Condition, ...] = ()
    of: tuple[str, ...] = ()
    quantile: str = ""
    per: int = 1
    is_public: bool = True

    @property
    def digest(self) -> str:
        """Return the digest of all that decides the value."""
        deciding = {
            "code": self.code,
            "fact": self.fact,
            "day": self.day,
            "measure": self.measure,
            "where": [condition.plain() for condition in self.where],
            "counted": [condition.plain() for condition in self.counted],
            "of": list(self.of),
            "quantile": self.quantile,
            "per": self.per,
        }
        return sm3(canonical(deciding)).hex()

    @property
    def is_share(self) -> bool:
        """Return whether the value is a part of a whole, in percent."""
        return self.measure in ("share", "ratio", "compression")

    @property
    def is_of_one_row(self) -> bool:
        """Return whether the value is that of one row, in the middle or at the end, which no sum of other values gives."""
        return self.measure in ("median", "quantile", "max")

    def columns(self) -> Iterator[str]:
        """Return every column that the definition names."""
        yield self.day
        yield from self.of
        for condition in (*self.where, *self.counted):
            yield condition.column
            if condition.is_column:
                yield str(condition.value)


def metric(code: str) -> Metric:
    """Return the metric of a code; LookupError names an unknown one."""
    known = metrics()
    if code not in known:
        raise LookupError(f"no metric {code!r}")
    return known[code]


@cache
def metrics() -> Mapping[str, Metric]:
    """Return every metric by its code, checked."""
    texts = (path.read_text(encoding="utf-8") for path in files_named(SOURCE))
    return read_metrics([row for text in texts for row in tomllib.loads(text)["metric"]], published_facts())


def read_metrics(rows: list[dict[str, Any]], facts: Mapping[str, Fact]) -> dict[str, Metric]:
    """Return metrics from plain rows; BadDefinition says which definition is wrong and why."""
    found: dict[str, Metric] = {}
    for row in rows:
        made = _metric(row, facts)
        if made.code in found:
            raise BadDefinition(f"{made.code}: defined twice")
        found[made.code] = made
    return found


def _metric(row: Mapping[str, Any], facts: Mapping[str, Fact]) -> Metric:
    code = row.get("code", "?")
    fact = facts.get(row.get("fact", ""))
    if fact is None:
        raise BadDefinition(f"{code}: no fact {row.get('fact')!r}")
    values = {"day": fact.day, "basis": "", **row}
    values |= {
        name: tuple(_condition(code, each) for each in row.get(name, ())) for name in ("where", "counted")
    }
    values["of"] = tuple(row.get("of", ()))
    try:
        made = Metric(**values)
    except TypeError as error:
        raise BadDefinition(f"{code}: {error}") from error
    for fault in _faults(made, fact):
        raise BadDefinition(f"{code}: {fault}")
    return made


def _condition(code: str, said: list[Any]) -> Condition:
    if len(said) == 2 and said[1] in STATES:
        return Condition(said[0], said[1])
    if len(said) != 3 or said[1] not in COMPARISONS:
        raise BadDefinition(f"{code}: {said!r} is not a condition")
    column, comparison, value = said
    if isinstance(value, dict):
        return Condition(column, comparison, value["column"], is_column=True)
    return Condition(column, comparison, tuple(value) if isinstance(value, list) else value)


def _faults(made: Metric, fact: Fact) -> Iterator[str]:
    for column in made.columns():
        if column not in fact.kinds:
            yield f"the fact {fact.name} has no column {column!r}"
            return
    if fact.kinds[made.day] != "day":
        yield f"{made.day} is not a day"
    if made.measure not in MEASURES:
        yield f"{made.measure!r} is not a measure"
    elif len(made.of) != MEASURES[made.measure]:
        yield f"{made.measure} needs {MEASURES[made.measure]} columns, not {len(made.of)}"
    if (made.measure == "share") != bool(made.counted):
        yield "a share, and nothing else, says which of its rows are counted"
    if made.better not in DIRECTIONS:
        yield f"better is {made.better!r}, not one of {DIRECTIONS}"
