"""A published report as citizens read it: what was spent, what was reached, what was missed and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _

from tongban.account.audit.report import BudgetLine, Indicator, NamedFigure, Report, Section
from tongban.account.evaluation.models import Version
from tongban.account.evaluation.queries.versions import report_in
from tongban.ground.kit.charts import ChartData, Series

LIGHTS = {"是": "green", "否": "red"}
TEXTS = ("二", "三", "四", "五", "六")
HUNDRED = Decimal(100)
INDICATOR, TASK = "指标.", "任务."
"""How the key of an indicator's or of a task's figure begins."""
CHARTED = 16


@dataclass(frozen=True, slots=True)
class LineRow:
    """A budget line on the page."""

    anchor: str
    line: BudgetLine

    @property
    def ratio(self) -> Decimal | None:
        """Return the execution rate as the ratio that a bar draws."""
        rate = self.line.rate.value
        return None if rate is None else rate / HUNDRED

    @property
    def is_sum(self) -> bool:
        """Say whether the row is a total of others."""
        return self.line.level != "line"


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator on the page."""

    anchor: str
    indicator: Indicator

    @property
    def light(self) -> str:
        """Return the traffic light: met, missed, or not to be told."""
        return LIGHTS.get(self.indicator.met.text, "grey")


@dataclass(frozen=True, slots=True)
class LinkedText:
    """A stretch of prose; a figure leads to the row it comes from."""

    text: str
    href: str = ""


class PublishedReport:
    """A published version with its report, laid out for citizens."""

    def __init__(self, version: Version) -> None:
        self.version, self.report = version, report_in(version)

    @cached_property
    def lines(self) -> list[LineRow]:
        """Return the budget lines, totals first as printed."""
        return [LineRow(f"line-{number}", line) for number, line in enumerate(self.report.budget.lines, 1)]

    @cached_property
    def indicators(self) -> list[IndicatorRow]:
        """Return the indicators in the printed order."""
        return [
            IndicatorRow(f"indicator-{number}", row) for number, row in enumerate(self.report.indicators, 1)
        ]

    @property
    def groups(self) -> list[tuple[str, list[IndicatorRow]]]:
        """Return the indicators by class."""
        classes = dict.fromkeys(row.indicator.level1.text for row in self.indicators)
        return [
            (name, [row for row in self.indicators if row.indicator.level1.text == name]) for name in classes
        ]

    @property
    def total(self) -> LineRow | None:
        """Return the total of the budget."""
        return next((row for row in self.lines if row.line.level == "total"), None)

    @cached_property
    def missed(self) -> list[IndicatorRow]:
        """Return the targets that were missed."""
        return [row for row in self.indicators if row.light == "red"]

    @property
    def met(self) -> int:
        """Return how many targets were met."""
        return sum(row.light == "green" for row in self.indicators)

    @property
    def told(self) -> list[IndicatorRow]:
        """Return the missed targets that say why or what is done."""
        return [row for row in self.missed if row.indicator.cause or row.indicator.measure]

    @property
    def chart(self) -> ChartData:
        """Return budget and spending of the project lines, the largest first."""
        rows = [row.line for row in self.lines if row.line.level == "line"]
        rows.sort(key=lambda line: line.revised.value or Decimal(0), reverse=True)
        shown = rows[:CHARTED]
        return ChartData(
            "execution",
            _("Budget and spending of the project lines"),
            [line.name.text for line in shown],
            (
                Series(_("Adjusted budget"), [line.revised.value for line in shown]),
                Series(_("Spent"), [line.actual.value for line in shown]),
            ),
            kind="horizontal",
            unit=_("10,000 yuan"),
        )

    @cached_property
    def anchors(self) -> dict[str, str]:
        """Return where the row of each key stands: of a budget line, an indicator, a metric."""
        rows = {row.line.name.text: row.anchor for row in self.lines}
        named = {f"{INDICATOR}{row.indicator.name.text}": row.anchor for row in self.indicators}
        measured = {row.indicator.metric: row.anchor for row in self.indicators if row.indicator.metric}
        return {**rows, **named, **measured}

    @property
    def texts(self) -> list[tuple[str, list[list[LinkedText]]]]:
        """Return the written sections, paragraph by paragraph, with their figures linked."""
        sections = (self.report.section(numeral) for numeral in TEXTS)
        return [
            (
                f"{section.numeral}、{section.heading.text}",
                [self._linked(section, number) for number in range(len(section.paragraphs))],
            )
            for section in sections
            if section and section.paragraphs
        ]

    def _linked(self, section: Section, number: int) -> list[LinkedText]:
        """Return a paragraph with the figures that its data named linked to their rows."""
        text, after, passages = section.paragraphs[number].text, 0, []
        named = [figure for figure in section.figures if figure.paragraph == number]
        for figure in sorted(named, key=lambda each: each.offset):
            href = self._href(figure)
            if href:
                passages += [LinkedText(text[after : figure.offset]), LinkedText(figure.text, href)]
                after = figure.offset + len(figure.text)
        return [*passages, LinkedText(text[after:])]

    def _href(self, figure: NamedFigure) -> str:
        """Return the row that a figure's key names, else the page of its metric."""
        row, _dot, _part = figure.key.rpartition(".")
        anchor = self.anchors.get(figure.metric or row)
        if anchor or row.startswith(TASK):
            return f"#{anchor or 'tasks'}"
        return reverse("figures:figure", args=figure.metric.split("/")) if figure.metric else ""


def published_reports(versions: Sequence[Version]) -> list[PublishedReport]:
    """Return versions laid out for citizens."""
    return [PublishedReport(version) for version in versions]


def report_between(before: Version, after: Version) -> tuple[Report, Report]:
    """Return the two reports of a comparison."""
    return report_in(before), report_in(after)
