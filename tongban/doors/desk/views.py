"""The first page: a welcome for the public, the work list for staff."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from tongban.account.evaluation.queries.versions import last_published
from tongban.doors.desk import queries
from tongban.ground.kit.access import public
from tongban.ground.people.models import User

NEWEST = 6


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    if not isinstance(request.user, User):
        return _welcome(request)
    if not any(map(request.user.may, ("account.read", "account.read_all", "account.review"))):
        return redirect("staff:list" if request.user.may("people.manage") else "people:profile")
    work = queries.work_of(request.user, localdate())
    return render(request, "desk/work.html", {"work": work, "today": localdate()})


def _welcome(request: HttpRequest) -> HttpResponse:
    shown = {
        "versions": last_published()[:NEWEST],
        "demo_staff": queries.demo_staff() if settings.DEMO else (),
        "demo_password": settings.DEMO_PASSWORD if settings.DEMO else "",
    }
    return render(request, "desk/welcome.html", shown)
