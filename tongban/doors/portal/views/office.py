"""What the office tells everybody of itself: notices, fees, where to ask."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from tongban.doors.portal.queries.office import contacts, fee_table, notices_on
from tongban.ground.kit.access import public


@public
@require_safe
def office(request: HttpRequest) -> HttpResponse:
    shown = {"notices": notices_on(localdate()), "fees": fee_table(), "contacts": contacts()}
    return render(request, "portal/office.html", shown)
