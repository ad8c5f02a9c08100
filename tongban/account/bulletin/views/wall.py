"""The wall screen: today in the bulletin's own figures, the map and the alarms; nothing on it can be clicked."""

from datetime import timedelta

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
from tongban.ground.kit.wall_bars import bars_of
from tongban.work.hotline.queries.board import AT_THIS_MOMENT, counts_of_all

WEEK = timedelta(days=6)
SHOWN_BURSTS = 5


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
