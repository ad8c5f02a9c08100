"""How own applications stand, and what was thought of them."""

from typing import Annotated, Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Path, Query, Router
from ninja.responses import Status

from tongban.doors.api.actions import rate_own
from tongban.doors.api.admission import ApiKey, ClientRequest
from tongban.doors.api.idempotency import IdempotencyKey, do_once
from tongban.doors.api.problems import ApiProblem
from tongban.doors.api.queries import cases as told
from tongban.doors.api.shapes import Fault, results
from tongban.doors.api.shapes import cases as shapes
from tongban.doors.api.views.requirements import own_case, requires_scopes
from tongban.work.cases.papers import pdf

router = Router(tags=["status"])
Reference = Annotated[shapes.Reference, Path()]
PaperId = Annotated[shapes.Id, Path()]
PDF = {
    "description": "PDF",
    "content": {"application/pdf": {"schema": {"type": "string", "format": "binary"}}},
}


@router.get(
    "/cases",
    response=shapes.CasePage,
    summary=gettext_noop("List own applications"),
    **requires_scopes("status"),
)
def list_cases(request: ClientRequest, asked: Query[shapes.CaseQuery]) -> shapes.CasePage:
    page = told.page(request.user, localdate(), asked)
    if page is None:
        raise ApiProblem("invalid", errors=[Fault(at="cursor", detail=_("This cursor is none of yours."))])
    return page


@router.get(
    "/cases/{reference}",
    response=shapes.Case,
    summary=gettext_noop("Read an own application"),
    **requires_scopes("status"),
)
def read_case(request: ClientRequest, reference: Reference) -> shapes.Case:
    return told.whole(own_case(request, reference), localdate())


@router.get(
    "/cases/{reference}/timeline",
    response=shapes.Timeline,
    summary=gettext_noop("What happened so far"),
    **requires_scopes("status"),
)
def read_timeline(request: ClientRequest, reference: Reference) -> shapes.Timeline:
    return told.timeline(own_case(request, reference))


@router.get(
    "/cases/{reference}/papers/{paper}",
    summary=gettext_noop("Read an official paper as PDF"),
    auth=ApiKey("status"),
    openapi_extra={"x-scopes": ["status"], "responses": {200: PDF}},
)
def read_paper(request: ClientRequest, reference: Reference, paper: PaperId) -> HttpResponse:
    kept = get_object_or_404(own_case(request, reference).papers, pk=paper)
    return HttpResponse(pdf(kept.content, kept.at), content_type="application/pdf")


@router.post(
    "/cases/{reference}/rating",
    response={201: results.RatingTaken},
    summary=gettext_noop("Rate an own application that is settled"),
    tags=["ratings"],
    **requires_scopes("ratings"),
)
def rate(
    request: ClientRequest, reference: Reference, given: results.RatingGiven, key: IdempotencyKey
) -> Status[Any]:
    case = own_case(request, reference)

    def act() -> results.RatingTaken:
        rating = rate_own(case, at=now(), **given.model_dump())
        return results.RatingTaken(reference=case.reference, level=rating.level, at=rating.at)

    return do_once(request, key, given, act, 201)
