"""From the known tables to the budget, the tasks and the indicators; annex tables are merged in by name."""

from dataclasses import dataclass
from typing import Any

from tongban.account.audit.reader.grids import Grids, inherit
from tongban.account.audit.reader.layout import level_of, plain
from tongban.account.audit.reader.notes import RepairNotes
from tongban.account.audit.reader.rows import TableRow, sum_of_figures
from tongban.account.audit.reader.text_cleanup import half_width, is_blank
from tongban.account.audit.report import (
    BLANK,
    EMPTY,
    Budget,
    BudgetLine,
    Cell,
    Figure,
    Indicator,
    Split,
    Target,
    Task,
)

TOTALS = frozenset({"合计", "总计", "总分", "自评总分"})

Values = dict[str, Any]


@dataclass
class AnnexRows:
    """The annex rows of one name, in the printed order, and how many rows of the main table have used them."""

    rows: list[TableRow]
    used: int = 0

    def next(self) -> TableRow:
        """Return the row for the next of the name; a name printed more often than annexed shares the last."""
        self.used += 1
        return self.rows[min(self.used, len(self.rows)) - 1]


Annex = dict[str, AnnexRows]


def key_of(name: str) -> str:
    """Return a name as it is compared: half-width, without any space."""
    return "".join(half_width(name).split())


class Records:
    """The tables of one report, read into its types."""

    def __init__(self, grids: Grids, notes: RepairNotes) -> None:
        self.grids, self.notes = grids, notes
        self.total_score = BLANK
        for grid in grids.all:
            inherit(grid, notes)

    def budget(self, said: Values) -> Budget:
        """Return the budget table; ``said`` holds the statements printed beside it."""
        annex = self._annex("budget annex")
        lines = [self._budget_line(row, annex) for row in self._rows("budget")]
        self._leftover(annex)
        splits = [
            Split(**row.values()) for row in self._rows("composition") if {"by", "name"} <= row.cells.keys()
        ]
        return Budget(header=self.header("budget"), lines=tuple(lines), splits=tuple(splits), **said)

    def tasks(self) -> tuple[Task, ...]:
        """Return the key tasks of the year."""
        blank = {"function": EMPTY, "name": EMPTY}
        return tuple([Task(**{**blank, **row.values()}) for row in self._rows("tasks")])

    def indicators(self) -> tuple[Indicator, ...]:
        """Return the indicators; a row of totals is none, it gives the total score."""
        annex = self._annex("indicator annex")
        found = [self._indicator(row, annex) for row in self._rows("indicators") if not self._is_total(row)]
        self._leftover(annex)
        return tuple(found)

    def header(self, kind: str) -> tuple[Cell, ...]:
        """Return the header of the first table of a kind."""
        return next((grid.header for grid in self.grids.of_kind(kind)), ())

    def _rows(self, kind: str) -> list[TableRow]:
        return [TableRow(grid, cells, self.notes) for grid in self.grids.of_kind(kind) for cells in grid.rows]

    def _budget_line(self, row: TableRow, annex: Annex) -> BudgetLine:
        values = row.values()
        if "adjustment" not in values and values.keys() & {"carry_over", "supplement"}:
            values["adjustment"] = sum_of_figures(
                values.get("carry_over", BLANK), values.get("supplement", BLANK)
            )
        self._blank_or_zero(row, values)
        return BudgetLine(level=level_of(values["name"].text), **{**values, **self._said_of(row, annex)})

    def _blank_or_zero(self, row: TableRow, values: Values) -> None:
        """Note a row whose actual spending is blank though its rate is printed as 0: blank is kept blank."""
        actual, rate = values.get("actual"), values.get("rate")
        if isinstance(actual, Figure) and isinstance(rate, Figure) and not actual.text and rate.value == 0:
            row.note("PAR-03", row.cells["actual"], "actual", "", printed=rate.text)

    def _indicator(self, row: TableRow, annex: Annex) -> Indicator:
        values = row.values(without=("target", "actual"))
        values.setdefault("level1", EMPTY)
        values.setdefault("name", EMPTY)
        values["target"] = target = row.target() if "target" in row.cells else Target()
        values["actual"] = row.figure("actual", may_be_word=target.value is None)
        return Indicator(**{**values, **self._said_of(row, annex)})

    def _is_total(self, row: TableRow) -> bool:
        if not is_blank(row.cells["target"].text):
            return False
        named = {plain(row.cells[name].text) for name in ("level1", "name") if name in row.cells}
        if not named & TOTALS:
            return False
        if "score" in row.cells:
            self.total_score = row.figure("score")
        return True

    def _annex(self, kind: str) -> Annex:
        annex: Annex = {}
        for row in self._rows(kind):
            annex.setdefault(key_of(row.label), AnnexRows([])).rows.append(row)
        return annex

    def _said_of(self, row: TableRow, annex: Annex) -> Values:
        if not annex:
            return {}
        named = annex.get(key_of(row.label))
        if named is None:
            return {}
        values = named.next().values()
        del values["name"]
        return values

    def _leftover(self, annex: Annex) -> None:
        for named in annex.values():
            for row in named.rows[named.used :]:
                row.note("PAR-05", row.cells["name"], "name", "")
