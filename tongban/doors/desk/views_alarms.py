"""A leader's page: it begins with what is wrong, then says how the year stands against its targets."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe

from tongban.account.evaluation.queries.operating_figures import targets_of
from tongban.account.insight.rules import year_of
from tongban.doors.desk.alarms import alarms_of
from tongban.doors.desk.figures import tiles
from tongban.doors.desk.figures.freshness import freshness_now
from tongban.doors.desk.figures.years import account_of_year
from tongban.doors.desk.menu import WIDE
from tongban.ground.kit.access import StaffRequest, requires

BESIDE = ("cases-filed", "decided-as-promised", "satisfaction", "hall-wait-p90", "hotline-replied-in-time")
"""What is shown of a year that has no targets."""


@requires(*WIDE)
@require_safe
def alarms(request: StaffRequest) -> HttpResponse:
    """Say what is wrong, then how the year stands."""
    at, year = now(), localdate().year
    account = account_of_year(request.user, year)
    targets = targets_of(account) if account else {}
    so_far = year_of(year).until(localdate(at))
    shown = [
        tiles.tile_of(code, so_far, at=at, target=targets.get(code), only={}) for code in (targets or BESIDE)
    ]
    order = {"red": 0, "yellow": 1, "grey": 2, "green": 3}
    board = tiles.Board([("", sorted(shown, key=lambda tile: order[tile.light]))])
    found = alarms_of(request.user, at)
    context = {"alarms": found, "board": board, "has_targets": bool(targets), "fresh": freshness_now(at)}
    return render(request, "desk/alarms.html", context | {"at": at, "year": year})
