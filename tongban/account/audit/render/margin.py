"""Which findings stand beside which line or row; each finding is placed once, none is lost."""

from collections import defaultdict
from collections.abc import Sequence

from tongban.account.audit.report import Cell
from tongban.account.audit.rule import Finding


class Margin:
    """The findings of one audit, handed out place by place."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = findings
        self.by_line: dict[int, list[int]] = defaultdict(list)
        self.by_row: dict[tuple[str, str], list[int]] = defaultdict(list)
        self.placed: set[int] = set()
        for index, finding in enumerate(findings):
            if finding.line:
                self.by_line[finding.line].append(index)
            if finding.row:
                self.by_row[finding.section, finding.row].append(index)

    def beside(self, cell: Cell, section: str = "", row: str = "", *, until: int = 0) -> list[Finding]:
        """Return the findings on the line of a cell (or on those up to another), and on the row of a name."""
        lines = range(cell.line, max(until, cell.line + 1)) if cell.line else ()
        found = [index for line in lines for index in self.by_line.get(line, ())]
        found += self.by_row.get((section, row), ()) if row else ()
        return self._take(sorted(set(found)))

    def of_section(self, section: str) -> list[Finding]:
        """Return what a section has left."""
        return self._take([index for index, each in enumerate(self.findings) if each.section == section])

    def _take(self, indices: Sequence[int]) -> list[Finding]:
        fresh = [index for index in indices if index not in self.placed]
        self.placed.update(fresh)
        return [self.findings[index] for index in fresh]
