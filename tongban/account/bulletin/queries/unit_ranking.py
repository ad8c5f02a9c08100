"""The ranking of units: by the rules in force, small numbers left out, excluded orders told with the reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from tongban.account.bulletin.models import RankingRules
from tongban.account.bulletin.rules import RankedShare, Score, places, score_of
from tongban.account.insight.definitions import metric
from tongban.account.insight.engines.postgres_engine import LIVE
from tongban.account.insight.rules import Period
from tongban.account.insight.values import Value, values_by
from tongban.work.hotline.models import Appeal

DISPATCHED = "hotline-dispatched"
MEASURES = {
    "satisfaction": ("hotline-satisfaction", True),
    "signed_in_time": ("hotline-signed-in-time", True),
    "replied_in_time": ("hotline-replied-in-time", True),
    "returned": ("hotline-returned", False),
    "redone": ("hotline-redone", False),
}
"""What is weighed, by the field of the rules: its metric, and whether more of it is better."""


@dataclass(frozen=True, slots=True)
class RankedUnit:
    """A unit: its orders, its shares, its score, and its place among those that are ranked."""

    name: str
    orders: int
    shares: dict[str, Value | None]
    score: Score | None
    place: int | None = None
    is_level: bool = False
    """Whether its score lies within chance of the next one above."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Units in their order, and those that are not ranked with how few orders they had."""

    rules: RankingRules
    ranked: list[RankedUnit]
    unranked: list[RankedUnit]


def rules_on(period: Period) -> RankingRules | None:
    """Return the rules in force on the last day of a period."""
    return RankingRules.objects.filter(in_force_on__lte=period.last).order_by("-in_force_on").first()


def ranking_of(period: Period, rules: RankingRules, at: datetime) -> Ranking:
    """Return the ranking of a period; orders that confidential reports led to name no unit and are not in it."""
    units = list(_units(period, rules, at))
    is_ranked = [unit.score is not None and unit.orders >= rules.least_orders for unit in units]
    ranked = [unit for unit, is_so in zip(units, is_ranked, strict=True) if is_so]
    ranked.sort(key=lambda unit: (-_value(unit), unit.name))
    scores = [unit.score for unit in ranked if unit.score is not None]
    numbers = places([score.value for score in scores])
    above = [None, *scores]
    placed = [
        RankedUnit(
            unit.name,
            unit.orders,
            unit.shares,
            score,
            place,
            before is not None and not score.is_apart_from(before),
        )
        for unit, score, place, before in zip(ranked, scores, numbers, above, strict=False)
    ]
    unranked = [unit for unit, is_so in zip(units, is_ranked, strict=True) if not is_so]
    return Ranking(rules, placed, sorted(unranked, key=lambda unit: (-unit.orders, unit.name)))


def excluded_in(period: Period) -> Iterator[Appeal]:
    """Yield the rulings of a period that leave an order out of the figures; those on confidential reports are not told."""
    granted = Appeal.objects.filter(is_granted=True, order__is_confidential=False)
    ruled = granted.filter(ruled_at__date__range=(period.first, period.last))
    yield from ruled.select_related("order", "order__lead_unit").order_by("ruled_at", "pk")


def _value(unit: RankedUnit) -> Decimal:
    return unit.score.value if unit.score else Decimal(-1)


def _units(period: Period, rules: RankingRules, at: datetime) -> Iterator[RankedUnit]:
    orders = _by_unit(DISPATCHED, period, at)
    shares = {name: _by_unit(code, period, at) for name, (code, _) in MEASURES.items()}
    for unit in sorted({*orders, *(unit for known in shares.values() for unit in known)}):
        found = {name: known.get(unit) for name, known in shares.items()}
        measures = [_measured(name, value, rules) for name, value in found.items()]
        number = int(orders[unit].numerator or 0) if unit in orders else 0
        yield RankedUnit(unit, number, found, score_of(measures))


def _measured(name: str, value: Value | None, rules: RankingRules) -> RankedShare:
    code, is_good = MEASURES[name]
    parts = (value.numerator, value.denominator) if value else (None, None)
    numerator, denominator = (part or Decimal(0) for part in parts)
    return RankedShare(code, numerator, denominator, getattr(rules, name), is_good)


def _by_unit(code: str, period: Period, at: datetime) -> dict[str, Value]:
    found = values_by(metric(code), period, "unit", engine=LIVE, at=at)
    return {value.group[0]: value for value in found if value.group[0] is not None}
