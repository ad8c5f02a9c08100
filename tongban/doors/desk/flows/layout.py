"""A layered layout of a directed graph: layers from the top, few crossings, straight lines where possible. Pure."""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

SWEEPS = 8
Edge = tuple[str, str]


@dataclass
class GraphLayout:
    """Where each node stands (centre x, layer), the points each edge goes by, and which edges run upwards."""

    x: dict[str, float] = field(default_factory=dict)
    layer: dict[str, int] = field(default_factory=dict)
    bends: dict[Edge, list[tuple[float, int]]] = field(default_factory=dict)
    upwards: set[Edge] = field(default_factory=set)
    width: float = 0
    layers: int = 0


def lay_out(
    nodes: Sequence[str], edges: Mapping[Edge, int], *, node_width: float, bend_width: float
) -> GraphLayout:
    """Return the layout of nodes and weighted edges; the first node stands on top, loops are left to the caller."""
    found = GraphLayout()
    weighted = {edge: weight for edge, weight in edges.items() if edge[0] != edge[1]}
    found.upwards = _upwards(nodes, weighted)
    downwards = [(b, a) if (a, b) in found.upwards else (a, b) for a, b in weighted]
    found.layer = _layers(nodes, downwards)
    found.layers = max(found.layer.values(), default=-1) + 1
    chains = {edge: _chain(edge, found) for edge in weighted}
    main = _main_way(nodes, weighted, chains, found)
    rows = _ordered(found, chains, main)
    widths = {name: node_width if name in found.layer else bend_width for row in rows for name in row}
    places = _placed(rows, chains.values(), widths, main)
    found.x = {name: places[name] for name in nodes}
    found.width = max((places[name] + widths[name] / 2 for row in rows for name in row), default=0)
    for edge, chain in chains.items():
        bends = [(places[name], level) for name, level in chain[1:-1]]
        found.bends[edge] = bends[::-1] if edge in found.upwards else bends
    return found


def _upwards(nodes: Sequence[str], edges: Mapping[Edge, int]) -> set[Edge]:
    """Return the edges that close a circle when one follows the most travelled ones first."""
    leaving: defaultdict[str, list[str]] = defaultdict(list)
    for before, after in sorted(edges, key=lambda edge: (-edges[edge], edge)):
        leaving[before].append(after)
    found: set[Edge] = set()
    seen: set[str] = set()
    for start in nodes:
        if start in seen:
            continue
        stack = [(start, iter(leaving[start]))]
        way = {start}
        seen.add(start)
        while stack:
            name, rest = stack[-1]
            after = next(rest, "")
            if not after:
                way.discard(name)
                stack.pop()
            elif after in way:
                found.add((name, after))
            elif after not in seen:
                seen.add(after)
                way.add(after)
                stack.append((after, iter(leaving[after])))
    return found


def _layers(nodes: Sequence[str], edges: Iterable[Edge]) -> dict[str, int]:
    """Return the longest way to each node."""
    coming: defaultdict[str, list[str]] = defaultdict(list)
    for before, after in edges:
        coming[after].append(before)
    found: dict[str, int] = {}

    def level(name: str) -> int:
        if name not in found:
            found[name] = max((level(before) + 1 for before in coming[name]), default=0)
        return found[name]

    for name in nodes:
        level(name)
    return found


def _chain(edge: Edge, found: GraphLayout) -> list[tuple[str, int]]:
    """Return an edge from its upper to its lower end, with a bend in every layer between."""
    top, bottom = edge[::-1] if edge in found.upwards else edge
    first, last = found.layer[top], found.layer[bottom]
    bends = [(f"{edge[0]}\x1f{edge[1]}\x1f{level}", level) for level in range(first + 1, last)]
    return [(top, first), *bends, (bottom, last)]


def _main_way(
    nodes: Sequence[str],
    edges: Mapping[Edge, int],
    chains: Mapping[Edge, list[tuple[str, int]]],
    found: GraphLayout,
) -> frozenset[str]:
    """Return what lies on the way that follows the most travelled edge from each node: it goes down the left side."""
    way, name = set(nodes[:1]), nodes[0] if nodes else ""
    while leaving := [edge for edge in edges if edge[0] == name and edge not in found.upwards]:
        edge = max(leaving, key=lambda each: (edges[each], each))
        way.update(each for each, _level in chains[edge])
        name = edge[1]
    return frozenset(way)


def _ordered(
    found: GraphLayout, chains: Mapping[Edge, list[tuple[str, int]]], main: frozenset[str]
) -> list[list[str]]:
    """Return the rows: the main way first, the rest by the middle of its neighbours above and below in turn."""
    rows: list[list[str]] = [[] for _ in range(found.layers)]
    for name, level in found.layer.items():
        rows[level].append(name)
    for chain in chains.values():
        for name, level in chain[1:-1]:
            rows[level].append(name)
    above, below = _neighbours(chains.values())
    for sweep in range(SWEEPS):
        sides, order = (above, range(len(rows))) if sweep % 2 == 0 else (below, range(len(rows) - 1, -1, -1))
        for level in order:
            place = {name: index for row in rows for index, name in enumerate(row)}
            rows[level].sort(
                key=lambda name: (name not in main, _middle([place[n] for n in sides[name]], place[name]))
            )
    return rows


def _neighbours(
    chains: Iterable[Sequence[tuple[str, int]]],
) -> tuple[defaultdict[str, list[str]], defaultdict[str, list[str]]]:
    above: defaultdict[str, list[str]] = defaultdict(list)
    below: defaultdict[str, list[str]] = defaultdict(list)
    for chain in chains:
        for (upper, _), (lower, _) in itertools.pairwise(chain):
            above[lower].append(upper)
            below[upper].append(lower)
    return above, below


def _placed(
    rows: list[list[str]],
    chains: Iterable[Sequence[tuple[str, int]]],
    widths: Mapping[str, float],
    main: frozenset[str],
) -> dict[str, float]:
    """Return the centre of everything: as near to its neighbours as the order allows, the leftmost at the edge."""
    above, below = _neighbours(chains)
    edge = max(widths.values(), default=0)
    x: dict[str, float] = {}
    for row in rows:
        right = 0.0
        for name in row:
            x[name] = edge / 2 if name in main else right + widths[name] / 2
            right = edge if name in main else right + widths[name]
    for sweep in range(SWEEPS * 2):
        sides = below if sweep % 2 == 0 else above
        for row in rows[:: -1 if sweep % 2 == 0 else 1]:
            wanted = {name: _middle([x[n] for n in sides[name]], x[name]) for name in row if name not in main}
            _spread([name for name in row if name not in main], wanted, widths, x, edge)
    left = min((x[name] - widths[name] / 2 for row in rows for name in row), default=0)
    return {name: place - left for name, place in x.items()}


def _spread(
    row: list[str], wanted: Mapping[str, float], widths: Mapping[str, float], x: dict[str, float], edge: float
) -> None:
    """Give each of a row what it wants right of the main way, or the mean of what those that overlap want."""
    groups: list[list[float]] = []  # the wanted left edge, how many want it, width
    members: list[list[str]] = []
    for name in row:
        group, names = [max(edge, wanted[name] - widths[name] / 2), 1.0, widths[name]], [name]
        while groups and groups[-1][0] + groups[-1][2] > group[0]:
            before, earlier = groups.pop(), members.pop()
            count = before[1] + group[1]
            left = max(edge, (before[0] * before[1] + (group[0] - before[2]) * group[1]) / count)
            group, names = [left, count, before[2] + group[2]], earlier + names
        groups.append(group)
        members.append(names)
    for group, names in zip(groups, members, strict=True):
        left = group[0]
        for name in names:
            x[name] = left + widths[name] / 2
            left += widths[name]


def _middle(places: list[float] | list[int], otherwise: float) -> float:
    return sum(places) / len(places) if places else otherwise
