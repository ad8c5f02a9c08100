"""What follows from sums: the least and the greatest that a number can be, given all sums that were told.

Numbers of rows are not negative; every told sum is an equation. The simplex method (two phases, Bland's rule) finds the
bounds of any other sum. Small and slow on purpose: it shares no thought with what it attacks.
"""

from collections.abc import Iterable
from math import ceil, floor, inf

TINY = 1e-7


class Polytope:
    """All tables of ``width`` numbers that fit the told sums; each sum names places and their total."""

    def __init__(self, width: int, sums: Iterable[tuple[frozenset[int], int]]) -> None:
        self.width = width
        rows = [
            [*(1.0 if place in places else 0.0 for place in range(width)), float(total)]
            for places, total in sums
        ]
        self.rows: list[list[float]] = []
        self.basis: list[int] = []
        self._begin(_independent(rows))

    def bounds(self, places: frozenset[int]) -> tuple[float, float]:
        """Return the least and the greatest whole number that the sum of some places can be."""
        least = self._least([1.0 if place in places else 0.0 for place in range(self.width)])
        greatest = -self._least([-1.0 if place in places else 0.0 for place in range(self.width)])
        return ceil(least - 1e-5), greatest if greatest == inf else floor(greatest + 1e-5)

    def _begin(self, rows: list[list[float]]) -> None:
        """Find a table that fits: artificial numbers, one for each sum, are driven out."""
        count = len(rows)
        self.rows = [
            [*row[:-1], *(1.0 if place == number else 0.0 for place in range(count)), row[-1]]
            for number, row in enumerate(rows)
        ]
        self.basis = [self.width + number for number in range(count)]
        least = self._least([0.0] * self.width + [1.0] * count)
        assert abs(least) < 1e-4, "the told sums contradict each other"
        for number in reversed(range(count)):
            if self.basis[number] >= self.width:
                place = next((p for p in range(self.width) if abs(self.rows[number][p]) > TINY), None)
                if place is None:
                    del self.rows[number], self.basis[number]
                else:
                    self._turn(number, place)
        self.rows = [[*row[: self.width], row[-1]] for row in self.rows]

    def _least(self, costs: list[float]) -> float:
        goal = [*costs, 0.0]
        for number, place in enumerate(self.basis):
            if goal[place]:
                goal = [g - goal[place] * r for g, r in zip(goal, self.rows[number], strict=True)]
        while True:
            entering = next((p for p, value in enumerate(goal[:-1]) if value < -TINY), None)
            if entering is None:
                return -goal[-1]
            place = entering
            able = [
                (row[-1] / row[place], self.basis[number], number)
                for number, row in enumerate(self.rows)
                if row[place] > TINY
            ]
            if not able:
                return -inf
            number = min(able)[2]
            self._turn(number, place)
            goal = [g - goal[place] * r for g, r in zip(goal, self.rows[number], strict=True)]

    def _turn(self, number: int, place: int) -> None:
        pivot = self.rows[number][place]
        self.rows[number] = chosen = [value / pivot for value in self.rows[number]]
        self.basis[number] = place
        for other, row in enumerate(self.rows):
            if other != number and abs(row[place]) > 1e-12:
                self.rows[other] = [value - row[place] * c for value, c in zip(row, chosen, strict=True)]


def _independent(rows: list[list[float]]) -> list[list[float]]:
    """Return the sums that do not follow from the ones before."""
    kept: list[list[float]] = []
    reduced: list[tuple[int, list[float]]] = []
    for row in rows:
        rest = row
        for place, known in reduced:
            if abs(rest[place]) > TINY:
                rest = [value - rest[place] * other for value, other in zip(rest, known, strict=True)]
        pivot = next((p for p, value in enumerate(rest[:-1]) if abs(value) > TINY), None)
        if pivot is not None:
            reduced.append((pivot, [value / rest[pivot] for value in rest]))
            kept.append(row)
    return kept
