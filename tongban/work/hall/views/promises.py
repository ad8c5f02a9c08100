"""What promises of waits were worth."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from tongban.ground.kit.access import StaffRequest, requires
from tongban.work.hall.queries.places import visible_to
from tongban.work.hall.queries.promise_quality import SHOWN, promise_quality


@requires("hall.read")
@require_safe
def promises(request: StaffRequest, code: str) -> HttpResponse:
    place = get_object_or_404(visible_to(request.user), code=code)
    shown = {"place": place, "quality": promise_quality(place, now()), "days": SHOWN.days}
    return render(request, "hall/promises.html", shown)
