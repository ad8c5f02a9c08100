"""The id of what is going on: of a request, or of what happens by itself. Every line of the log carries it."""

import logging
import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

LOG = logging.getLogger(__name__)
HEADER = "X-Request-ID"
REFUSED = (400, 403, 409, 413, 422, 429)
WELL_FORMED = re.compile(r"[0-9A-Za-z_-]{8,64}")
_current = ContextVar("request_id", default="")


def current_id() -> str:
    """Return the id of the request or task that this thread is at work on; nothing outside of one."""
    return _current.get()


def route_of(request: HttpRequest) -> str:
    """Return the address a request came in by, as the program writes it: cases/<reference>/accept."""
    match = request.resolver_match
    return f"{request.method} {match.route}" if match else str(request.method)


@contextmanager
def task(name: str) -> Iterator[str]:
    """Give an id to what happens by itself: duty-seal-5f2c81d0."""
    token = _current.set(f"{name}-{secrets.token_hex(4)}")
    try:
        yield _current.get()
    finally:
        _current.reset(token)


def identify_requests(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Give every request an id, that of the proxy in front where there is one, and tell it in the answer.

    It holds until this thread's next request: Django writes its line about a failure after the answer was made.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        _current.set(given := _given_by_proxy(request) or secrets.token_hex(8))
        response = get_response(request)
        if response.status_code in REFUSED:
            said = {"kind": route_of(request), "status_code": response.status_code}
            LOG.info("request refused", extra=said)
        response.headers[HEADER] = given
        return response

    return answer


def _given_by_proxy(request: HttpRequest) -> str:
    given = request.headers.get(HEADER, "") if settings.BEHIND_TLS else ""
    return given if WELL_FORMED.fullmatch(given) else ""
