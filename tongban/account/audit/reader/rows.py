"""The rows of known tables as budget lines, splits, tasks and indicators."""

from decimal import Decimal
from functools import lru_cache
from typing import Any

from tongban.account.audit.quantities import Quantity, quantity, span
from tongban.account.audit.reader.grids import Row as Cells
from tongban.account.audit.reader.grids import TableGrid
from tongban.account.audit.reader.notes import RepairNotes
from tongban.account.audit.reader.text_cleanup import (
    DASHES,
    half_width,
    is_blank,
    with_text,
    without_stray_spaces,
)
from tongban.account.audit.report import BLANK, EMPTY, Cell, Figure, Target

ZERO = Decimal(0)
FIGURES = frozenset(
    {
        "initial",
        "adjustment",
        "carry_over",
        "supplement",
        "revised",
        "actual",
        "rate",
        "spent",
        "weight",
        "score",
        "deviation",
        "baseline",
    }
)
WORDS_ALLOWED = frozenset({"baseline"})
RUNNING_TEXT = frozenset({"function", "content", "completion", "cause", "adjustment_reason", "measure"})


class TableRow:
    """One row of a known table, asked for its values by field."""

    __slots__ = ("cells", "grid", "notes")

    def __init__(self, grid: TableGrid, cells: Cells, notes: RepairNotes) -> None:
        self.grid, self.notes = grid, notes
        self.cells = dict(zip(grid.layout.fields, cells, strict=True))
        self.cells.pop("", None)

    @property
    def label(self) -> str:
        """Return the name of the row, as findings quote it."""
        return without_stray_spaces(self.cells.get("name", EMPTY).text)

    def values(self, *, without: tuple[str, ...] = ()) -> dict[str, Any]:
        """Return the fields of the row: numbers as figures, the rest as cells."""
        found: dict[str, Any] = {}
        for field, cell in self.cells.items():
            if field not in without:
                found[field] = self.figure(field) if field in FIGURES else self._text(field, cell)
        return found

    def _text(self, field: str, cell: Cell) -> Cell:
        """Return a text cell; a dash is blank, stray spaces are taken out and noted."""
        text = cell.text
        if not text:
            return cell
        if text in DASHES:
            return with_text(cell, "")
        if field in RUNNING_TEXT:
            return cell
        mended = without_stray_spaces(text)
        if mended == text:
            return cell
        self.note("FMT-01", cell, field, mended)
        return with_text(cell, mended)

    def figure(self, field: str, *, may_be_word: bool = False) -> Figure:
        """Return a number cell; what is neither blank nor a number is noted (PAR-05) and has no value."""
        cell = self.cells.get(field)
        if cell is None:
            return BLANK
        if not cell.text:
            return figure_at(cell, "", None, "")
        text, found = self._number(cell, field)
        if found is not None:
            return figure_at(cell, text, found.value, found.unit)
        if text and (text.startswith("#") or not (may_be_word or field in WORDS_ALLOWED)):
            self.note("PAR-05", cell, field, "")
        return figure_at(cell, text, None, "")

    def target(self) -> Target:
        """Return what the indicator should reach: a number with its operator, a range, or a word."""
        cell = self.cells.get("target", EMPTY)
        text, _ = self._number(cell, "target")
        if text.startswith("#"):
            self.note("PAR-05", cell, "target", "")
        return target_at(cell, text)

    def note(self, rule: str, cell: Cell, field: str, repaired: str, printed: str | None = None) -> None:
        """Note a repair at one cell of this row."""
        self.notes.add(
            rule,
            cell,
            printed=printed,
            repaired=repaired,
            section=self.grid.layout.section,
            row=self.label,
            column=self.grid.title_of(field),
        )

    def _number(self, cell: Cell, field: str) -> tuple[str, Quantity | None]:
        """Return the text of a number cell as it should have been printed, and its number; note what was mended."""
        text, found = number_in(cell.text)
        if found is not None and text != cell.text:
            self.note("FMT-01", cell, field, text)
        return text, found


@lru_cache(8192)
def number_in(text: str) -> tuple[str, Quantity | None]:
    """Return a number as it should have been printed, and read; a word is left as it is, a dash is blank."""
    if is_blank(text):
        return "", None
    if text.isascii() and " " not in text and "%%" not in text:
        return text, quantity(text)
    mended = half_width(text)
    found = quantity(mended)
    return (text, quantity(text)) if found is None else (mended, found)


def target_at(cell: Cell, text: str) -> Target:
    """Return what a text asks for, at the place of a cell: a number, a range, or a word."""
    place = (cell.line, cell.page, cell.table, cell.row, cell.column)
    found = quantity(text)
    if found is not None:
        return Target(text, *place, found.value, found.unit, found.operator or "=")
    bounds = span(text)
    if bounds is not None:
        lower, upper = bounds
        return Target(text, *place, lower.value, lower.unit, "range", upper.value)
    return Target(text, *place)


def figure_at(cell: Cell, text: str, value: Decimal | None, unit: str) -> Figure:
    """Return a figure at the place of a cell."""
    return Figure(text, cell.line, cell.page, cell.table, cell.row, cell.column, value, unit)


def sum_of_figures(first: Figure, second: Figure) -> Figure:
    """Return the sum of two printed figures at the place of the first; blank and blank is blank.

    What cannot be read leaves the sum unread.
    """
    for figure in (first, second):
        if figure.is_unread:
            return figure
    if first.value is None and second.value is None:
        return figure_at(first, "", None, "")
    total = (first.value or ZERO) + (second.value or ZERO)
    return figure_at(first, str(total), total, first.unit or second.unit)
