"""What every answer carries: the chosen language, a strict content policy, plain words for a refusal."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme

from tongban.ground.kit.conflicts import StaleEdit, reason_of

Answer = Callable[[HttpRequest], HttpResponseBase]

CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
PERMISSIONS_POLICY = "camera=(), microphone=(), geolocation=(), payment=(), usb=()"


class LanguageMiddleware(LocaleMiddleware):
    """Speak Chinese unless the reader chose another language here; the browser's wish does not decide."""

    def process_request(self, request: HttpRequest) -> None:
        """Set the language of this request."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, settings.LANGUAGE_CODE)
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        translation.activate(language)
        request.LANGUAGE_CODE = translation.get_language()


def security_headers(get_response: Answer) -> Answer:
    """Forbid everything a page of this house does not use, and keep signed-in pages out of caches."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_POLICY)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return answer


def redirect_for_script(get_response: Answer) -> Answer:
    """Answer an upload sent by script with the address to go to, so that the browser opens that page, once."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if request.headers.get("X-Sent-By") == "script" and response.status_code == 302:
            return HttpResponse(status=204, headers={"X-Next": response["Location"]})
        return response

    return answer


class RefusalMiddleware:
    """Answer a refused move, or an edit of what somebody else has changed meanwhile, with 409 and the reason."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Let the page answer; an address that only takes forms says so when it is opened."""
        answer = self.get_response(request)
        if isinstance(answer, HttpResponseNotAllowed) and request.method == "GET" and not answer.content:
            answer.content = render(request, "405.html").content
        return answer

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Return the refusal: a notice on top of the page for htmx, a page otherwise."""
        reason = reason_of(error)
        if reason is None:
            return None
        context = {"reason": reason, "is_stale": isinstance(error, StaleEdit), "back": _page_before(request)}
        if not getattr(request, "htmx", False):
            return render(request, "409.html", context, status=409)
        response = render(request, "kit/parts/refusal.html", context, status=409)
        response["HX-Retarget"], response["HX-Reswap"] = "#notices", "innerHTML show:#notices:top"
        return response


def _page_before(request: HttpRequest) -> str:
    before = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(before, {request.get_host()}, request.is_secure())
    return before if is_ours else "/"


def drop_nul_cookies(get_response: Answer) -> Answer:
    """Leave out cookies that hold NUL: no cookie of the house does, and the database takes none."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        for name in [name for name, value in request.COOKIES.items() if "\x00" in value]:
            del request.COOKIES[name]
        return get_response(request)

    return answer


def refuse_malformed_requests(get_response: Answer) -> Answer:
    """Answer 404 at an address with NUL, wherever in it, and 400 to a form in letters other than UTF-8."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if "\x00" in request.path:
            raise Http404
        letters = (request.content_params or {}).get("charset", "utf-8")
        if letters.lower() not in ("utf-8", "utf8"):
            raise BadRequest("a charset other than UTF-8")
        return get_response(request)

    return answer


def limit_request_size(get_response: Answer) -> Answer:
    """Refuse by its announced length what is larger than any form of the house sends; nothing of it is read."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not str(length).isdecimal() or int(length) > settings.REQUEST_MOST_BYTES:
            raise RequestDataTooBig(f"{length} bytes announced")
        return get_response(request)

    return answer
