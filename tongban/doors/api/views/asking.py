"""What every address needs: its own applications, scopes, and words for what is not there."""

from typing import Any

from django.http import Http404
from django.utils.timezone import localdate

from tongban.doors.api.admission import JSON, ApiKey, ClientRequest, need_scope
from tongban.doors.api.problems import Problem
from tongban.doors.api.queries.items import wrong_answers
from tongban.offer.catalogue.models import ItemVersion
from tongban.work.cases.models import Case, Status
from tongban.work.cases.queries import case_of


def opens(*scopes: str, takes: str = JSON) -> dict[str, Any]:
    """Return how an address is declared: which scopes open it, and what it takes in."""
    return {"auth": ApiKey(*scopes, takes=takes), "openapi_extra": {"x-scopes": list(scopes)}}


def own(request: ClientRequest, reference: str) -> Case:
    """Return an own application, or 404: what is somebody else's is not told from what does not exist."""
    case = case_of(request.user, reference, localdate())
    if case is None or case.status == Status.DISCARDED:
        raise Http404
    return case


def own_editable(request: ClientRequest, reference: str) -> Case:
    """Return an own application to fill in: a draft with the scope of filing, a returned one with that of completing."""
    case = own(request, reference)
    need_scope(request.auth, "filing" if case.status == Status.DRAFT else "completion")
    return case


def need_answers(version: ItemVersion, answers: dict[str, Any]) -> None:
    """Refuse answers that are none to their questions, each by its path."""
    wrong = wrong_answers(version, answers)
    if wrong:
        raise Problem("invalid", errors=wrong)
