"""Known tables, whole again: broken rows joined, merged cells inherited, repeated headers dropped."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tongban.account.audit.reader.layout import (
    OPENING,
    WITHOUT_MEANING,
    TableLayout,
    layout_of,
    level_of,
    plain,
)
from tongban.account.audit.reader.notes import RepairNotes
from tongban.account.audit.reader.text_cleanup import is_blank, join_pieces, with_text, without_stray_spaces
from tongban.account.audit.report import Cell

Row = tuple[Cell, ...]

VALUES = {
    "budget": frozenset({"initial", "adjustment", "carry_over", "supplement", "revised", "actual", "rate"}),
    "indicators": frozenset({"level1", "target", "actual", "deviation", "score", "met"}),
}
INHERITED = {"indicators": ("level1", "level2"), "tasks": ("function",), "composition": ("by",)}
FIRST_WORDS = 3


@dataclass
class TableGrid:
    """One table of the layout: its header and rows, every row as long as the header."""

    layout: TableLayout
    header: Row
    rows: list[Row] = field(default_factory=list)

    def column(self, name: str) -> int:
        """Return where a field stands, or -1 where the header lacks it."""
        return self.layout.fields.index(name) if name in self.layout.fields else -1

    def title_of(self, name: str) -> str:
        """Return the printed header of a field."""
        return self.header[self.column(name)].text


class Grids:
    """The tables of a document, gathered block by block."""

    def __init__(self, notes: RepairNotes) -> None:
        self.notes = notes
        self.all: list[TableGrid] = []
        self.open: TableGrid | None = None
        self.place = (0, 0)

    def of_kind(self, kind: str) -> list[TableGrid]:
        """Return the tables of one kind, in the printed order."""
        return [grid for grid in self.all if grid.layout.kind == kind]

    def close(self) -> None:
        """Say that running text follows: a table without header after it is not a continuation."""
        self.open = None

    def add(self, rows: Sequence[Row]) -> list[Row]:
        """Take the rows of one table; return those that belong to no known table."""
        strange: list[Row] = []
        is_broken = True
        for row in rows:
            if not _extent(row):
                is_broken = True
                continue
            layout = _layout(row)
            if layout:
                is_broken = self._head(layout, row[: len(layout.fields)])
            elif self.open is None or (is_broken and not strange and _extent(row) > len(self.open.header)):
                self.open = None
                strange.append(row)
            else:
                self._take(self.open, row, is_broken=is_broken)
                is_broken = False
            self.place = (row[0].line, row[0].page)
        return strange

    def _head(self, layout: TableLayout, row: Row) -> bool:
        if self.open and self.open.layout == layout:
            return True
        header = tuple(self._headed(cell, layout) for cell in row)
        for index in layout.unknown:
            self.notes.add("PAR-05", header[index], section=layout.section, column=header[index].text)
        self.open = TableGrid(layout, header)
        self.all.append(self.open)
        return False

    def _headed(self, cell: Cell, layout: TableLayout) -> Cell:
        text = without_stray_spaces(cell.text)
        if text == cell.text:
            return cell
        self.notes.add("FMT-01", cell, repaired=text, section=layout.section, column=text)
        return with_text(cell, text)

    def _take(self, grid: TableGrid, row: Row, *, is_broken: bool) -> None:
        width = len(grid.header)
        if len(row) > width:
            self._overflow(grid, row[width:])
            row = row[:width]
        elif len(row) < width:
            row = _padded(row, width)
        line, page = self.place
        is_broken = is_broken or row[0].line > line + 1 or row[0].page != page
        if is_broken and grid.rows and _continues(grid, row):
            grid.rows[-1] = self._joined(grid, grid.rows[-1], row)
        else:
            grid.rows.append(row)

    def _overflow(self, grid: TableGrid, cells: Iterable[Cell]) -> None:
        for cell in cells:
            if cell.text:
                self.notes.add("PAR-05", cell, section=grid.layout.section)

    def _joined(self, grid: TableGrid, first: Row, second: Row) -> Row:
        whole = tuple([_whole(above, below) for above, below in zip(first, second, strict=True)])
        index = next(index for index, cell in enumerate(second) if cell.text)
        at = grid.column("name")
        self.notes.add(
            "PAR-01",
            whole[index],
            printed=f"{first[index].text} / {second[index].text}",
            repaired=whole[index].text,
            section=grid.layout.section,
            row=whole[at].text,
            column=grid.header[index].text,
        )
        return whole


def inherit(grid: TableGrid, notes: RepairNotes) -> None:
    """Fill the blank cells under a merged one from above; one note for each merged group."""
    for name in INHERITED.get(grid.layout.kind, ()):
        at = grid.column(name)
        if at >= 0:
            _inherit(grid, at, notes)


def _inherit(grid: TableGrid, at: int, notes: RepairNotes) -> None:
    above, is_noted = "", True
    title, label = grid.header[at].text, grid.column("name")
    for index, row in enumerate(grid.rows):
        cell = row[at]
        if not is_blank(cell.text):
            above, is_noted = cell.text, False
        elif above:
            if not is_noted:
                notes.add(
                    "PAR-02",
                    cell,
                    repaired=above,
                    section=grid.layout.section,
                    row=row[label].text,
                    column=title,
                )
                is_noted = True
            cells = list(row)
            cells[at] = with_text(cell, above)
            grid.rows[index] = tuple(cells)


def _layout(row: Row) -> TableLayout | None:
    seen = 0
    for cell in row:
        if cell.text:
            word = plain(cell.text)
            if word in OPENING:
                if word not in WITHOUT_MEANING:
                    return layout_of(tuple([cell.text for cell in row[: _extent(row)]]))
            else:
                seen += 1
                if seen == FIRST_WORDS:
                    return None
    return None


def _continues(grid: TableGrid, row: Row) -> bool:
    """Say whether a row after a page break is only the rest of the row before it."""
    present = {name for name, cell in zip(grid.layout.fields, row, strict=True) if cell.text}
    values = VALUES.get(grid.layout.kind)
    if values is None:
        return "name" not in present or present == {"name"}
    name = row[grid.column("name")].text
    return not present & values and level_of(name) == "line" and not name.endswith(("：", ":"))


def _whole(above: Cell, below: Cell) -> Cell:
    if not below.text:
        return above
    return with_text(above, join_pieces([above.text, below.text])) if above.text else below


def _extent(row: Row) -> int:
    """Return how far a row is filled: the number of its last filled cell, or 0 where all are blank."""
    for index in range(len(row), 0, -1):
        if row[index - 1].text:
            return index
    return 0


def _padded(row: Row, width: int) -> Row:
    return row + (with_text(row[0], ""),) * (width - len(row))
