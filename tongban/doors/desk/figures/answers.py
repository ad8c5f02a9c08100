"""All that a page tells of one figure to one reader: every part of the page asks here, so that no two parts differ.

Who reads figures for the office (``insight.read``), or asks for the own work, is told everything. Everybody else, with an
account or without, is told what the release holds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils.timezone import localdate

from tongban.account.insight.definitions import Metric
from tongban.account.insight.disclosure import release
from tongban.account.insight.disclosure.reasons import WithheldReason
from tongban.account.insight.disclosure.release import AXES, Release, is_open
from tongban.account.insight.engines.newest import newest_engine
from tongban.account.insight.engines.protocol import EngineDown
from tongban.account.insight.expressions import MONTH
from tongban.account.insight.rules import Period, year_of
from tongban.account.insight.values import Value
from tongban.doors.desk.figures import compute, groups
from tongban.doors.desk.figures.compute import FigureAnswer
from tongban.doors.desk.figures.groups import FigureGroup
from tongban.doors.desk.figures.row_groups import RowGroups
from tongban.doors.desk.figures.rows import FigureRows
from tongban.ground.kit.charts import ChartData
from tongban.ground.kit.tables import Column
from tongban.ground.people.models import User

Rows = tuple[Sequence[dict[str, Any]], list[Column[dict[str, Any]]]]
READS_ALL = ("insight.read", "cases.read_all")


def reads_all(reader: User | None) -> bool:
    """Return whether a reader answers for figures; an applicant, a system and an officer without that task do not."""
    return reader is not None and any(map(reader.may, READS_ALL))


@dataclass
class Answers:
    """A figure asked for by one reader, narrowed to groups and told apart by a column."""

    metric: Metric
    period: Period
    reader: User | None
    query: Mapping[str, str]
    at: datetime

    @cached_property
    def only(self) -> dict[str, str]:
        """Return the groups the figure is narrowed to."""
        return groups.chosen_groups(self.query, self.metric, self.reader)

    @cached_property
    def sees_all(self) -> bool:
        """Return whether nothing is kept from this reader."""
        is_own = self.reader is not None and self.only.get("officer") == groups.officer_of(self.reader)
        return is_open(self.metric) or is_own or reads_all(self.reader)

    @cached_property
    def release(self) -> Release:
        """Return what everybody may be told."""
        return release(newest_engine(), localdate(self.at))

    @cached_property
    def why_not(self) -> WithheldReason | None:
        """Return why the figure is not told to this reader."""
        return self._why_not(self.period)

    def _why_not(self, period: Period) -> WithheldReason | None:
        return None if self.sees_all else self.release.why_not(self.metric, period, self.only)

    @cached_property
    def answer(self) -> FigureAnswer:
        """Return the figure, or that it is not told; where no engine answers, the public waits."""
        try:
            is_told = self.why_not is None
        except EngineDown as down:
            self.why_not = WithheldReason.SMALL
            return FigureAnswer(None, newest_engine(), str(down))
        if not is_told:
            return FigureAnswer(None, newest_engine())
        return compute.compute(self.metric, self.period, at=self.at, only=self.only)

    @cached_property
    def before(self) -> Value | None:
        """Return the figure of the year before, if it is told."""
        period = self.period.a_year_before()
        if self.answer.value is None or self._why_not(period):
            return None
        return compute.compute(self.metric, period, at=self.at, only=self.only).value

    @cached_property
    def chart(self) -> ChartData | None:
        """Return the months as a chart; those that are not told are gaps."""
        if self.sees_all:
            return groups.by_month(self.metric, self.period, self.only)
        if self.answer.value is None or self.only or self._is_month:
            return None
        return groups.by_month(self.metric, self.period, {}, told=self._told(MONTH))

    @cached_property
    def choices(self) -> list[tuple[str, Any]]:
        """Return the columns by which this reader may be told the figure apart."""
        known = groups.choices(self.metric)
        if self.sees_all:
            return known
        if self.answer.value is None or self._is_month:
            return []
        allowed = {(): AXES, ("division",): ("item",)}.get(tuple(self.only), ())
        return [(name, title) for name, title in known if name in allowed and self._told(name)]

    @cached_property
    def by(self) -> str:
        """Return the column asked for, or the usual one."""
        return groups.group_column(self.query, [name for name, _ in self.choices])

    @cached_property
    def groups(self) -> list[FigureGroup]:
        """Return the figure of each group; what is not told of them stands together in a last line."""
        if self.sees_all:
            return groups.by_group(self.metric, self.period, self.by, self.only)
        if not self.by or self.answer.value is None:
            return []
        by = ("division", "item") if self.by == "item" else (self.by,)
        told = self._told(self.by)
        values = compute.compute_by(self.metric, self.period, *by, at=self.at, only=self.only)
        shown = [value for value in values if (value.group if len(by) > 1 else value.group[0]) in told]
        return groups.with_rest(self.answer.value, shown, by, self.only)

    @cached_property
    def rows(self) -> Rows | None:
        """Return the rows behind the figure with their columns, as far as this reader may read them."""
        value = self.answer.value
        if value is None or self.answer.is_stale:
            return None
        if self.sees_all:
            found = FigureRows(value, self.answer.engine, self.reader)
            return found, found.columns()
        told = RowGroups(value, self.groups, self._title)
        return told.rows, told.columns()

    @property
    def _title(self) -> Any:
        return dict(self.choices).get(self.by, "")

    @property
    def _is_month(self) -> bool:
        return self.period != year_of(self.period.first.year)

    def _told(self, axis: str) -> frozenset[Any]:
        found: frozenset[Any] = self.release.told(self.metric, self.period.first.year, axis)
        inside = self.only.get("division")
        return frozenset(each for each in found if each[0] == inside) if inside and axis == "item" else found
