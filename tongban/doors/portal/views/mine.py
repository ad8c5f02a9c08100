"""My applications: the list, one of them, its papers."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from tongban.doors.portal.actions import OVER
from tongban.doors.portal.queries.case_status import status_text_of, steps_of, timeline_of
from tongban.doors.portal.queries.delivery import DeliveryOverview
from tongban.doors.portal.queries.hearings import hearing_statuses
from tongban.doors.portal.queries.mine import COLUMNS, OwnCaseFilters, listed_cases, waiting_cases
from tongban.doors.portal.views.case_actions import own
from tongban.doors.portal.views.drafts import draft_of
from tongban.ground.kit.access import StaffRequest, requires
from tongban.ground.kit.tables import Table
from tongban.offer.licences.models import Licence
from tongban.offer.licences.queries import visible_to as licences_visible_to
from tongban.work.cases.bundles.queries import joint_visible_to
from tongban.work.cases.elsewhere.queries import elsewhere_of
from tongban.work.cases.models import OPEN, Case, JointStatus, Paper, Status
from tongban.work.cases.papers import application_of, pdf
from tongban.work.cases.queries.explanation import explanation
from tongban.work.cases.queries.public_checks import rating_code
from tongban.work.cases.queries.visibility import visible_to
from tongban.work.ratings.queries import invitation_for

ON_A_PAGE = 20


@requires("cases.apply")
@require_safe
def cases(request: StaffRequest) -> HttpResponse:
    mine = visible_to(request.user, localdate())
    table = Table(
        request, listed_cases(mine), COLUMNS, code="cases", title=_("My applications"), filters=OwnCaseFilters,
        page_size=ON_A_PAGE, empty=_("You have not applied for anything yet."),
    )  # fmt: skip
    if table.is_export:
        return table.export()
    todo = [(each, status_text_of(each.status)) for each in waiting_cases(mine)]
    joint = joint_visible_to(request.user, localdate()).exclude(status=JointStatus.DISCARDED)
    return render(request, "portal/cases.html", {"table": table, "waiting": todo, "joint": joint})


@requires("cases.apply")
@require_safe
def case(request: StaffRequest, reference: str) -> HttpResponse:
    draft = draft_of(request, reference)
    shown = draft.case
    context = {
        "case": shown,
        "draft": draft,
        "saying": status_text_of(shown.status),
        "steps": steps_of(shown),
        "timeline": timeline_of(shown),
        "papers": shown.papers.all(),
        "sending": DeliveryOverview(shown),
        "hearings": hearing_statuses(shown, localdate()),
        "elsewhere": elsewhere_of(shown),
        "licence": _licence(request, shown),
        "may_withdraw": shown.status in OPEN,
        "may_rate": shown.status in OVER,
        "invitation": invitation_for(shown.reference) if shown.status in OVER else None,
        "rating_address": request.build_absolute_uri(reverse("rating", args=[rating_code(shown.reference)])),
        "returned": _returned(shown),
    }
    return render(request, "portal/case.html", context)


@requires("cases.apply")
@require_safe
def days(request: StaffRequest, reference: str) -> HttpResponse:
    """Explain day by day how the promised day was counted."""
    shown = own(request, reference)
    explained = explanation(shown)
    if explained is None:
        raise Http404
    return render(request, "portal/days.html", {"case": shown, "explained": explained})


@requires("cases.apply")
@require_safe
def paper(request: StaffRequest, reference: str, pk: int) -> HttpResponseBase:
    kept = get_object_or_404(own(request, reference).papers, pk=pk)
    return _as_pdf(kept.content, kept.at, as_attachment=True)


@requires("cases.apply")
@require_safe
def filed_application(request: StaffRequest, reference: str, pk: int) -> HttpResponseBase:
    """Give out the application form that was filed, as the receipt keeps it."""
    kept = get_object_or_404(own(request, reference).papers, pk=pk, content__has_key="application")
    return _as_pdf(kept.content["application"], kept.at, as_attachment=True)


@requires("cases.apply")
@require_safe
def application(request: StaffRequest, reference: str) -> HttpResponseBase:
    """Show the application form as it would be filed now."""
    case = own(request, reference)
    return _as_pdf(application_of(case), case.saved_at, as_attachment=False)


def _as_pdf(content: dict[str, Any], at: datetime, *, as_attachment: bool) -> HttpResponse:
    response = HttpResponse(pdf(content, at), content_type="application/pdf")
    named = content_disposition_header(as_attachment=as_attachment, filename=f"{content['number']}.pdf")
    response["Content-Disposition"] = named or "attachment"
    return response


def _licence(request: StaffRequest, case: Case) -> Licence | None:
    if not case.licence:
        return None
    found = licences_visible_to(request.user, localdate()).filter(case=case.reference)
    return next((each for each in found if each.reference == case.licence), None)


def _returned(case: Case) -> Paper | None:
    """Return the notice that says what is missing."""
    if case.status != Status.INCOMPLETE:
        return None
    return case.papers.filter(kind=Paper.Kind.COMPLETION).last()
