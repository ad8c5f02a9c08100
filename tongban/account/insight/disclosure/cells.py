"""The rows of a fact counted by all that public figures ask of them: the atoms that no figure tells apart."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import and_, or_
from typing import Any

from tongban.account.insight.definitions import Condition, Metric
from tongban.account.insight.disclosure.differences import RowSet
from tongban.account.insight.engines.protocol import Engine
from tongban.account.insight.expressions import HOLDS, table_of
from tongban.account.insight.rules import Period
from tongban.ground.kit.fact_views import Fact

RATIOS = ("ratio", "compression")
Group = Hashable
Locate = Callable[[dict[str, Any], str], Group | None]


@dataclass(frozen=True, slots=True)
class CountedPart:
    """Rows that a figure counts: by which day they lie in a period, and what holds of them."""

    day: str
    holds: tuple[Condition, ...]


def parts_of(metric: Metric) -> tuple[CountedPart, ...]:
    """Return what a reader learns the number of: the population, the rows counted, the rows whose columns are known."""
    population = CountedPart(metric.day, metric.where)
    narrower = metric.counted or tuple(Condition(column, "known") for column in metric.of)
    return (population, CountedPart(metric.day, (*metric.where, *narrower))) if narrower else (population,)


class Cells:
    """The atoms of a fact within a period, found by group: what may be told is decided of them alone."""

    def __init__(
        self,
        fact: Fact,
        metrics: Sequence[Metric],
        period: Period,
        *,
        by: Sequence[str] = (),
        engine: Engine,
        locate: Locate,
    ) -> None:
        """Count the rows; ``locate`` says in which group a row lies by a day, None: in none."""
        self.parts, self.sums = _parts(metrics), _sums(metrics)
        sql = cells_sql(fact, tuple(metrics), period, tuple(by), engine.dialect)
        self.rows: dict[CountedPart, dict[Group, RowSet]] = {part: {} for part in self.parts}
        self.amounts: dict[str, dict[Group, tuple[int, int]]] = {
            metric.code: defaultdict(lambda: (0, 0)) for metric in self.sums
        }
        for place, row in enumerate(engine.ask(sql)):
            self._take(place, row, locate)

    def _take(self, place: int, row: dict[str, Any], locate: Locate) -> None:
        for number, part in enumerate(self.parts):
            group = locate(row, part.day)
            if group is not None and row[f"holds_{number}"]:
                found = self.rows[part].get(group, RowSet())
                self.rows[part][group] = found | RowSet(1 << place, int(row["counted_rows"]))
        for number, metric in enumerate(self.sums):
            group = locate(row, metric.day)
            if group is not None and row[f"holds_{self.parts.index(parts_of(metric)[1])}"]:
                first, second = self.amounts[metric.code][group]
                more, most = int(row[f"first_{number}"] or 0), int(row[f"second_{number}"] or 0)
                self.amounts[metric.code][group] = (first + more, second + most)

    @property
    def every_group(self) -> set[Group]:
        """Return all groups that have rows of any figure."""
        return {group for found in self.rows.values() for group in found}

    def groups(self, metric: Metric) -> set[Group]:
        """Return the groups that have rows of a figure."""
        return set(self.rows[parts_of(metric)[0]])

    def sets(self, metric: Metric, block: Iterable[Group]) -> list[RowSet]:
        """Return the rows that a figure tells of, in some groups together."""
        groups = list(block)
        found = [self.rows[part] for part in parts_of(metric)]
        return [reduce(or_, (known[each] for each in groups if each in known), RowSet()) for known in found]

    def differences(self, metric: Metric, block: Iterable[Group]) -> tuple[int, ...]:
        """Return the sums a ratio is made of, and what lies between them; nothing for other figures."""
        known = self.amounts.get(metric.code)
        if known is None:
            return ()
        pairs = [known[each] for each in block if each in known]
        first, second = sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs)
        return abs(first), abs(second), abs(second - first)


@lru_cache(maxsize=512)
def cells_sql(
    fact: Fact, metrics: tuple[Metric, ...], period: Period, by: tuple[str, ...], dialect: str
) -> str:
    """Return SQL for the atoms of a fact within a period: month by each day, columns, what holds, and how many rows."""
    import ibis

    table = table_of(fact, dialect=dialect)
    parts = _parts(metrics)
    first, last = ibis.date(str(period.first)), ibis.date(str(period.last))
    inside = {
        day: table[day].between(first, last).fill_null(False) for day in sorted({part.day for part in parts})
    }
    keys = {
        f"on_{day}": ibis.ifelse(is_in, table[day].year() * 100 + table[day].month(), 0)
        for day, is_in in inside.items()
    }
    keys |= {f"holds_{number}": _all(table, part.holds) for number, part in enumerate(parts)}
    keys |= {f"by_{name}": table[name] for name in by}
    rows = table.filter(reduce(or_, inside.values())).mutate(**keys)
    counted = {"counted_rows": rows.count()}
    for number, metric in enumerate(_sums(metrics)):
        first_column, second_column = metric.of
        counted |= {
            f"first_{number}": rows[first_column].sum(),
            f"second_{number}": rows[second_column].sum(),
        }
    return str(ibis.to_sql(rows.group_by(list(keys)).aggregate(**counted), dialect=dialect))


def _parts(metrics: Sequence[Metric]) -> list[CountedPart]:
    return list(dict.fromkeys(part for metric in metrics for part in parts_of(metric)))


def _sums(metrics: Sequence[Metric]) -> list[Metric]:
    return [metric for metric in metrics if metric.measure in RATIOS]


def _all(table: Any, conditions: Sequence[Condition]) -> Any:
    import ibis

    held = [HOLDS[each.comparison](table[each.column], _value(table, each)) for each in conditions]
    return reduce(and_, held).fill_null(False) if held else ibis.literal(True)


def _value(table: Any, condition: Condition) -> Any:
    return table[condition.value] if condition.is_column else condition.value
