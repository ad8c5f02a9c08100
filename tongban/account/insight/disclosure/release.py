"""The release: what everybody may be told of figures about people's matters. All public answers are read from it.

Told are whole years that are over, for the bureau; their months; their divisions and, within a division, its items. No
two of these are crossed and nothing else narrows a figure, so that every answer is a cell of a few small tables. What
is small in a table stays untold, and with it as much as is needed that it does not follow. Along each axis the figures
of a fact are taken in a fixed order, after those that lead, and each may tell only groups that the one before tells too:
what one figure leaves together no other takes apart, even where both count the same people.

Records of public money and of the house itself are about nobody and are told in full (``Fact.is_open``).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import groupby
from threading import RLock
from typing import Any

from tongban.account.insight.definitions import Metric, metrics
from tongban.account.insight.disclosure.cells import Cells, Group
from tongban.account.insight.disclosure.differences import (
    RowSet,
    derived,
    is_safe,
    is_small,
    publishable_groups,
    small_rest,
    without,
)
from tongban.account.insight.disclosure.reasons import WithheldReason
from tongban.account.insight.engines.protocol import Engine
from tongban.account.insight.expressions import MONTH
from tongban.account.insight.rules import Period, month_of, year_of
from tongban.ground.kit.fact_views import published_facts
from tongban.ground.ledger.memo import Memo

DIVISION, ITEM = "division", "item"
PLACE = (DIVISION, ITEM)
AXES = (MONTH, *PLACE)
FIRST_DAY = date(1980, 1, 1)
LEADING = ("hall-cases", "cases-filed", "cases-decided")
"""Taken first along each axis: they tell most."""
LED = "cases"
KEPT = 2, 3
"""A figure is told along an axis if it keeps two thirds of the groups told before: else it would cost the later ones."""


@dataclass
class Axis:
    """How far the figures were taken along an axis of a year: the groups told of each, and those the last one told."""

    told: dict[str, frozenset[Group]] = field(default_factory=dict)
    tip: frozenset[Group] | None = None
    taken: int = 0
    known: dict[str, list[Metric]] = field(default_factory=dict)

    def may_cost(self, kept: frozenset[Group]) -> bool:
        """Return whether enough of the groups told before are kept."""
        return bool(kept) and (self.tip is None or len(kept) * KEPT[1] >= len(self.tip) * KEPT[0])

    def tell(self, metric: Metric, kept: frozenset[Group]) -> None:
        """Let groups be told of a figure; the later ones tell no others."""
        self.told[metric.code] = self.tip = kept
        self.known.setdefault(metric.fact, []).append(metric)


@dataclass
class Release:
    """What everybody may be told of the years that are over, as one engine counts them."""

    engine: Engine
    last_year: int
    _lock: RLock = field(default_factory=RLock, repr=False)
    _axes: dict[tuple[str, int, str], Axis] = field(default_factory=dict, repr=False)
    _years: dict[str, dict[str, set[Group]]] = field(default_factory=dict, repr=False)
    _counted: dict[tuple[str, int, str], Cells] = field(default_factory=dict, repr=False)
    _wholes: dict[tuple[str, int, str], set[RowSet]] = field(default_factory=dict, repr=False)

    def why_not(
        self, metric: Metric, period: Period, only: Mapping[str, str] | None = None
    ) -> WithheldReason | None:
        """Return why a figure may not be told, or nothing where it may."""
        if is_open(metric):
            return None
        only, year = dict(only or {}), period.first.year
        axes = (year_of(year), month_of(year, period.first.month))
        if period not in axes or (period != axes[0] and only):
            return WithheldReason.PERIOD if period not in axes else WithheldReason.CROSSED
        if year > self.last_year:
            return WithheldReason.RUNNING
        if period != axes[0]:
            only = {MONTH: f"{period.first:%Y%m}"}
        if set(only) not in (set(), {MONTH}, {DIVISION}, {ITEM}, {*PLACE}):
            return WithheldReason.CROSSED
        return None if self._is_told(metric, year, only) else WithheldReason.SMALL

    def told(self, metric: Metric, year: int, axis: str) -> frozenset[Group]:
        """Return the groups published along an axis: months as 202207, items with their division."""
        with self._lock:
            found = self._axes.setdefault((metric.fact, year, axis), Axis())
            order = _before(metric.fact, axis)
            while metric.code not in found.told and found.taken < len(order):
                self._take(found, order[found.taken], year, axis)
                found.taken += 1
        return found.told.get(metric.code, frozenset())

    def names(self, metric: Metric, year: int, axis: str) -> frozenset[Any]:
        """Return the groups that may be told by their name alone: an item only where it is told in each division."""
        told = self.told(metric, year, axis)
        if axis != ITEM:
            return told
        found = self._cells(metric.fact, year, ITEM)
        untold = {place[1] for place in (found.groups(metric) if found else set()) - told}  # type: ignore[index]
        return frozenset(place[1] for place in told) - untold  # type: ignore[index]

    def _is_told(self, metric: Metric, year: int, only: Mapping[str, str]) -> bool:
        if year in self._withheld(metric.fact)[metric.code]:
            return False
        if not only:
            return True
        if MONTH in only:
            return only[MONTH] in {str(month) for month in self.told(metric, year, MONTH)}
        if ITEM not in only:
            return only[DIVISION] in self.told(metric, year, DIVISION)
        if DIVISION not in only:
            return only[ITEM] in self.names(metric, year, ITEM)
        return (only[DIVISION], only[ITEM]) in self.told(metric, year, ITEM)

    def _withheld(self, fact: str) -> dict[str, set[Group]]:
        with self._lock:
            if fact not in self._years:
                self._years[fact] = self._withheld_of(fact)
            return self._years[fact]

    def _withheld_of(self, fact: str) -> dict[str, set[Group]]:
        """Return the years of each figure whose total may not stand beside the others of that year and the one before."""
        chosen = _public(fact)
        period = Period(FIRST_DAY, year_of(self.last_year).last)
        cells = Cells(published_facts()[fact], chosen, period, engine=self.engine, locate=_year)
        withheld: dict[str, set[Group]] = {metric.code: set() for metric in chosen}
        known: dict[Any, set[RowSet]] = defaultdict(set)
        for year in sorted(cells.every_group, key=str):
            for metric in chosen:
                sets = cells.sets(metric, [year])
                beside = known[int(str(year)) - 1] | known[year]
                if is_safe(sets, beside) and not any(map(is_small, cells.differences(metric, [year]))):
                    known[year].update(sets)
                else:
                    withheld[metric.code].add(year)
        return withheld

    def _take(self, found: Axis, metric: Metric, year: int, axis: str) -> None:
        cells = self._cells(metric.fact, year, axis)
        if cells is None or not self._is_told(metric, year, {}):
            return
        kept = self._kept(cells, metric, year, axis, found)
        if found.may_cost(kept):
            found.tell(metric, kept)

    def _kept(self, cells: Cells, metric: Metric, year: int, axis: str, found: Axis) -> frozenset[Group]:
        """Return the groups that may be told of a figure: each, what is left of them, and of all that is known."""
        kept = cells.groups(metric) if found.tip is None else cells.groups(metric) & found.tip
        known = self._known(cells, metric.fact, year, axis)
        while kept:
            kept = self._apart(cells, metric, year, axis, found.known.get(metric.fact, []), kept)
            blocks = [[group] for group in kept] + self._left(cells.groups(metric), kept, axis)
            parts = zip(*(_with_others(cells.sets(metric, block)) for block in blocks), strict=True)
            whole = next(filter(None, (small_rest(known, each) for each in parts)), None)
            if whole is None or not kept:
                break
            sizes = {group: cells.sets(metric, [group])[0] for group in kept}
            meeting = {group: rows for group, rows in sizes.items() if rows.atoms & whole.atoms}
            kept = kept - {min(meeting or sizes, key=lambda group: (sizes[group].rows, str(group)))}
        return frozenset(kept)

    def _left(self, groups: set[Group], kept: set[Group], axis: str) -> list[list[Group]]:
        """Return the groups that stand together: what is left of each that is told by a higher axis, and of the whole."""
        if axis != ITEM:
            return [list(groups - kept)]
        parents = {_division(place) for place in kept}
        left: dict[str, list[Group]] = defaultdict(list)
        for place in groups - kept:
            left[_division(place) if _division(place) in parents else ""].append(place)
        return list(left.values())

    def _apart(
        self, cells: Cells, metric: Metric, year: int, axis: str, beside: list[Metric], allowed: set[Group]
    ) -> set[Group]:
        def may_tell(block: Iterable[Group]) -> bool:
            groups = list(block)
            known = [rows for each in beside for rows in cells.sets(each, groups)]
            differences = cells.differences(metric, groups)
            return is_safe(cells.sets(metric, groups), known) and not any(map(is_small, differences))

        def size(group: Group) -> int:
            return cells.sets(metric, [group])[0].rows

        kept: set[Group] = set()
        for parent, groups in self._parted(cells.groups(metric), axis).items():
            if parent is None or parent in self.told(metric, year, DIVISION):
                kept |= publishable_groups(groups & allowed, groups, may_tell, size)
        return kept

    def _known(self, cells: Cells, fact: str, year: int, axis: str) -> set[RowSet]:
        """Return what is known of a year as a whole, in the atoms of an axis."""
        key = (fact, year, axis)
        if key not in self._wholes:
            told = [metric for metric in _public(fact) if self._is_told(metric, year, {})]
            sets = (rows for metric in told for rows in cells.sets(metric, cells.every_group))
            self._wholes[key] = derived(sets)
        return self._wholes[key]

    def _parted(self, groups: set[Group], axis: str) -> dict[Any, set[Group]]:
        """Return the groups by what they are parts of: items by their division, the others by the whole."""
        if axis != ITEM:
            return {None: groups}
        ordered = sorted(groups, key=str)
        return {
            division: set(items) for division, items in groupby(sorted(ordered, key=_division), key=_division)
        }

    def _cells(self, fact: str, year: int, axis: str) -> Cells | None:
        """Return the cells of a fact along an axis; nothing where it has not these columns."""
        shown, by = published_facts()[fact], {MONTH: (), DIVISION: (DIVISION,), ITEM: PLACE}[axis]
        if set(by) - shown.kinds.keys():
            return None
        key = (fact, year, axis)
        with self._lock:
            if key not in self._counted:
                chosen, locate = _public(fact), LOCATE[axis]
                self._counted[key] = Cells(
                    shown, chosen, year_of(year), by=by, engine=self.engine, locate=locate
                )
        return self._counted[key]


def is_open(metric: Metric) -> bool:
    """Return whether the rows of a figure are records of public money or of the house itself, told to everybody."""
    return published_facts()[metric.fact].is_open


RELEASES: Memo[tuple[str, str, int], Release] = Memo("insight.releases", 1)


def release(engine: Engine, on: date) -> Release:
    """Return the release of a day; over a snapshot, which never changes, it is computed once."""
    made = Release(engine, on.year - 1)
    return RELEASES.put((engine.name, engine.manifest, made.last_year), made) if engine.manifest else made


def _public(fact: str) -> tuple[Metric, ...]:
    return tuple(metric for metric in _in_order() if metric.fact == fact)


@cache
def _in_order() -> tuple[Metric, ...]:
    """Return the figures that anybody may ask for, of facts about people, those that tell most first."""
    shown = {code: metric for code, metric in metrics().items() if metric.is_public and not is_open(metric)}
    return tuple(shown[code] for code in dict.fromkeys((*LEADING, *shown)) if code in shown)


@cache
def _before(fact: str, axis: str) -> tuple[Metric, ...]:
    """Return the figures that are taken along an axis for a fact: the leading ones, then its own.

    By place one figure of applications is told: what else is told of a year (on the spot, by sub-item) is a sum of items.
    """
    first = LEADING if axis == MONTH else LEADING[:1]
    own = () if fact == LED and axis != MONTH else _public(fact)
    return tuple(dict.fromkeys((*(metrics()[code] for code in first), *own)))


def _with_others(sets: list[RowSet]) -> list[RowSet]:
    """Return the sets of a figure, and of a share the rows that are not counted."""
    return sets if len(sets) < 2 else [*sets, without(*sets)]


def _division(place: Group) -> str:
    return str(place[0])  # type: ignore[index]


def _year(row: dict[str, Any], day: str) -> Group | None:
    return int(row[f"on_{day}"]) // 100 or None


LOCATE: dict[str, Callable[[dict[str, Any], str], Group | None]] = {
    MONTH: lambda row, day: int(row[f"on_{day}"]) or None,
    DIVISION: lambda row, day: (row["by_division"] or "") if row[f"on_{day}"] else None,
    ITEM: lambda row, day: (row["by_division"] or "", row["by_item"] or "") if row[f"on_{day}"] else None,
}
"""In which group a row lies by a day, along each axis."""
