"""The supervisor's board of a hall."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_safe

from tongban.ground.kit.access import StaffRequest, requires
from tongban.work.hall.queries.board import board_of
from tongban.work.hall.queries.places import hours_text, staffed_places, visible_to


@requires("hall.read")
@require_safe
def boards(request: StaffRequest) -> HttpResponse:
    """Go to the board of the first place."""
    first = staffed_places(localdate()).first()
    return redirect("hall:board", first.code) if first else redirect("hall:places")


@requires("hall.read")
@require_safe
def board(request: StaffRequest, code: str) -> HttpResponse:
    place, at = get_object_or_404(visible_to(request.user), code=code), now()
    shown = {
        "place": place,
        "places": staffed_places(localdate(at)),
        "board": board_of(place, at),
        "hours": hours_text(place, localdate(at)),
        "at": at,
    }
    return render(request, "hall/board.html", shown)
