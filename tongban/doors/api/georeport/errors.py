"""Every error in the specification's own form: a code, which is the HTTP status, and a description."""

import logging
from collections.abc import Callable, Collection
from functools import wraps
from typing import Any

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from tongban.doors.api.georeport.formats import answer
from tongban.ground.kit.access import public
from tongban.ground.kit.request_id import route_of
from tongban.ground.ledger import Refused

LOG = logging.getLogger(__name__)
View = Callable[..., HttpResponse]


class GeoReportError(Exception):
    """What is wrong with a request, and the HTTP status that says so."""

    def __init__(self, status: int, description: Any, **headers: str) -> None:
        super().__init__(str(description))
        self.code, self.description, self.headers = status, description, headers


def geo_report(*methods: str) -> Callable[[View], View]:
    """Answer these methods, and whatever goes wrong in the form of the specification."""

    def decorate(view: View) -> View:
        @public
        @csrf_exempt
        @wraps(view)
        def answered(request: HttpRequest, form: str = "", **given: Any) -> HttpResponse:
            form = form or ("json" if request.path.endswith(".json") else "xml")
            try:
                _need_method(request, methods)
                return view(request, form, **given)
            except Exception as error:
                return _told(request, form, error)

        return answered

    return decorate


def _need_method(request: HttpRequest, methods: Collection[str]) -> None:
    if request.method not in methods:
        allowed = ", ".join(methods)
        raise GeoReportError(405, _("This address takes %(methods)s.") % {"methods": allowed}, Allow=allowed)


def _told(request: HttpRequest, form: str, error: Exception) -> HttpResponse:
    found = _error_of(error)
    if found is None:
        LOG.error("GeoReport failed", extra={"kind": route_of(request)}, exc_info=error)
        found = GeoReportError(500, _("The error was noted. Nothing was changed; please try again later."))
    said = [{"code": found.code, "description": str(found.description)}]
    told = answer("errors", said, form, found.code)
    for name, value in {"Cache-Control": "no-store", **found.headers}.items():
        told[name.replace("_", "-")] = value
    return told


def _error_of(error: Exception) -> GeoReportError | None:
    if isinstance(error, GeoReportError):
        return error
    if isinstance(error, Refused):
        return GeoReportError(400, error)
    if isinstance(error, Http404):
        return GeoReportError(404, _("There is nothing at this address."))
    if isinstance(error, RequestDataTooBig):
        return GeoReportError(413, _("The request is too large."))
    if isinstance(error, BadRequest | SuspiciousOperation | UnreadablePostError):
        return GeoReportError(400, _("The request cannot be read."))
    return None
