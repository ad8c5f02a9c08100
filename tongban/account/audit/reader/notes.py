"""What the reader mended or could not read, collected while a report is interpreted."""

from tongban.account.audit.report import Cell, Repair


class RepairNotes(list[Repair]):
    """The repairs of one reading, in the order they were made."""

    def add(
        self,
        rule: str,
        cell: Cell,
        *,
        printed: str | None = None,
        repaired: str = "",
        section: str = "",
        row: str = "",
        column: str = "",
    ) -> None:
        """Note one repair at the place of a cell; what is printed there is quoted unless told otherwise."""
        quoted = cell.text if printed is None else printed
        self.append(Repair(rule, cell, quoted, repaired, section, row, column))
