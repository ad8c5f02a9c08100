"""What speaks against the system's time, and the button that confirms it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tongban.ground.kit import clock_watch
from tongban.ground.kit.access import StaffRequest, requires


@requires(clock_watch.MAY_CONFIRM)
@require_http_methods(["GET", "HEAD", "POST"])
def doubt(request: StaffRequest) -> HttpResponse:
    at = now()
    if request.method == "POST":
        if clock_watch.confirm(by=request.user, at=at):
            messages.success(request, _("The time is confirmed. What happens by itself goes on."))
        return redirect("clock:doubt")
    return render(request, "clock/doubt.html", {"doubt": clock_watch.open_doubt(), "at": at})
