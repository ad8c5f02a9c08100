"""Pages of the kit itself: sign of life, preferences, downloads and errors."""

from django.core.exceptions import RequestDataTooBig
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import now
from django.views.decorators.http import require_POST, require_safe

from tongban.ground.kit import files
from tongban.ground.kit.access import public, signed_in
from tongban.ground.kit.context import TEXT_SIZE_COOKIE
from tongban.ground.kit.models import StoredFile
from tongban.ground.kit.request_id import current_id

YEAR_SECONDS = 365 * 24 * 3600


@public
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok", "at": now().isoformat()})


@public
@require_POST
def text_size(request: HttpRequest) -> HttpResponse:
    back = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    response = redirect(back if is_ours else "home")
    size = "large" if request.POST.get("size") == "large" else "normal"
    response.set_cookie(
        TEXT_SIZE_COOKIE,
        size,
        max_age=YEAR_SECONDS,
        samesite="Lax",
        httponly=True,
        secure=request.is_secure(),
    )
    return response


@signed_in
@require_safe
def stored_file(request: HttpRequest, digest: str) -> HttpResponseBase:
    stored = get_object_or_404(StoredFile, digest=digest)
    if not files.may_read(request.user, stored) or not files.path_of(digest).exists():
        raise Http404
    return files.download(stored)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return render(request, "413.html", status=413)
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "500.html", {"request_id": current_id()}, status=500)
