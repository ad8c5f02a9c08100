"""A grid of residents as CSV: longitude, latitude, residents, one cell a line; what is wrong is told line by line."""

import csv
from collections.abc import Iterator
from typing import NamedTuple

from tongban.work.hall.reach.shares import Cell

ENCODINGS = ("utf-8-sig", "gb18030")
COLUMNS = 3
MOST_CELLS, MOST_FAULTS = 5_000, 20
MOST_RESIDENTS = 1_000_000
WEST, EAST, SOUTH, NORTH = 73, 136, 3, 54
"""China's degrees: what lies outside is a mistake, mostly of the order of the columns."""


class GridFault(NamedTuple):
    """What is wrong with a line, by a code."""

    line: int
    code: str


class ReadGrid(NamedTuple):
    """What a file holds, and what is wrong with it."""

    cells: list[Cell]
    faults: list[GridFault]


def read_grid(content: bytes) -> ReadGrid:
    """Return the cells of a file; of the faults the first twenty."""
    text = _text(content)
    if text is None:
        return ReadGrid([], [GridFault(0, "encoding")])
    cells: list[Cell] = []
    faults: list[GridFault] = []
    seen: set[tuple[float, float]] = set()
    for line, values in _lines(text):
        cell = _cell(values)
        fault = cell if isinstance(cell, str) else "twice" if cell[:2] in seen else ""
        if fault:
            faults.append(GridFault(line, fault))
        elif isinstance(cell, Cell):
            seen.add(cell[:2])
            cells.append(cell)
    if not faults and not sum(cell.residents for cell in cells):
        faults.append(GridFault(0, "empty"))
    if len(cells) > MOST_CELLS:
        faults.append(GridFault(0, "many"))
    return ReadGrid(cells, faults[:MOST_FAULTS])


def _text(content: bytes) -> str | None:
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines that hold something; the first one may be the names of the columns."""
    for line, values in enumerate(csv.reader(text.splitlines()), start=1):
        stripped = [value.strip() for value in values]
        is_head = line == 1 and not any(character.isdigit() for value in stripped for character in value)
        if any(stripped) and not is_head:
            yield line, stripped


def _cell(values: list[str]) -> Cell | str:
    """Return the cell of a line, or what is wrong with it."""
    if len(values) != COLUMNS:
        return "columns"
    try:
        longitude, latitude = float(values[0]), float(values[1])
    except ValueError:
        return "degrees"
    if not (WEST <= longitude <= EAST and SOUTH <= latitude <= NORTH):
        return "outside"
    if not values[2].isdecimal() or int(values[2]) > MOST_RESIDENTS:
        return "residents"
    return Cell(longitude, latitude, int(values[2]))
