"""Pages that change while one looks on: where their stream is, what they may reach, and the answer to who asks again."""

from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags

from tongban.ground.kit.middleware import CONTENT_POLICY


def stream_address(request: HttpRequest, topic: str, reference: str) -> str:
    """Return where a stream is: under our own address behind a proxy, else on the live server's port, if there is one."""
    if not settings.LIVE_PORT:
        return ""
    path = f"/stream/{topic}/{reference}"
    return path if settings.BEHIND_TLS else f"{_live_origin(request)}{path}"


def allow_stream(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """Let a page reach the live server where that has its own port."""
    if settings.LIVE_PORT and not settings.BEHIND_TLS:
        own = f"connect-src 'self' {_live_origin(request)}"
        answer["Content-Security-Policy"] = CONTENT_POLICY.replace("connect-src 'self'", own)
    return answer


def answer_state(request: HttpRequest, told: str) -> HttpResponse:
    """Answer with all that changes on a page, or that nothing has changed since it was asked last."""
    mark = f'"{sha256(told.encode()).hexdigest()}"'
    if mark in parse_etags(request.headers.get("If-None-Match", "")):
        return HttpResponseNotModified(headers={"ETag": mark})
    return HttpResponse(told, "application/json", headers={"ETag": mark, "Cache-Control": "no-cache"})


def _live_origin(request: HttpRequest) -> str:
    host = request.get_host()
    name = host.rpartition(":")[0] if not host.endswith("]") and ":" in host else host
    return f"{request.scheme}://{name}:{settings.LIVE_PORT}"
