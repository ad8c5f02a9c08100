"""Hot spots: the orders of each district against its usual, and the bursts with the statistics behind each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from tongban.account.insight.rules import Period
from tongban.ground.ledger.memo import Memo
from tongban.work.hotline.models import Area, DemandClass
from tongban.work.hotline.queries.bursts import alarms_between, daily_counts, orders_by_area
from tongban.work.hotline.queries.chance import as_many_or_more

WINDOWS = 8
"""The usual is the mean of so many times as long a time before."""
LEVELS: tuple[tuple[float, str, Any], ...] = (
    (0.001, "very-high", _("far above the usual")),
    (0.01, "high", _("well above the usual")),
    (0.1, "raised", _("above the usual")),
)
"""From which probability of so many or more, by chance, a district is shown how."""
USUAL = ("usual", _("as usual"))
NO_HISTORY = ("unknown", _("no history yet"))

LEGEND = (NO_HISTORY, USUAL, *((name, says) for _bar, name, says in reversed(LEVELS)))


@dataclass(frozen=True, slots=True)
class Spot:
    """A district: how many orders, how many are usual, and how improbable so many are."""

    code: str
    name: str
    count: int
    usual: Decimal | None
    p: float | None

    @property
    def level(self) -> tuple[str, Any]:
        """Return how it is drawn and said."""
        if self.p is None:
            return NO_HISTORY
        return next(((name, says) for bar, name, says in LEVELS if self.p < bar), USUAL)


@dataclass(frozen=True, slots=True)
class Burst:
    """An alarm in words: the class and area by their names of today, and the statistics behind it."""

    day: date
    class_name: str
    area: str
    seen: int
    expected: Decimal
    limit: int
    p: str
    level: Decimal
    weekday: Decimal
    share: Decimal
    scatter: Decimal


BURSTS: Memo[tuple[Period, int], tuple[Burst, ...]] = Memo("bulletin.bursts", 16)


def spots_of(period: Period, *, demand_class: str = "") -> list[Spot]:
    """Return every district with its orders in a period, all classes or one with those under it."""
    length = period.days
    first = period.first - timedelta(days=WINDOWS * length)
    counted = orders_by_area(daily_counts(first, period.last, demand_class=demand_class))
    return [
        _spot(area, counted.get(area.code, [0] * ((WINDOWS + 1) * length)), length)
        for area in Area.objects.order_by("code")
    ]


def bursts_of(period: Period, stamp: int) -> tuple[Burst, ...]:
    """Return the alarms of a period, the newest first; ``stamp`` says by what the answer would grow old."""
    return BURSTS.get((period, stamp), lambda: _bursts(period))


def _bursts(period: Period) -> tuple[Burst, ...]:
    found = alarms_between(period.first, period.last)
    classes = dict(DemandClass.objects.values_list("key", "name"))
    areas = dict(Area.objects.values_list("code", "name"))
    return tuple(
        Burst(
            alarm.day,
            classes.get(alarm.key, alarm.key),
            areas.get(alarm.area, alarm.area),
            alarm.seen,
            _tenth(alarm.expected),
            alarm.limit,
            f"{alarm.p:.1e}",
            _tenth(alarm.baseline.level),
            _tenth(alarm.baseline.weekday),
            round(Decimal(alarm.baseline.share * 100), 1),
            round(Decimal(alarm.baseline.scatter), 3),
        )
        for alarm in reversed(found)
    )


def _spot(area: Area, row: Sequence[int], length: int) -> Spot:
    count, before = sum(row[-length:]), row[:-length]
    if not any(before):
        return Spot(area.code, area.name, count, None, None)
    windows = [sum(before[place : place + length]) for place in range(0, len(before), length)]
    usual = sum(windows) / len(windows)
    return Spot(area.code, area.name, count, _tenth(usual), as_many_or_more(count, windows))


def _tenth(number: float) -> Decimal:
    return round(Decimal(number), 1)
