"""The bureau's wall screen: today, the districts, the year so far and what is wrong; nothing on it can be clicked."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe

from tongban.account.bulletin.queries.hot_spots import LEGEND, spots_of
from tongban.account.bulletin.queries.map_drawing import draw_map
from tongban.account.evaluation.queries.operating_figures import targets_of
from tongban.account.insight.rules import Period, year_of
from tongban.doors.desk.alarms import alarms_of
from tongban.doors.desk.figures import tiles
from tongban.doors.desk.figures.freshness import freshness_now
from tongban.doors.desk.figures.today import today_of
from tongban.doors.desk.figures.years import account_of_year
from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.wall_bars import bars_of

WEEK = timedelta(days=6)
SHOWN = (
    *("cases-filed", "decided-as-promised", "worked-days-median", "satisfaction"),
    *("hall-wait-p90", "hotline-replied-in-time", "hotline-solution"),
)
"""What is told of the year; what has a target comes first."""
SHOWN_ALARMS = 6


@requires("insight.read")
@require_safe
def wall(request: StaffRequest) -> HttpResponse:
    at = now()
    today, said = localdate(at), today_of(at)
    account = account_of_year(request.user, today.year)
    targets = targets_of(account) if account else {}
    codes = [*(code for code in targets if code not in SHOWN), *SHOWN][: len(SHOWN)]
    so_far = year_of(today.year).until(today)
    shown = {
        "at": at,
        "today": said,
        "bars": bars_of(said.week),
        "levels": LEGEND,
        "map": draw_map(spots_of(Period(today - WEEK, today))),
        "year": today.year,
        "tiles": [tiles.tile_of(code, so_far, at=at, target=targets.get(code), only={}) for code in codes],
        "alarms": alarms_of(request.user, at)[:SHOWN_ALARMS],
        "fresh": freshness_now(at),
    }
    return render(request, "figures/wall.html", shown)
