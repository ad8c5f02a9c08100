"""What every operation requires: scopes, one's own application, answers that fit."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404
from django.utils.timezone import localdate

from tongban.doors.api.admission import JSON, ApiKey, ClientRequest, require_scope
from tongban.doors.api.problems import ApiProblem
from tongban.doors.api.queries.items import Asked, wrong_answers
from tongban.work.cases.models import Case, Status
from tongban.work.cases.queries.visibility import case_of


def requires_scopes(*scopes: str, takes: str = JSON) -> dict[str, Any]:
    """Return how an address is declared: which scopes open it, and what it takes in."""
    return {"auth": ApiKey(*scopes, takes=takes), "openapi_extra": {"x-scopes": list(scopes)}}


def own_case(request: ClientRequest, reference: str) -> Case:
    """Return one's own application, or 404: somebody else's looks the same as one that does not exist."""
    case = case_of(request.user, reference, localdate())
    if case is None or case.status == Status.DISCARDED:
        raise Http404
    return case


def own_editable_case(request: ClientRequest, reference: str) -> Case:
    """Return an own application to fill in: a draft with the scope of filing, a returned one with that of completing."""
    case = own_case(request, reference)
    require_scope(request.auth, "filing" if case.status == Status.DRAFT else "completion")
    return case


def require_valid_answers(questions: Iterable[Asked], answers: dict[str, Any]) -> None:
    """Refuse answers that do not fit their questions, each with its path."""
    wrong = wrong_answers(questions, answers)
    if wrong:
        raise ApiProblem("invalid", errors=wrong)
