"""The citizens' first page."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from tongban.account.evaluation.queries.versions import last_published
from tongban.doors.portal.queries.home import Offer, demo_applicants, demo_staff
from tongban.doors.portal.queries.office import notices_on
from tongban.ground.kit.access import public
from tongban.offer.bundles.queries.versions import published_versions as published_bundles

NEWEST = 3


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    is_demo = settings.DEMO and not request.user.is_authenticated
    shown = {
        "offer": Offer(),
        "notices": notices_on(localdate())[:NEWEST],
        "bundles": published_bundles().exclude(origin="project"),
        "versions": last_published()[:NEWEST],
        "demo_applicants": demo_applicants() if is_demo else (),
        "demo_staff": demo_staff() if is_demo else (),
        "demo_password": settings.DEMO_PASSWORD if is_demo else "",
    }
    return render(request, "portal/home.html", shown)
