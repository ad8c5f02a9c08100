"""A small random bureau whose every application is known to the test, and put in place of the real facts."""

from dataclasses import dataclass, replace
from itertools import product
from random import Random

from tongban.ground.kit.fact_views import make_views, published_facts

DIVISIONS = {"A1": "甲处", "A2": "甲处", "B1": "乙处", "B2": "乙处", "B3": "乙处", "C1": "丙处"}
MODES = {
    "A1": "ordinary",
    "A2": "at_once",
    "B1": "ordinary",
    "B2": "at_once",
    "B3": "ordinary",
    "C1": "commitment",
}
MONTHS = (202112, 202202, 202203, 202211)
NEXT = {202112: 202201, 202202: 202203, 202203: 202204, 202211: 202212}


@dataclass(frozen=True)
class Kind:
    """Applications alike in all that this attack can ask of them."""

    item: str
    filed: int
    channel: str
    decided: int

    @property
    def division(self) -> str:
        return DIVISIONS[self.item]

    @property
    def mode(self) -> str:
        return MODES[self.item]


def _decided(item: str, filed: int) -> tuple[int, ...]:
    """Return when it can be decided: what is done on the spot is decided at once, everything else when one likes."""
    return (filed,) if MODES[item] == "at_once" else (0, filed, NEXT[filed], 202301)


KINDS = [
    Kind(item, filed, channel, decided)
    for item, filed, channel in product(DIVISIONS, MONTHS, ("online", "window"))
    for decided in _decided(item, filed)
]


def table(seed: int) -> list[int]:
    """Return how many applications of each kind there are: many small numbers, some large."""
    random = Random(seed)
    scale: dict[str | int, float] = {item: random.choice((0.3, 1, 3, 12)) for item in DIVISIONS}
    scale |= {channel: random.choice((0.3, 1, 2)) for channel in ("online", "window")}
    scale |= {month: random.choice((0.2, 1, 1, 3)) for month in MONTHS}
    means = [scale[kind.item] * scale[kind.channel] * scale[kind.filed] for kind in KINDS]
    return [int(random.expovariate(1 / mean)) if random.random() < 0.8 else 0 for mean in means]


def publish(numbers: list[int]) -> None:
    """Let the view of applications show this table."""
    fact = published_facts()["cases"]
    rows = [
        _row(f"CASE-{place:03d}-{number:03d}", kind)
        for place, kind in enumerate(KINDS)
        for number in range(numbers[place])
    ]
    known = "reference, filed_on, item, division, channel, mode, decided_on"
    made = f"(VALUES {', '.join(rows)}) AS row ({known})" if rows else _nothing(known)
    columns = ", ".join(_column(column.name, column.kind, known) for column in fact.columns)
    changed = replace(fact, query=f"SELECT {columns} FROM {made}")
    make_views([changed if each.name == "cases" else each for each in published_facts().values()])


def _row(reference: str, kind: Kind) -> str:
    decided = f"date '{_day(kind.decided, 20)}'" if kind.decided else "NULL::date"
    if kind.decided == kind.filed:
        decided = f"date '{_day(kind.filed, 14)}'"
    return (
        f"('{reference}', date '{_day(kind.filed, 14)}', '{kind.item}', '{kind.division}', '{kind.channel}',"
        f" '{kind.mode}', {decided})"
    )


def _day(month: int, day: int) -> str:
    return f"{month // 100}-{month % 100:02d}-{day}"


def _nothing(known: str) -> str:
    empty = ", ".join(
        f"NULL::{'date' if name.endswith('_on') else 'text'} AS {name}" for name in known.split(", ")
    )
    return f"(SELECT {empty} WHERE false) AS row"


def _column(name: str, kind: str, known: str) -> str:
    if name in known.split(", "):
        return f"row.{name}"
    plain = {"area": "'320500'", "item_code": "row.item", "was_returned": "false", "by_silence": "false"}
    if name in plain:
        return f"{plain[name]} AS {name}"
    types = {
        "text": "text",
        "day": "date",
        "moment": "timestamp",
        "whole": "bigint",
        "yuan": "numeric",
        "yes": "boolean",
    }
    return f"NULL::{types[kind]} AS {name}"
