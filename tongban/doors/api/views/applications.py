"""Beginning, filling in, filing, completing and withdrawing an application for an applicant."""

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
from tongban.doors.api.queries import cases as told
from tongban.doors.api.queries.items import offered
from tongban.doors.api.shapes import Fault
from tongban.doors.api.shapes import cases as shapes
from tongban.doors.api.uploads import hand_in_once
from tongban.doors.api.views.requirements import (
    own_case,
    own_editable_case,
    require_valid_answers,
    requires_scopes,
)
from tongban.ground.ledger import Refused
from tongban.offer.licences.queries import licences_on_file
from tongban.work.cases.actions import applications, materials
from tongban.work.cases.models import Case, CaseMaterial

router = Router(tags=["filing"])
Reference = Annotated[shapes.Reference, Path()]
MaterialId = Annotated[shapes.Id, Path()]
WAYS = {"promise": materials.promise, "ask": materials.ask_issuer, "later": materials.follow_later}
FILLING = requires_scopes("filing", "completion")


@router.get(
    "/applicants",
    response=list[shapes.ApplicantBrief],
    summary=gettext_noop("For whom the system may act"),
    **requires_scopes("filing"),
)
def list_applicants(request: ClientRequest) -> list[shapes.ApplicantBrief]:
    return told.applicants(request.user, localdate())


@router.post(
    "/cases",
    response={201: shapes.Case},
    summary=gettext_noop("Begin an application"),
    **requires_scopes("filing"),
)
def begin(request: ClientRequest, given: shapes.Beginning, key: IdempotencyKey) -> Status[Any]:
    def act() -> shapes.Case:
        at = now()
        version = offered(given.item)
        if version is None:
            raise ApiProblem("invalid", errors=[Fault(at="item", detail=_("This item is not offered."))])
        applicant = told.applicant(request.user, localdate(at), given.applicant, given.item)
        if applicant is None:
            said = _("The system has no authority to act for this applicant.")
            raise ApiProblem("invalid", errors=[Fault(at="applicant", detail=said)])
        require_valid_answers(version.situations.all(), given.answers)
        by, answers = request.user, given.answers
        example = version.item.is_example
        case = applications.begin(version, applicant, by=by, at=at, answers=answers, is_example=example)
        if given.form:
            applications.save_form(case, by=by, at=at, form=given.form)
        return told.whole(case, localdate(at))

    return do_once(request, key, given, act, 201)


@router.patch(
    "/cases/{reference}", response=shapes.Case, summary=gettext_noop("Keep answers and form"), **FILLING
)
def fill_in(request: ClientRequest, reference: Reference, given: shapes.Entries) -> shapes.Case:
    case, at = own_editable_case(request, reference), now()
    require_valid_answers(case.version.situations.all(), given.answers)
    applications.save_form(case, by=request.user, at=at, form=given.form, answers=given.answers)
    return told.whole(case, localdate(at))


@router.post(
    "/cases/{reference}/materials/{material}/files",
    response={201: shapes.Case},
    summary=gettext_noop("Hand in a file for a material"),
    **requires_scopes("filing", "completion", takes=MULTIPART),
)
def hand_in(
    request: ClientRequest,
    reference: Reference,
    material: MaterialId,
    key: IdempotencyKey,
    file: Annotated[UploadedFile, File()],
) -> Status[Any]:
    case = own_editable_case(request, reference)
    entry = _entry(case, material)

    def act() -> shapes.Case:
        at = now()
        materials.attach(case, entry.material, file, by=request.user, at=at)
        return told.whole(case, localdate(at))

    return hand_in_once(request, key, file, act)


@router.post(
    "/cases/{reference}/materials/{material}/way",
    response=shapes.Case,
    summary=gettext_noop("Choose a way of not submitting a material"),
    **FILLING,
)
def choose_way(
    request: ClientRequest,
    reference: Reference,
    material: MaterialId,
    given: shapes.WayGiven,
    key: IdempotencyKey,
) -> Status[Any]:
    case = own_editable_case(request, reference)
    entry = _entry(case, material)

    def act() -> shapes.Case:
        at = now()
        if given.way == "licence":
            _use_licence(request, case, entry, consent=given.consent)
        else:
            WAYS[given.way](case, entry.material, by=request.user, at=at)
        return told.whole(case, localdate(at))

    return do_once(request, key, given, act)


@router.post(
    "/cases/{reference}/carry-over",
    response=shapes.Case,
    summary=gettext_noop("Carry a draft over to the version that applies now"),
    **requires_scopes("filing"),
)
def carry_over(request: ClientRequest, reference: Reference, key: IdempotencyKey) -> Status[Any]:
    return _done(request, reference, key, applications.carry_over)


@router.post(
    "/cases/{reference}/filing",
    response=shapes.Case,
    summary=gettext_noop("File the draft"),
    **requires_scopes("filing"),
)
def file_case(request: ClientRequest, reference: Reference, key: IdempotencyKey) -> Status[Any]:
    return _done(request, reference, key, applications.file)


@router.post(
    "/cases/{reference}/completion",
    response=shapes.Case,
    summary=gettext_noop("Hand in what was missing"),
    **requires_scopes("completion"),
)
def complete(request: ClientRequest, reference: Reference, key: IdempotencyKey) -> Status[Any]:
    return _done(request, reference, key, applications.complete)


@router.post(
    "/cases/{reference}/withdrawal",
    response=shapes.Case,
    summary=gettext_noop("Withdraw before the decision"),
    **requires_scopes("filing"),
)
def withdraw(
    request: ClientRequest, reference: Reference, given: shapes.Reason, key: IdempotencyKey
) -> Status[Any]:
    return _done(request, reference, key, applications.withdraw, given, reason=given.reason)


def _done(
    request: ClientRequest, reference: str, key: str, act: Any, given: Any = None, **more: Any
) -> Status[Any]:
    """Do one act on an own application and answer with how it stands after it."""
    case = own_case(request, reference)

    def acted() -> shapes.Case:
        at = now()
        act(case, by=request.user, at=at, **more)
        return told.whole(case, localdate(at))

    return do_once(request, key, given, acted)


def _entry(case: Case, material: int) -> CaseMaterial:
    entry = told.material_of(case, material)
    if entry is None:
        raise Http404
    return entry


def _use_licence(request: ClientRequest, case: Case, entry: CaseMaterial, *, consent: bool) -> None:
    at = now()
    if not consent:
        said = _(
            "Without the holder's consent nobody looks at a licence: send consent true when it was given."
        )
        raise ApiProblem("invalid", errors=[Fault(at="consent", detail=said)])
    licence = licences_on_file(case.applicant, localdate(at)).get(entry.material.licence_type_id or 0)
    if licence is None:
        raise Refused(_("No valid licence on file can stand for this material. Please submit it."))
    materials.use_licence(case, entry.material, licence, consented_at=at, by=request.user, at=at)
