"""One application for several items: begun, filled in, filed, followed, withdrawn."""

from typing import Annotated, Any

from django.http import Http404
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import File, Path, Router
from ninja.files import UploadedFile
from ninja.responses import Status

from tongban.doors.api.admission import MULTIPART, ClientRequest
from tongban.doors.api.idempotency import IdempotencyKey, do_once
from tongban.doors.api.problems import ApiProblem
from tongban.doors.api.queries import bundles as told
from tongban.doors.api.queries import cases
from tongban.doors.api.shapes import Fault
from tongban.doors.api.shapes import bundles as shapes
from tongban.doors.api.shapes.cases import Reason
from tongban.doors.api.uploads import hand_in_once
from tongban.doors.api.views.requirements import require_valid_answers, requires_scopes
from tongban.offer.bundles.queries.merge import Merged
from tongban.work.cases.bundles import actions
from tongban.work.cases.models import JointApplication
from tongban.work.cases.queries.needs import Incomplete

router = Router(tags=["filing"])
Reference = Annotated[shapes.BundleCode, Path()]
Place = Annotated[shapes.Place, Path()]


@router.get(
    "/joint-applications",
    response=shapes.JointList,
    summary=gettext_noop("List own joint applications"),
    tags=["status"],
    **requires_scopes("status"),
)
def list_joint(request: ClientRequest) -> shapes.JointList:
    return told.joint_list(request.user, localdate())


@router.post(
    "/joint-applications",
    response={201: shapes.Joint},
    summary=gettext_noop("Begin one application for a bundle"),
    **requires_scopes("filing"),
)
def begin_joint(request: ClientRequest, given: shapes.JointBeginning, key: IdempotencyKey) -> Status[Any]:
    def act() -> shapes.Joint:
        at = now()
        version = told.offered(given.bundle)
        if version is None:
            raise ApiProblem("invalid", errors=[Fault(at="bundle", detail=_("This bundle is not offered."))])
        applicant = cases.applicant(request.user, localdate(at), given.applicant, "")
        if applicant is None:
            said = _("The system has no authority to act for this applicant.")
            raise ApiProblem("invalid", errors=[Fault(at="applicant", detail=said)])
        require_valid_answers(Merged(version).questions, given.answers)
        by, example = request.user, version.bundle.is_example
        joint = actions.begin_joint(
            version, applicant, by=by, at=at, answers=given.answers, is_example=example
        )
        if given.form:
            actions.save_joint(joint, by=by, at=at, form=given.form)
        return told.joint(joint, localdate(at))

    return do_once(request, key, given, act, 201)


@router.get(
    "/joint-applications/{reference}",
    response=shapes.Joint,
    summary=gettext_noop("Read an own joint application"),
    tags=["status"],
    **requires_scopes("status"),
)
def read_joint(request: ClientRequest, reference: Reference) -> shapes.Joint:
    return told.joint(_own(request, reference), localdate())


@router.patch(
    "/joint-applications/{reference}",
    response=shapes.Joint,
    summary=gettext_noop("Keep answers and the one form"),
    **requires_scopes("filing"),
)
def fill_in_joint(request: ClientRequest, reference: Reference, given: shapes.JointEntries) -> shapes.Joint:
    joint = _own(request, reference)
    require_valid_answers(Merged(joint.version).questions, given.answers)
    answers = {**joint.answers, **given.answers}
    actions.save_joint(
        joint, by=request.user, at=now(), form=given.form, answers=answers, delivery=given.delivery
    )
    return told.joint(joint, localdate())


@router.post(
    "/joint-applications/{reference}/materials/{place}/files",
    response={201: shapes.Joint},
    summary=gettext_noop("Hand in a file for a material, once for all items"),
    **requires_scopes("filing", takes=MULTIPART),
)
def hand_in_joint(
    request: ClientRequest,
    reference: Reference,
    place: Place,
    key: IdempotencyKey,
    file: Annotated[UploadedFile, File()],
) -> Status[Any]:
    joint = _own(request, reference)
    material = told.material_at(joint, place, localdate())
    if material is None:
        raise Http404

    def act() -> shapes.Joint:
        actions.hand_in(joint, material, file, by=request.user, at=now())
        return told.joint(joint, localdate())

    return hand_in_once(request, key, file, act)


@router.post(
    "/joint-applications/{reference}/filing",
    response=shapes.Joint,
    summary=gettext_noop("File the joint application"),
    **requires_scopes("filing"),
)
def file_joint(request: ClientRequest, reference: Reference, key: IdempotencyKey) -> Status[Any]:
    joint = _own(request, reference)

    def act() -> shapes.Joint:
        actions.file_joint(joint, by=request.user, at=now())
        return told.joint(joint, localdate())

    try:
        return do_once(request, key, None, act)
    except Incomplete as error:
        raise ApiProblem("invalid", str(error), told.joint_faults(error.faults)) from error


@router.post(
    "/joint-applications/{reference}/withdrawal",
    response=shapes.Joint,
    summary=gettext_noop("Withdraw all parts that are not decided"),
    **requires_scopes("filing"),
)
def withdraw_joint(
    request: ClientRequest, reference: Reference, given: Reason, key: IdempotencyKey
) -> Status[Any]:
    joint = _own(request, reference)

    def act() -> shapes.Joint:
        actions.withdraw_joint(joint, by=request.user, at=now(), reason=given.reason)
        return told.joint(joint, localdate())

    return do_once(request, key, given, act)


def _own(request: ClientRequest, reference: str) -> JointApplication:
    joint = told.own_joint(request.user, reference, localdate())
    if joint is None:
        raise Http404
    return joint
