"""A month of what could not be done: counted by kind, end, cause, item and office, with what was learned and changed."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet
from django.utils.timezone import localdate

from tongban.work.obstacles.models import MonthAnalysis, Obstacle, Outcome, RuleRun, Status

ZONE = ZoneInfo(settings.TIME_ZONE)
MOST_ITEMS = 10
MONTHS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """The figures of a month; every count is one of the entries taken down in it."""

    month: date
    count: int
    by_kind: list[tuple[str, int]]
    by_source: list[tuple[str, int]]
    by_outcome: list[tuple[str, int]]
    by_barrier: list[tuple[str, int]]
    by_item: list[tuple[str, int]]
    by_unit: list[tuple[str, int]]
    answered: int
    in_time: int
    solved: int
    called_back: int
    lessons: list[tuple[str, str]] = field(default_factory=list)
    changes: list[RuleRun] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Return how the month is written."""
        return f"{self.month:%Y-%m}"

    @property
    def succeed(self) -> int:
        """Return how many of the changed rules would let the matter succeed."""
        return sum(run.would_succeed for run in self.changes)


def taken_in(month: date) -> QuerySet[Obstacle]:
    """Return the entries taken down in a month."""
    since, until = _edges(month)
    found = Obstacle.objects.filter(taken_at__gte=since, taken_at__lt=until)
    return found.exclude(status=Status.DECLINED).select_related("item", "unit", "division").order_by("pk")


def figures_of(month: date) -> MonthFigures:
    """Return the figures of a month, counted from its entries now."""
    rows = list(taken_in(month))
    answered = [each for each in rows if each.answered_at is not None]
    since, until = _edges(month)
    runs = RuleRun.objects.filter(at__gte=since, at__lt=until).select_related("obstacle", "version__item")
    return MonthFigures(
        month=month,
        count=len(rows),
        by_kind=_counted(rows, lambda each: each.get_kind_display()),
        by_source=_counted(rows, lambda each: each.get_source_display()),
        by_outcome=_counted(rows, lambda each: str(Outcome(each.outcome).label)),
        by_barrier=_counted(rows, lambda each: each.get_barrier_display()),
        by_item=_counted(rows, lambda each: each.item.name if each.item else "")[:MOST_ITEMS],
        by_unit=_counted(rows, lambda each: each.unit.name if each.unit else ""),
        answered=len(answered),
        in_time=sum(_is_in_time(each) for each in answered),
        solved=sum(each.is_solved is True for each in rows),
        called_back=sum(each.called_back_at is not None for each in rows),
        lessons=[(each.reference, each.lesson) for each in rows if each.lesson],
        changes=list(runs),
    )


def months_with_entries(today: date) -> list[date]:
    """Return the last months, the newest first."""
    found, month = [], today.replace(day=1)
    for _count in range(MONTHS_SHOWN):
        found.append(month)
        month = (
            month.replace(year=month.year - 1, month=12)
            if month.month == 1
            else month.replace(month=month.month - 1)
        )
    return found


def analyses() -> dict[date, MonthAnalysis]:
    """Return the analyses issued, by their month."""
    return {each.month: each for each in MonthAnalysis.objects.select_related("by")}


def _is_in_time(entry: Obstacle) -> bool:
    return bool(entry.answered_at and entry.due_on and localdate(entry.answered_at) <= entry.due_on)


def _counted(rows: Iterable[Obstacle], name: Callable[[Obstacle], Any]) -> list[tuple[str, int]]:
    counts = Counter(str(name(each)) for each in rows)
    return sorted(
        ((each, count) for each, count in counts.items() if each), key=lambda pair: (-pair[1], pair[0])
    )


def _edges(month: date) -> tuple[datetime, datetime]:
    after = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return datetime.combine(month, time(), ZONE), datetime.combine(after, time(), ZONE)
