"""What the days before a day have taught of a place: who comes when, and when its windows are usually open."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import mean

from tongban.ground.kit.calendars import calendar
from tongban.ground.ledger.memo import Memo
from tongban.work.hall import rules
from tongban.work.hall.models import Place
from tongban.work.hall.queries.entries import open_times, ticket_events
from tongban.work.hall.queries.waits import HISTORY
from tongban.work.hall.staffing.forecast import Arrivals
from tongban.work.hall.waiting.experience import HALF_HOUR
from tongban.work.hall.waiting.figures import OpenTime
from tongban.work.hall.waiting.hall_now import Openings
from tongban.work.hall.waiting.model import minute_of
from tongban.work.hall.waiting.stretches import stretches

RECENT_DAYS = 10
"""By so many days the usual hours of windows, and the error of the forecast, are told."""


@dataclass(frozen=True, slots=True)
class KnownDays:
    """What the days before a day have taught of a place; ``error`` is the forecast's mean error of a day's arrivals."""

    days: int
    arrivals: Arrivals
    error: float | None
    usual: dict[str, Openings]


KNOWN: Memo[tuple[int, date], KnownDays] = Memo("hall.known_days", 50)


def known_days(place: Place, today: date) -> KnownDays:
    """Return what the days before today have taught."""
    return KNOWN.get((place.pk, today), lambda: _learn(place, today - HISTORY, today - timedelta(days=1)))


def opened(times: Iterable[OpenTime]) -> dict[str, Openings]:
    """Return the hours of each window of a day, by its number, in minutes."""
    found: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    for window, began, ended in times:
        ends = minute_of(ended) if ended.date() == began.date() else float(rules.MIDNIGHT)
        found[window].append((minute_of(began), ends))
    return {window: merged(spans) for window, spans in found.items()}


def merged(spans: Iterable[tuple[float, float]]) -> Openings:
    """Return spans in their order, those that touch as one."""
    found: list[tuple[float, float]] = []
    for begins, ends in sorted(spans):
        if found and begins <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], ends)
        else:
            found.append((begins, ends))
    return tuple(found)


def within(hours: Openings, spans: Iterable[tuple[float, float]]) -> Openings:
    """Return the part of hours that lies within spans."""
    cut = ((max(a, begins), min(b, ends)) for a, b in hours for begins, ends in spans)
    return merged((a, b) for a, b in cut if a < b)


def _learn(place: Place, first: date, last: date) -> KnownDays:
    counts: defaultdict[date, Counter[tuple[str, int]]] = defaultdict(Counter)
    for chain in stretches(ticket_events(place, first, last)).values():
        if chain:
            began = chain[0].began
            counts[began.date()][chain[0].group, int(minute_of(began)) // HALF_HOUR * HALF_HOUR] += 1
    arrivals = Arrivals(calendar())
    errors: list[float] = []
    for day, came in sorted(counts.items()):
        if arrivals.days:
            forecast = sum(arrivals.expected(day).values())
            errors.append(abs(forecast - came.total()) / came.total())
        arrivals.learn(day, came)
    recent = errors[-RECENT_DAYS:]
    days = sorted(counts)[-RECENT_DAYS:]
    return KnownDays(len(counts), arrivals, mean(recent) if recent else None, _usual_hours(place, days))


def _usual_hours(place: Place, days: Sequence[date]) -> dict[str, Openings]:
    """Return the half-hours in which each window was open on at least half of some days."""
    if not days:
        return {}
    times: defaultdict[date, list[OpenTime]] = defaultdict(list)
    for each in open_times(place, days[0], days[-1]):
        times[each.began.date()].append(each)
    seen: Counter[tuple[str, int]] = Counter()
    for day in days:
        for window, spans in opened(times[day]).items():
            seen.update((window, half) for half in _half_hours(spans))
    found: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    for (window, half), count in seen.items():
        if 2 * count >= len(days):
            found[window].append((half, half + HALF_HOUR))
    return {window: merged(spans) for window, spans in found.items()}


def _half_hours(spans: Openings) -> Iterable[int]:
    """Yield the half-hours that are open for the greater part."""
    for half in range(0, rules.MIDNIGHT, HALF_HOUR):
        covered = sum(max(0.0, min(half + HALF_HOUR, ends) - max(half, begins)) for begins, ends in spans)
        if 2 * covered >= HALF_HOUR:
            yield half
