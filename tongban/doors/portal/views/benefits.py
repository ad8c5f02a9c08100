"""What enterprises are offered: the questionnaire with its reasons, a policy, and the lists granted without application."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongban.doors.portal.queries.benefits import benefits_for
from tongban.ground.kit.access import StaffRequest, public, requires
from tongban.ground.kit.throttle import limited
from tongban.ground.matters.answers import redirect_saved
from tongban.ground.people.models import User
from tongban.offer.policies import queries
from tongban.offer.policies.actions import grants


@public
@limited("benefits")
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show what fits, from the answers in the address; nothing is kept."""
    asked = benefits_for(request.user, request.GET, localdate())
    part = "portal/parts/benefits.html" if getattr(request, "htmx", False) else "portal/benefits.html"
    return render(request, part, {"asked": asked})


@public
@require_safe
def policy(request: HttpRequest, reference: str) -> HttpResponse:
    version = get_object_or_404(queries.published_versions(), policy__reference=reference)
    apart = queries.titles_of(row.other_id for row in version.exclusions.all())
    shown = {"version": version, "has_ended": not version.rule.is_in_force(localdate()), "apart": apart}
    return render(request, "portal/benefit.html", shown)


@public
@require_safe
def lists(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/grant_lists.html", {"lists": queries.announced_lists()})


@public
@require_safe
def grant_list(request: HttpRequest, reference: str) -> HttpResponse:
    """Show an announced list with the reasons; whoever acts for an enterprise on it may decline."""
    found = get_object_or_404(queries.announced_lists(), reference=reference)
    user, day = request.user, localdate()
    own = (
        set(queries.own_profiles(user, day).values_list("pk", flat=True)) if isinstance(user, User) else set()
    )
    rows = [(row, why, row.profile_id in own) for row, why in queries.rows_with_reasons(found)]
    shown = {"list": found, "rows": rows, "is_open": found.status == found.Status.ANNOUNCED}
    return render(request, "portal/grant_list.html", shown)


@requires("cases.apply")
@require_POST
def decline(request: StaffRequest, reference: str, row: int) -> HttpResponse:
    found = get_object_or_404(queries.announced_lists(), reference=reference)
    one = get_object_or_404(found.rows.all(), pk=row)
    grants.decline(one, by=request.user, at=now())
    return redirect_saved(request, "benefits:list", reference, message=_("Declined; nothing will be paid."))
