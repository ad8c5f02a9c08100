"""The tiles of a dashboard: a figure, the year before, its target, and how fresh it is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from tongban.account.evaluation.queries.operating_figures import MetricTarget
from tongban.account.insight.definitions import Metric, metric
from tongban.account.insight.descriptions import name_of
from tongban.account.insight.rules import Period
from tongban.account.insight.values import Value
from tongban.doors.desk.figures.compute import compute
from tongban.ground.kit.fact_views import published_facts

SECTIONS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (_("Demand"), ("hall-cases", "cases-filed", "online-share", "new-market-entities")),
    (_("Time"), ("decided-as-promised", "decided-by-law", "worked-days-median", "time-saved")),
    (_("Quality"), ("returned-share", "refused-share", "materials-spared", "on-the-spot-share")),
    (_("Satisfaction"), ("satisfaction", "response-rate", "bad-ratings", "bad-ratings-remedied")),
    (_("Sent and spent"), ("pieces-mailed-free", "postage-paid", "assessments", "assessment-fees")),
    (_("Law and service"), ("lawsuits", "reconsiderations", "special-procedures", "down-share")),
)
BUDGET = ("budget-spent", "budget-execution")


@dataclass(frozen=True, slots=True)
class FigureTile:
    """A figure of a dashboard and where it leads."""

    metric: Metric
    value: Value | None
    before: Value | None
    target: MetricTarget | None
    url: str
    is_stale: bool

    @property
    def name(self) -> str:
        """Return the metric's name in the reader's language."""
        return name_of(self.metric)

    @property
    def change(self) -> Decimal | None:
        """Return the difference to the year before: points for a share, percent for everything else."""
        now = self.value.value if self.value else None
        then = self.before.value if self.before else None
        if now is None or then is None or not then:
            return None
        return now - then if self.metric.is_share else (now - then) / then * 100

    @property
    def is_better(self) -> bool | None:
        """Return whether the change goes the good way; a metric without a direction has none."""
        if not self.change or self.metric.better == "none":
            return None
        return (self.change > 0) == (self.metric.better == "higher")

    @property
    def light(self) -> str:
        """Return the traffic light against the target; grey without a target or a value."""
        if self.target is None or self.value is None or self.value.value is None:
            return "grey"
        return "green" if self.target.is_met(self.value.value) else "red"


@dataclass(frozen=True, slots=True)
class Board:
    """A dashboard: its sections of tiles."""

    sections: list[tuple[Any, list[FigureTile]]]

    @property
    def newest(self) -> Value | None:
        """Return a value to tell the freshness of all by."""
        values = [tile.value for _, tiles in self.sections for tile in tiles if tile.value]
        return values[0] if values else None


def board(
    period: Period,
    *,
    at: datetime,
    targets: Mapping[str, MetricTarget],
    only: Mapping[str, str] | None = None,
    budget: str = "",
) -> Board:
    """Return the dashboard of a period, for the rows of some groups only where they are told apart by them."""
    sections = [(title, list(_tiles(codes, period, at, targets, only or {}))) for title, codes in SECTIONS]
    if budget and not only:
        sections.append((_("Budget"), list(_tiles(BUDGET, period, at, targets, {"reference": budget}))))
    return Board([(title, tiles) for title, tiles in sections if tiles])


def _tiles(
    codes: tuple[str, ...],
    period: Period,
    at: datetime,
    targets: Mapping[str, MetricTarget],
    only: Mapping[str, str],
) -> Iterator[FigureTile]:
    for code in codes:
        defined = metric(code)
        if set(only) - published_facts()[defined.fact].kinds.keys():
            continue
        answer = compute(defined, period, at=at, only=dict(only))
        yield FigureTile(
            metric=defined,
            value=answer.value,
            before=compute(defined, period.a_year_before(), at=at, only=dict(only)).value,
            target=None if only else targets.get(code),
            url=address_of(code, period, only),
            is_stale=answer.is_stale,
        )


def address_of(code: str, period: Period, only: Mapping[str, str] | None = None) -> str:
    """Return the address of a figure's page."""
    query = f"?{urlencode(only)}" if only else ""
    return reverse("figures:figure", args=[code, period.name]) + query
