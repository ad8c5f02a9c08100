"""Where a finding or a figure is mended: the page of the year, and the row on it."""

from dataclasses import dataclass

from tongban.account.audit.rule import Finding
from tongban.account.evaluation.queries.account import Account

TEXT_ANCHORS = {"二": "part-2", "三": "overview", "四": "part-4", "五": "problems", "六": "part-6"}


@dataclass(frozen=True, slots=True)
class PagePlace:
    """A page of the year by its name, with the row it is about (its key) and the spot on the page."""

    page: str
    row: int | None = None
    anchor: str = ""


class Places:
    """The places of one account: rows are found by their printed names."""

    def __init__(self, account: Account) -> None:
        self.lines = {row.line.name: row.line.pk for row in account.sheet.rows}
        self.indicators = {indicator.name: indicator.pk for indicator in account.indicators}
        self.tasks = {task.name: task.pk for task in account.tasks}

    def of_finding(self, finding: Finding) -> PagePlace:
        """Return where a finding is mended."""
        match finding.section:
            case "七":
                return self._line(finding.row)
            case "八":
                return PagePlace("tasks", self.tasks.get(finding.row))
            case "九":
                return self._indicator(finding.row)
            case section if section in TEXT_ANCHORS:
                return PagePlace("chapters", anchor=TEXT_ANCHORS[section])
        return PagePlace("chapters", anchor="imprint")

    def of_key(self, key: str) -> PagePlace:
        """Return where a live figure comes from."""
        first, _dot, rest = key.partition(".")
        if first == "指标":
            return self._indicator(rest.rpartition(".")[0])
        if first == "任务":
            return PagePlace("tasks", self.tasks.get(rest.rpartition(".")[0]))
        return self._line(key.rpartition(".")[0])

    def _line(self, name: str) -> PagePlace:
        pk = self.lines.get(name)
        return PagePlace("line", pk) if pk else PagePlace("budget")

    def _indicator(self, name: str) -> PagePlace:
        pk = self.indicators.get(name)
        return PagePlace("indicator", pk) if pk else PagePlace("indicators")
