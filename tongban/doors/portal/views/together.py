"""One thing, once: what bundles there are, what one asks of an applicant, and its certificate."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from tongban.doors.portal.queries.whom import Acting, acting_as
from tongban.ground.kit.access import public
from tongban.ground.kit.calendars import calendar
from tongban.offer.bundles.models import BundleVersion, Origin
from tongban.offer.bundles.queries.graph import graph_of
from tongban.offer.bundles.queries.merge import Merged
from tongban.offer.bundles.queries.plan import Plan
from tongban.offer.bundles.queries.versions import published_versions, visible_to
from tongban.offer.licences.queries import licences_on_file


@public
@require_safe
def bundles(request: HttpRequest) -> HttpResponse:
    offered = list(published_versions())
    groups = [(label, [each for each in offered if each.origin == code]) for code, label in Origin.choices]
    return render(request, "portal/bundles.html", {"groups": [group for group in groups if group[1]]})


@public
@require_safe
def bundle(request: HttpRequest, reference: str) -> HttpResponse:
    version = get_object_or_404(published_versions(), bundle__reference=reference)
    plan = _plan(request, version)
    asked = reverse("together:certificate", args=[version.reference])
    shown = {
        "version": version,
        "plan": plan,
        "graph": graph_of(plan),
        "questions": plan.merged.questions,
        "answers": plan.answers,
        "missing": plan.merged.missing,
        "acting": acting_in(request, version),
        "certificate_url": f"{asked}?{request.GET.urlencode()}",
    }
    return render(request, "portal/bundle.html", shown)


@public
@require_safe
def certificate(request: HttpRequest, reference: str) -> HttpResponse:
    """Give out problem and certificate as plain values, for whoever runs a checker of their own."""
    found = _plan(request, get_object_or_404(visible_to(request.user), reference=reference))
    said = JsonResponse(found.as_json(), json_dumps_params={"ensure_ascii": False, "indent": 1})
    said["Content-Disposition"] = f'attachment; filename="{reference}-certificate.json"'
    return said


def acting_in(request: HttpRequest, version: BundleVersion) -> Acting:
    """Return for whom the person may apply for a bundle: only those for whom it is there."""
    return acting_as(request, localdate(), version.audience)


def _plan(request: HttpRequest, version: BundleVersion) -> Plan:
    merged, day = Merged(version), localdate()
    chosen = acting_in(request, version).chosen
    held: Any = licences_on_file(chosen, day) if chosen is not None else ()
    answers = merged.read_answers(request.GET)
    return Plan(merged, answers, begins_on=day, calendar=calendar(), licence_types=held)
