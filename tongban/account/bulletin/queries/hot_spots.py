"""Hot spots: the orders of each district against its usual, and the bursts with the statistics behind each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from tongban.account.insight.rules import Period
from tongban.work.hotline.models import Area, BurstAlarm
from tongban.work.hotline.queries.area_counts import daily_counts, orders_by_area
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


def spots_of(period: Period, *, demand_class: str = "") -> list[Spot]:
    """Return every district with its orders in a period, all classes or one with those under it."""
    length = period.days
    first = period.first - timedelta(days=WINDOWS * length)
    counted = orders_by_area(daily_counts(first, period.last, demand_class=demand_class))
    return [
        _spot(area, counted.get(area.code, [0] * ((WINDOWS + 1) * length)), length)
        for area in Area.objects.order_by("code")
    ]


def bursts_of(period: Period) -> list[BurstAlarm]:
    """Return the alarms that the hotline raised for the days of a period, the newest first, with what each rests on."""
    alarms = BurstAlarm.objects.filter(day__range=(period.first, period.last))
    return list(alarms.select_related("demand_class", "area").order_by("-day", "p", "pk"))


def _spot(area: Area, row: Sequence[int], length: int) -> Spot:
    count, before = sum(row[-length:]), row[:-length]
    if not any(before):
        return Spot(area.code, area.name, count, None, None)
    windows = [sum(before[place : place + length]) for place in range(0, len(before), length)]
    usual = sum(windows) / len(windows)
    return Spot(area.code, area.name, count, _tenth(usual), as_many_or_more(count, windows))


def _tenth(number: float) -> Decimal:
    return round(Decimal(number), 1)
