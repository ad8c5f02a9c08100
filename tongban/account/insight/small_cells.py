"""Small cells of a published table are not shown, and cannot be computed from what is shown.

Numbers below a threshold are hidden (a nought is not); then, while a hidden number follows from the sums that are
shown, the smallest number beside it is hidden too. Pure functions of values.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

Cell = TypeVar("Cell", bound=Hashable)
THRESHOLD = 5
TOTAL = "Σ"
"""How the margins of a table are named."""


def shown(
    numbers: Mapping[Cell, int], sums: Iterable[Sequence[Cell]], threshold: int = THRESHOLD
) -> dict[Cell, int | None]:
    """Return the numbers that may be shown, None for the others; each sum names its total and then its parts."""
    lines = [tuple(each) for each in sums]
    hidden = {cell for cell, number in numbers.items() if 0 < number < threshold}
    while found := _next(numbers, lines, hidden):
        hidden.add(found)
    return {cell: None if cell in hidden else number for cell, number in numbers.items()}


def table(
    numbers: Mapping[tuple[str, str], int], threshold: int = THRESHOLD
) -> dict[tuple[str, str], int | None]:
    """Return a table of two ways with its totals, small cells hidden; a pair that is not given counts nought."""
    rows, columns = (sorted({pair[way] for pair in numbers}) for way in (0, 1))
    whole = {(row, column): numbers.get((row, column), 0) for row in rows for column in columns}
    whole |= {(row, TOTAL): sum(whole[row, column] for column in columns) for row in rows}
    whole |= {(TOTAL, column): sum(whole[row, column] for row in rows) for column in (*columns, TOTAL)}
    by_row = [[(row, column) for column in (TOTAL, *columns)] for row in (TOTAL, *rows)]
    by_column = [[(row, column) for row in (TOTAL, *rows)] for column in (TOTAL, *columns)]
    return shown(whole, [*by_row, *by_column], threshold)


def _next(numbers: Mapping[Cell, int], lines: list[tuple[Cell, ...]], hidden: set[Cell]) -> Cell | None:
    """Return the next number to hide: the smallest beside one that follows from the sums; a total or a nought last."""
    totals = {line[0] for line in lines}
    following = set(_following(lines, hidden))
    beside = {each for line in lines if following & set(line) for each in line} - hidden
    if not beside:
        return None
    return min(beside, key=lambda each: (numbers[each] == 0, each in totals, numbers[each], str(each)))


def _following(lines: list[tuple[Cell, ...]], hidden: set[Cell]) -> list[Cell]:
    """Return the hidden numbers that the sums determine: alone in a row of the reduced equations."""
    order = sorted(hidden, key=str)
    rows = [[_sign(cell, line) for cell in order] for line in lines]
    reduced = _reduced([row for row in rows if any(row)], len(order))
    alone = [[place for place, value in enumerate(row) if value] for row in reduced]
    return [order[places[0]] for places in alone if len(places) == 1]


def _sign(cell: Cell, line: tuple[Cell, ...]) -> Fraction:
    if cell not in line:
        return Fraction(0)
    return Fraction(1 if cell == line[0] else -1)


def _reduced(rows: list[list[Fraction]], width: int) -> list[list[Fraction]]:
    """Return the equations solved as far as they can be (Gauss and Jordan)."""
    done = 0
    for place in range(width):
        pivot = next((number for number in range(done, len(rows)) if rows[number][place]), None)
        if pivot is None:
            continue
        rows[done], rows[pivot] = rows[pivot], rows[done]
        rows[done] = [value / rows[done][place] for value in rows[done]]
        for number, row in enumerate(rows):
            if number != done and row[place]:
                rows[number] = [
                    value - row[place] * solved for value, solved in zip(row, rows[done], strict=True)
                ]
        done += 1
    return rows[:done]
