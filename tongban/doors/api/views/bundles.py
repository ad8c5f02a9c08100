"""Bundles: what there is, what one asks, and what it means for an applicant."""

from typing import Annotated

from django.http import Http404
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Path, Router

from tongban.doors.api.admission import ClientRequest
from tongban.doors.api.problems import ApiProblem
from tongban.doors.api.queries import bundles as told
from tongban.doors.api.queries import cases
from tongban.doors.api.shapes import Fault
from tongban.doors.api.shapes import bundles as shapes
from tongban.doors.api.views.requirements import require_valid_answers, requires_scopes
from tongban.offer.bundles.models import BundleVersion
from tongban.offer.bundles.queries.merge import Merged

router = Router(tags=["catalogue"])
Reference = Annotated[shapes.BundleCode, Path()]


@router.get(
    "/bundles",
    response=shapes.BundleList,
    summary=gettext_noop("List what is applied for as one thing"),
    **requires_scopes("catalogue"),
)
def list_bundles(request: ClientRequest) -> shapes.BundleList:
    return told.bundle_list()


@router.get(
    "/bundles/{reference}",
    response=shapes.Bundle,
    summary=gettext_noop("Read a bundle with its questions"),
    **requires_scopes("catalogue"),
)
def read_bundle(request: ClientRequest, reference: Reference) -> shapes.Bundle:
    return told.bundle(_offered(reference))


@router.post(
    "/bundles/{reference}/plan",
    response=shapes.PlanShown,
    summary=gettext_noop("Answer the questions, get materials, days and fee with their certificate"),
    **requires_scopes("catalogue"),
)
def ask_plan(request: ClientRequest, reference: Reference, given: shapes.PlanAsked) -> shapes.PlanShown:
    version = _offered(reference)
    require_valid_answers(Merged(version).questions, given.answers)
    applicant = None
    if given.applicant is not None:
        applicant = cases.applicant(request.user, localdate(), given.applicant, "")
        if applicant is None:
            said = _("The system has no authority to act for this applicant.")
            raise ApiProblem("invalid", errors=[Fault(at="applicant", detail=said)])
    return told.plan(version, given.answers, applicant, localdate())


def _offered(reference: str) -> BundleVersion:
    version = told.offered(reference)
    if version is None:
        raise Http404
    return version
