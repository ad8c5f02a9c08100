"""A bundle as a drawing: its items from left to right in their order, with their days; boxes and lines in pixels."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from tongban.offer.bundles.queries.plan import Plan, PlannedItem

WIDE, HIGH, GAP, ROW, EDGE = 190, 78, 52, 18, 6
LETTERS = 12
MOST_LINES = 2


@dataclass(frozen=True, slots=True)
class Box:
    """An item: its corner, the lines of its name, its days, how it stands."""

    x: int
    y: int
    lines: list[tuple[int, str]]
    days_y: int
    begins_on: date
    ends_on: date
    is_critical: bool
    standing: str

    width, height = WIDE, HIGH


@dataclass(frozen=True, slots=True)
class Graph:
    """The drawing: its size, boxes, and lines from one to another."""

    width: int
    height: int
    boxes: list[Box]
    lines: list[tuple[str, bool]]


def graph_of(plan: Plan, standings: Mapping[str, str] | None = None) -> Graph:
    """Return a plan as a drawing; ``standings`` gives by the code of an item how it stands, for its colour."""
    columns = [list(rows) for _level, rows in groupby(plan.items, key=lambda each: each.level)]
    tallest = max((len(rows) for rows in columns), default=0)
    height = tallest * (HIGH + ROW) - ROW + 2 * EDGE
    places: dict[str, Box] = {}
    for column, rows in enumerate(columns):
        top = (height - len(rows) * (HIGH + ROW) + ROW) // 2
        for row, each in enumerate(rows):
            corner = (EDGE + column * (WIDE + GAP), top + row * (HIGH + ROW))
            places[each.part.code] = _box(each, corner, (standings or {}).get(each.part.code, ""))
    width = len(columns) * (WIDE + GAP) - GAP + 2 * EDGE
    return Graph(max(width, 0), height, list(places.values()), _lines(plan, places))


def _box(each: PlannedItem, corner: tuple[int, int], standing: str) -> Box:
    x, y = corner
    name = each.part.name
    lines = [name[at : at + LETTERS] for at in range(0, len(name), LETTERS)]
    if len(lines) > MOST_LINES:
        lines = [lines[0], f"{lines[1][:-1]}…"]
    placed = [(y + 22 + 18 * place, line) for place, line in enumerate(lines)]
    ends = each.promised
    return Box(x, y, placed, y + HIGH - 12, ends.begins_on, ends.ends_on, each.is_critical, standing)


def _lines(plan: Plan, places: Mapping[str, Box]) -> list[tuple[str, bool]]:
    found = {}
    for each in plan.problem.order:
        start, end = places[each.before], places[each.after]
        x, y, to = start.x + WIDE, start.y + HIGH // 2, end.y + HIGH // 2
        middle = (x + end.x) // 2
        path = f"M{x} {y}C{middle} {y} {middle} {to} {end.x - 5} {to}"
        found[path] = start.is_critical and end.is_critical
    return list(found.items())
