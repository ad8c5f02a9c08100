"""My code: one for appointment, number, file, terminal and rating; drawn anew while the page is open."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.matters.answers import redirect_saved
from tongban.ground.people.queries import applicant_behind
from tongban.work.hall.actions import person_codes
from tongban.work.hall.queries.person_codes import uses_of

books = requires("hall.book")
SHOWN = 20


@books
@require_safe
@never_cache
def person_code(request: StaffRequest) -> HttpResponse:
    shown = {
        "applicant": applicant_behind(request.user),
        "code": person_codes.show_code(request.user, at=now()),
        "uses": uses_of(request.user)[:SHOWN],
    }
    return render(request, "portal/visit/code.html", shown)


@books
@require_POST
def stop(request: StaffRequest) -> HttpResponse:
    person_codes.stop_codes(request.user, at=now())
    said = gettext("Stopped: what was shown of your code before is of no use any more.")
    return redirect_saved(request, "visit:person-code", message=said)
