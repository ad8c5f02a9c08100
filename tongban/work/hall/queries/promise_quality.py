"""What promises of waits were worth: how many were kept, how wide they were, how far the point was off."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import mean
from typing import NamedTuple

from django.db.models import F
from django.utils.timezone import localdate, localtime

from tongban.ground.matters.counted import Counted
from tongban.work.hall.models import GivenPromise, Place
from tongban.work.hall.waiting.calibration import LENGTHS
from tongban.work.hall.waiting.model import AT_THE_TICKET

SHOWN = timedelta(days=60)


class PromiseOutcome(NamedTuple):
    """One promise and what came true; minutes."""

    line: str
    week: str
    is_first: bool
    forecast: float
    low: int
    point: int
    high: int
    waited: float

    @property
    def is_kept(self) -> bool:
        """Tell whether the wait lies in the interval."""
        return self.low <= self.waited <= self.high


@dataclass(frozen=True, slots=True)
class QualityRow:
    """Of some promises: how many were kept, their mean width, mean error of the point, mean wait."""

    name: str
    kept: Counted
    width: float
    error: float
    waited: float


def promise_quality(place: Place, at: datetime) -> dict[str, list[QualityRow]]:
    """Return the quality of the last sixty days: in all, by week, line and length."""
    found = list(_outcomes(place, at))
    first = [each for each in found if each.is_first]
    return {
        "all": [
            *_rows(first, lambda each: "first"),
            *_rows([e for e in found if not e.is_first], lambda each: "later"),
        ],
        "weeks": _rows(first, lambda each: each.week),
        "lines": _rows(first, lambda each: each.line),
        "lengths": _rows(first, _length),
    }


def _outcomes(place: Place, at: datetime) -> Iterator[PromiseOutcome]:
    """Yield the promises that rest on earlier ones, of whoever was called after them."""
    told = GivenPromise.objects.filter(
        ticket__place=place,
        ticket__day__gt=localdate(at) - SHOWN,
        ticket__first_called_at__gte=F("at"),
        rests_on__gt=0,
    )
    for each in told.select_related("ticket__group"):
        ticket, told_at = each.ticket, localtime(each.at)
        waited = (ticket.first_called_at or each.at) - each.at
        yield PromiseOutcome(
            line=f"{ticket.group.prefix} {ticket.group.name}",
            week=(told_at.date() - timedelta(days=told_at.weekday())).isoformat(),
            is_first=(each.at - ticket.taken_at).total_seconds() < AT_THE_TICKET * 60,
            forecast=each.forecast,
            low=each.low,
            point=each.point,
            high=each.high,
            waited=waited.total_seconds() / 60,
        )


def _length(outcome: PromiseOutcome) -> str:
    low, high = 0.0, 0.0
    for low, high in zip((0.0, *LENGTHS), LENGTHS, strict=False):
        if outcome.forecast < high:
            return f"{low:02.0f}–{high:.0f}"
    return f"{high:.0f}+"


def _rows(outcomes: list[PromiseOutcome], key: Callable[[PromiseOutcome], str]) -> list[QualityRow]:
    parts: defaultdict[str, list[PromiseOutcome]] = defaultdict(list)
    for each in outcomes:
        parts[key(each)].append(each)
    return [_row(name, part) for name, part in sorted(parts.items())]


def _row(name: str, part: list[PromiseOutcome]) -> QualityRow:
    return QualityRow(
        name,
        Counted(sum(each.is_kept for each in part), len(part)),
        mean(each.high - each.low for each in part),
        mean(abs(each.point - each.waited) for each in part),
        mean(each.waited for each in part),
    )
