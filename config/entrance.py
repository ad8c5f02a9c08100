"""The front door: staff come to their desk, everybody else to the citizens' pages.

The two rooms are named, not imported: the tests of the kit read the addresses, and the kit stands below the doors.
"""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from tongban.ground.kit.access import public
from tongban.ground.people.models import User

DESK = "tongban.doors.desk.views.home"
PORTAL = "tongban.doors.portal.views.home.home"


@public
@require_safe
def home(request: HttpRequest) -> HttpResponseBase:
    """Show staff their desk, everybody else the search."""
    answer: HttpResponseBase = import_string(DESK if _is_staff(request) else PORTAL)(request)
    return answer


@public
@require_safe
def arrive(request: HttpRequest) -> HttpResponse:
    """Lead whoever has just signed in to what is theirs: applicants to their applications."""
    is_applicant = request.user.is_authenticated and not _is_staff(request)
    return redirect("my:cases" if is_applicant else "home")


def _is_staff(request: HttpRequest) -> bool:
    return isinstance(request.user, User) and not request.user.may("cases.apply")
