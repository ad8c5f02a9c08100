"""Pages that refuse and fail, for the tests of answers."""

from django.core.exceptions import SuspiciousOperation
from django.http import HttpResponse
from django.urls import path
from django.views.decorators.http import require_POST

from config.urls import handler400, handler403, handler404, handler500, urlpatterns  # noqa: F401
from tongban.ground.kit.access import public, requires, signed_in
from tongban.ground.kit.conflicts import require_unchanged
from tongban.ground.ledger import Refused


@signed_in
def refuse(request):
    raise Refused("还有 2 项错误级发现")


@signed_in
def too_late(request):
    require_unchanged("3", 4, "王晓芸")


@public
def suspicious(request):
    raise SuspiciousOperation("secret detail")


@public
def broken(request):
    raise RuntimeError("secret detail")


@requires("evaluation.sign")
def sign(request):
    return HttpResponse("signed")


@signed_in
@require_POST
def form_only(request):
    return HttpResponse("taken")


urlpatterns = [
    *urlpatterns,
    path("refuse/", refuse),
    path("too-late/", too_late),
    path("suspicious/", suspicious),
    path("broken/", broken),
    path("sign/", sign),
    path("form-only/", form_only),
]
