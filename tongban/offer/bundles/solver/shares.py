"""A lower bound: the cost of every material shared out among the requirements that it may meet.

Whatever is submitted, each requirement is met by one of its alternatives, and so receives at least what the least of them
carries; together they receive no more than was submitted. The shares are moved by the subgradient method with Polyak's
steps, and rounded down to units: the bound is exact, however they were found.
"""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from tongban.offer.bundles.solver.problem import Open

UNITS = 10_000
"""Into how many parts the cost of a material is shared."""
ROUNDS = 60
SLACK = 0.02
Given = list[dict[str, float]]
Least = list[frozenset[str]]


class Bound(NamedTuple):
    """Shares in units by requirement and material, how many materials they prove, and an answer met on the way."""

    shares: dict[str, dict[str, int]]
    least: int
    answer: frozenset[str]


def bound_of(asked: Open, most: int) -> Bound:
    """Return the best bound found; the search stops once it proves more than ``most``, or an answer needs no more."""
    rows = list(asked.values())
    degree = Counter(m for row in rows for m in frozenset().union(*row))
    given: Given = [{m: 1 / degree[m] for m in frozenset().union(*row)} for row in rows]
    answer, best, kept = pruned(asked, frozenset(degree)), 0.0, given
    for turn in range(ROUNDS):
        least = [_least(row, of) for row, of in zip(rows, given, strict=True)]
        carried = sum(of[m] for each, of in zip(least, given, strict=True) for m in each)
        if carried > best:
            best, kept = carried, given
            answer = min(answer, pruned(asked, frozenset().union(*least)), key=len)
        used = Counter(m for each in least for m in each)
        squares = sum(count * (1 - count / degree[m]) for m, count in used.items())
        if best > most + SLACK or len(answer) <= most or squares < SLACK:
            break
        step = max(most + 0.5 - carried, 0.1) / squares * (1 - turn / ROUNDS)
        given = _moved(given, least, used, degree, step)
    return _rounded(asked, kept, answer)


def pruned(asked: Open, found: frozenset[str]) -> frozenset[str]:
    """Return what is left of an answer once nothing can be left out, the rarest materials first."""
    holders: dict[str, list[Sequence[frozenset[str]]]] = {}
    for row in asked.values():
        for material in frozenset().union(*row):
            holders.setdefault(material, []).append(row)
    for material in sorted(found, key=lambda m: (len(holders[m]), m)):
        rest = found - {material}
        if all(any(each <= rest for each in row) for row in holders[material]):
            found = rest
    return found


def _least(row: Sequence[frozenset[str]], of: dict[str, float]) -> frozenset[str]:
    return min(row, key=lambda each: sum([of[m] for m in each]))


def _moved(given: Given, least: Least, used: Counter[str], degree: Counter[str], step: float) -> Given:
    """Return the shares after a step: more where the least alternative holds a material, its cost in all the same."""
    lower = {m: step * used[m] / degree[m] for m in used}
    moved = [
        {
            m: max(part + (step if m in held else 0) - lower[m], 0.0) if m in used else part
            for m, part in of.items()
        }
        for of, held in zip(given, least, strict=True)
    ]
    sums = dict.fromkeys(used, 0.0)
    for of in moved:
        for m in of.keys() & used:
            sums[m] += of[m]
    return [{m: part / sums[m] if sums.get(m, 0) > 1 else part for m, part in of.items()} for of in moved]


def _rounded(asked: Open, kept: Given, answer: frozenset[str]) -> Bound:
    shares = {
        key: {m: units for m, part in sorted(of.items()) if (units := int(part * UNITS))}
        for key, of in zip(asked, kept, strict=True)
    }
    total = sum(min(sum(shares[key].get(m, 0) for m in each) for each in row) for key, row in asked.items())
    return Bound({key: of for key, of in shares.items() if of}, -(-total // UNITS), answer)
