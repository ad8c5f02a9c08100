"""Whether a small number follows from figures that are told: by one of them, or the difference of two or three.

Rows that no figure tells apart form an atom. A set of rows is a mask of atoms with the number of its rows. Pure functions
of values.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce
from itertools import combinations
from operator import or_
from typing import TypeVar

Group = TypeVar("Group")
THRESHOLD = 5
"""Fewer rows than this may point to a person; none at all point to nobody."""


@dataclass(frozen=True, slots=True)
class RowSet:
    """Rows that a figure counts: a bit for each atom, and how many rows they are."""

    atoms: int = 0
    rows: int = 0

    def __or__(self, other: "RowSet") -> "RowSet":
        """Join sets that share no atom."""
        return RowSet(self.atoms | other.atoms, self.rows + other.rows)


def is_small(number: int) -> bool:
    """Return whether a number is so small that it may concern somebody known."""
    return 0 < number < THRESHOLD


def is_safe(new: Iterable[RowSet], known: Iterable[RowSet]) -> bool:
    """Return whether sets may be told beside known ones, so that no small set is or follows from up to three."""
    told = {each for each in known if each.rows}
    for each in new:
        if is_small(each.rows):
            return False
        if each in told or not each.rows:
            continue
        if _by_pair(each, told) or _by_triple(each, told):
            return False
        told.add(each)
    return True


def _by_pair(new: RowSet, told: Iterable[RowSet]) -> bool:
    return any(is_small(abs(new.rows - each.rows)) and _nested(new, each) for each in told)


def _by_triple(new: RowSet, told: Iterable[RowSet]) -> bool:
    return any(
        _follows(new, one, two) or _follows(one, new, two) or _follows(two, new, one)
        for one, two in combinations(told, 2)
    )


def _follows(whole: RowSet, one: RowSet, two: RowSet) -> bool:
    """Return whether two sets beside a third leave a small one: what they lack of it, or have beyond it."""
    left = whole.rows - one.rows - two.rows
    if not -THRESHOLD < left < THRESHOLD or not left:
        return False
    return _is_rest(whole, one, two) if left > 0 else _is_overlap(one, two, whole)


def _nested(one: RowSet, two: RowSet) -> bool:
    return not one.atoms & ~two.atoms or not two.atoms & ~one.atoms


def _is_rest(whole: RowSet, one: RowSet, two: RowSet) -> bool:
    """Return whether the whole less one and two is a set of rows: they share none and lie in it."""
    return not one.atoms & two.atoms and not (one.atoms | two.atoms) & ~whole.atoms


def _is_overlap(one: RowSet, two: RowSet, less: RowSet) -> bool:
    """Return whether one and two less a third is a set of rows: it holds what they share, and nothing of its own."""
    return not one.atoms & two.atoms & ~less.atoms and not less.atoms & ~(one.atoms | two.atoms)


def derived(known: Iterable[RowSet]) -> set[RowSet]:
    """Return the sets that are known, and those that two or three of them leave: a whole without one or two parts."""
    found = {each for each in known if each.rows}
    pairs = {
        without(whole, part)
        for whole in found
        for part in found
        if not part.atoms & ~whole.atoms and part != whole
    }
    triples = {
        without(rest, part)
        for rest in pairs
        for part in found
        if not part.atoms & ~rest.atoms and part != rest
    }
    return found | pairs | triples


def without(whole: RowSet, part: RowSet) -> RowSet:
    """Return a whole less a part that lies in it."""
    return RowSet(whole.atoms & ~part.atoms, whole.rows - part.rows)


def small_rest(wholes: Iterable[RowSet], parts: Iterable[RowSet]) -> RowSet | None:
    """Return a known whole that leaves something small beside parts that share no rows.

    Either of the whole, when all parts are taken away that lie in it; or of the parts that cover it, beyond it.
    """
    told = [part for part in parts if part.rows]
    for whole in wholes:
        inside = sum(part.rows for part in told if not part.atoms & ~whole.atoms)
        meeting = [part for part in told if part.atoms & whole.atoms]
        cover = reduce(or_, meeting, RowSet())
        if is_small(whole.rows - inside) or (
            not whole.atoms & ~cover.atoms and is_small(cover.rows - whole.rows)
        ):
            return whole
    return None


def publishable_groups(
    allowed: Iterable[Group],
    every: Iterable[Group],
    may_tell: Callable[[frozenset[Group]], bool],
    size: Callable[[Group], int],
) -> frozenset[Group]:
    """Return the groups that may be published one by one; the smallest are withheld until the rest together is safe."""
    kept = {group for group in allowed if size(group) >= THRESHOLD and may_tell(frozenset((group,)))}
    whole = frozenset(every) | kept
    while kept and not may_tell(whole - kept):
        kept.remove(min(kept, key=lambda group: (size(group), str(group))))
    return frozenset(kept)
