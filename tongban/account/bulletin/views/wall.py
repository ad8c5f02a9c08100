"""The wall screen: today in the bulletin's own figures, the map and the alarms; nothing on it can be clicked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe

from tongban.account.bulletin.queries.content import content_of
from tongban.account.bulletin.queries.figures import PeriodFigures
from tongban.account.bulletin.queries.hot_spots import LEGEND, bursts_of, spots_of
from tongban.account.bulletin.queries.map_drawing import draw_map
from tongban.account.insight.rules import Period
from tongban.ground.kit.access import StaffRequest, requires
from tongban.work.hotline.queries.board import AT_THIS_MOMENT, counts_of_all

WEEK = timedelta(days=6)
SHOWN_BURSTS = 5

STEP, GAP, FLOOR, TALLEST, WIDE, ABOVE = 100, 18, 160, 130, 64, 8


@dataclass(frozen=True, slots=True)
class WallBar:
    """A day of the flow, as it is drawn."""

    name: str
    count: int
    x: int
    y: int
    height: int

    @property
    def middle(self) -> int:
        """Return where its texts stand."""
        return self.x + WIDE // 2

    @property
    def label_y(self) -> int:
        """Return the height at which its number stands."""
        return self.y - ABOVE


@requires("insight.read")
@require_safe
def wall(request: StaffRequest) -> HttpResponse:
    at = now()
    today = localdate(at)
    content = content_of("daily", PeriodFigures(Period(today, today), at))
    week = Period(today - WEEK, today)
    shown = {
        "at": at,
        "content": content,
        "bars": bars_of(content["days"]),
        "levels": LEGEND,
        "map": draw_map(spots_of(Period(today, today))),
        "bursts": bursts_of(week)[:SHOWN_BURSTS],
        "now": counts_of_all(AT_THIS_MOMENT, at),
    }
    return render(request, "bulletin/wall.html", shown)


def bars_of(days: Sequence[Sequence[Any]]) -> list[WallBar]:
    """Return the days as bars: the highest day reaches the top."""
    most = max((count for _, count in days), default=0) or 1
    heights = [round(count * TALLEST / most) for _, count in days]
    return [
        WallBar(name, count, place * STEP + GAP, FLOOR - height, height)
        for place, ((name, count), height) in enumerate(zip(days, heights, strict=True))
    ]
