"""Every error as RFC 9457 has it: a kind with a title, the status, what is wrong here, and where."""

import logging
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any

from django.core.exceptions import (
    BadRequest,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    ValidationError,
)
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja.errors import HttpError
from ninja.errors import ValidationError as Misshapen

from tongban.doors.api.queries.cases import faults_by_path
from tongban.doors.api.shapes import Fault
from tongban.ground.kit.constraints import reason_of_integrity
from tongban.ground.kit.fonts import PrintError
from tongban.ground.kit.request_id import route_of
from tongban.ground.ledger import Refused
from tongban.ground.ledger.keys import KeyMissing
from tongban.work.cases.queries.needs import Incomplete

MEDIA_TYPE = "application/problem+json"
OURS = "/api/"
TYPES = "/api/v1/docs#problem-"
KINDS: dict[str, tuple[int, str | Promise]] = {
    "unreadable": (400, gettext_lazy("The request cannot be read")),
    "no-key": (401, gettext_lazy("A valid key is needed")),
    "scope": (403, gettext_lazy("The key does not open this")),
    "unknown": (404, gettext_lazy("There is nothing of yours at this address")),
    "method": (405, gettext_lazy("This cannot be done at this address")),
    "refused": (409, gettext_lazy("This cannot be done now")),
    "too-large": (413, gettext_lazy("The request is too large")),
    "media-type": (415, gettext_lazy("The content is of another kind than asked for")),
    "invalid": (422, gettext_lazy("Entries are missing or wrong")),
    "key-reused": (422, gettext_lazy("The idempotency key was used for another request")),
    "too-often": (429, gettext_lazy("Too many requests")),
    "failed": (500, gettext_lazy("Something went wrong here")),
}
BY_STATUS = {400: "unreadable", 401: "no-key", 403: "scope", 404: "unknown", 405: "method", 429: "too-often"}
WORDS: dict[str, str | Promise] = {
    "missing": gettext_lazy("Please fill in."),
    "extra_forbidden": gettext_lazy("This is not asked for."),
}
LOG = logging.getLogger(__name__)


class ApiProblem(Exception):
    """What went wrong, of which kind, and where."""

    def __init__(
        self,
        kind: str,
        detail: str | Promise = "",
        errors: Sequence[Fault] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(kind)
        self.kind, self.detail, self.errors, self.headers = kind, detail, errors, dict(headers or {})


def answer(problem: ApiProblem) -> HttpResponse:
    """Return a problem as an answer."""
    status, title = KINDS[problem.kind]
    said: dict[str, Any] = {"type": TYPES + problem.kind, "title": str(title), "status": status}
    if problem.detail:
        said["detail"] = str(problem.detail)
    if problem.errors:
        said["errors"] = [fault.model_dump() for fault in problem.errors]
    return JsonResponse(
        said,
        status=status,
        content_type=MEDIA_TYPE,
        headers={"Cache-Control": "no-store", **problem.headers},
        json_dumps_params={"ensure_ascii": False},
    )


def answer_to(request: HttpRequest, error: Exception) -> HttpResponse:
    """Return the answer to whatever went wrong; what is not foreseen is logged here and told to nobody."""
    problem = _problem_of(error)
    if problem is None:
        LOG.error("the API failed", extra={"kind": route_of(request)}, exc_info=error)
        problem = ApiProblem("failed", _("The error was noted. Nothing was changed; please try again later."))
    return answer(problem)


def or_problem(page: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer a system with a problem where a person gets a page: what fails before the API is reached."""

    @wraps(page)
    def answered(request: HttpRequest, *errors: Exception, **named: Exception) -> HttpResponse:
        if not request.path.startswith(OURS):
            return page(request, *errors, **named)
        given = [*errors, *named.values()]
        return answer_to(request, given[0]) if given else answer(ApiProblem("failed"))

    return answered


def _problem_of(error: Exception) -> ApiProblem | None:
    if isinstance(error, ApiProblem):
        return error
    if isinstance(error, Incomplete):
        return ApiProblem("invalid", str(error), faults_by_path(error.faults))
    if isinstance(error, Refused | PrintError | KeyMissing):
        return ApiProblem("refused", str(error))
    if isinstance(error, Misshapen):
        return ApiProblem("invalid", errors=[_misshapen(each) for each in error.errors])
    if isinstance(error, IntegrityError) and (reason := reason_of_integrity(error)):
        return ApiProblem("refused", reason)
    if isinstance(error, ValidationError):
        return ApiProblem("invalid", errors=[Fault(at="", detail=each) for each in error.messages])
    if isinstance(error, HttpError):
        return ApiProblem(BY_STATUS.get(error.status_code, "unreadable"))
    found = {
        Http404: "unknown",
        PermissionDenied: "scope",
        RequestDataTooBig: "too-large",
        SuspiciousOperation: "unreadable",
        BadRequest: "unreadable",
        MultiPartParserError: "unreadable",
        UnreadablePostError: "unreadable",
    }
    return next((ApiProblem(kind) for known, kind in found.items() if isinstance(error, known)), None)


def _misshapen(error: Mapping[str, Any]) -> Fault:
    """Return a fault by its path without the names of our own variables: body/given/applicant is applicant."""
    place = [str(part) for part in error["loc"]]
    inner = place[2:] if place[0] in ("body", "query") and len(place) > 2 else place[1:]
    said = WORDS.get(error["type"], _("Not of the kind asked for."))
    return Fault(
        at="/".join(inner), detail=str(said) if error["type"] in WORDS else f"{said} ({error['msg']})"
    )
