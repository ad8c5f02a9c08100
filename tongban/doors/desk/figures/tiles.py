"""The tiles of a dashboard: a figure, how it came, what it is held to, what it is compared with, and its light."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.account.evaluation.monitoring.queries import outlook_of
from tongban.account.evaluation.queries.operating_figures import MetricTarget
from tongban.account.insight.definitions import Metric, metric
from tongban.account.insight.descriptions import name_of
from tongban.account.insight.rules import Period
from tongban.account.insight.values import Value
from tongban.doors.desk.figures.compute import compute
from tongban.doors.desk.figures.trends import Trend, trend_of
from tongban.ground.kit.fact_views import published_facts

SECTIONS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (_("Demand"), ("hall-cases", "cases-filed", "online-share", "new-market-entities")),
    (_("Time"), ("decided-as-promised", "decided-by-law", "worked-days-median", "time-saved")),
    (_("Quality"), ("returned-share", "refused-share", "materials-spared", "on-the-spot-share")),
    (_("Satisfaction"), ("satisfaction", "response-rate", "bad-ratings", "bad-ratings-remedied")),
    (_("Hall"), ("hall-visits", "hall-wait-median", "hall-wait-p90", "hall-abandoned")),
    (
        _("Hotline 12345"),
        ("hotline-orders", "hotline-replied-in-time", "hotline-solution", "hotline-satisfaction"),
    ),
    (_("Sent and spent"), ("pieces-mailed-free", "postage-paid", "assessments", "assessment-fees")),
    (_("Law and service"), ("lawsuits", "reconsiderations", "special-procedures", "down-share")),
)
BUDGET = ("budget-spent", "budget-execution")
LIGHTS = {"certain": "green", "possible": "yellow", "impossible": "red"}


@dataclass(frozen=True, slots=True)
class TileChange:
    """The difference to an earlier time: points for a share, percent for everything else."""

    change: Decimal
    against: Any
    is_better: bool | None


@dataclass(frozen=True)
class FigureTile:
    """A figure of a dashboard and where it leads; ``expected`` is what the target asks for by now."""

    metric: Metric
    value: Value | None
    before: Value | None
    trend: Trend
    target: MetricTarget | None
    url: str
    is_stale: bool
    likelihood: str = ""
    expected: Decimal | None = None

    @property
    def name(self) -> str:
        """Return the metric's name in the reader's language."""
        return name_of(self.metric)

    @cached_property
    def comparison(self) -> TileChange | None:
        """Return how it stands against the same days a year before; where those have nothing, month against month."""
        now, then = (each.value if each else None for each in (self.value, self.before))
        if now is not None and then:
            return self._compared(now, then, _("against the same days a year before"))
        months = self.trend.last_months
        if months is None or not months[1]:
            return None
        return self._compared(*months, _("last whole month against the one before"))

    def _compared(self, now: Decimal, then: Decimal, against: Any) -> TileChange:
        change = now - then if self.metric.is_share else (now - then) / then * 100
        has_direction = change and self.metric.better != "none"
        is_better = (change > 0) == (self.metric.better == "higher") if has_direction else None
        return TileChange(change, against, is_better)

    @property
    def light(self) -> str:
        """Return the traffic light: of a running year by what it will come to, else by what it came to."""
        if self.target is None or self.value is None or self.value.value is None:
            return "grey"
        if self.likelihood:
            return LIGHTS[self.likelihood]
        if self.target.is_met(self.value.value):
            return "green"
        return "red" if self.expected is None else "yellow"


@dataclass(frozen=True, slots=True)
class Board:
    """A dashboard: its sections of tiles."""

    sections: list[tuple[Any, list[FigureTile]]]

    @property
    def tiles(self) -> list[FigureTile]:
        """Return the tiles of all sections."""
        return [tile for _, row in self.sections for tile in row]


def board(
    period: Period,
    *,
    at: datetime,
    targets: Mapping[str, MetricTarget],
    only: Mapping[str, str] | None = None,
    budget: str = "",
) -> Board:
    """Return the dashboard of a period so far, for the rows of some groups only where they are told apart by them."""
    so_far = period.until(localdate(at))
    sections = [(title, list(_tiles(codes, so_far, at, targets, only or {}))) for title, codes in SECTIONS]
    if budget and not only:
        sections.append((_("Budget"), list(_tiles(BUDGET, so_far, at, targets, {"reference": budget}))))
    return Board([(title, tiles) for title, tiles in sections if tiles])


def tile_of(
    code: str, period: Period, *, at: datetime, target: MetricTarget | None, only: Mapping[str, str]
) -> FigureTile:
    """Return the tile of one metric."""
    defined, narrowed = metric(code), dict(only)
    answer = compute(defined, period, at=at, only=narrowed)
    ahead = outlook_of(defined, target.goal, period.last, at=at) if target else None
    line = None if target is None else target.goal.value
    return FigureTile(
        metric=defined,
        value=answer.value,
        before=compute(defined, period.a_year_before(), at=at, only=narrowed).value,
        trend=trend_of(defined, period, at=at, only=narrowed, target=line),
        target=target,
        url=address_of(code, Period(period.first, date(period.last.year, 12, 31)), only),
        is_stale=answer.is_stale,
        likelihood=ahead.likelihood if ahead else "",
        expected=ahead.expected if ahead else None,
    )


def _tiles(
    codes: tuple[str, ...],
    period: Period,
    at: datetime,
    targets: Mapping[str, MetricTarget],
    only: Mapping[str, str],
) -> Iterator[FigureTile]:
    for code in codes:
        if not set(only) - published_facts()[metric(code).fact].kinds.keys():
            yield tile_of(code, period, at=at, target=None if only else targets.get(code), only=only)


def address_of(code: str, period: Period, only: Mapping[str, str] | None = None) -> str:
    """Return the address of a figure's page."""
    query = f"?{urlencode(only)}" if only else ""
    return reverse("figures:figure", args=[code, period.name]) + query
