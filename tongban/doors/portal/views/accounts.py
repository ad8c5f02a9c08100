"""The public pages: published accounts, one account, its papers, and how its versions differ."""

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from tongban.account.budget.models import Validity
from tongban.account.evaluation.models import Version
from tongban.account.evaluation.queries.versions import (
    compare,
    extension_of,
    last_published,
    published_of,
    superseding,
)
from tongban.doors.portal.queries.accounts import PublishedReport, published_reports, report_between
from tongban.ground.kit import files
from tongban.ground.kit.access import public
from tongban.ground.kit.context import TEXT_SIZE_COOKIE

ON_A_PAGE = 20
A_YEAR = "public, max-age=31536000, immutable"


@public
@require_safe
def accounts(request: HttpRequest) -> HttpResponse:
    page = Paginator(last_published(), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "portal/accounts.html", {"page": page, "accounts": published_reports(list(page))})


def _kept(request: HttpRequest, mark: str, answer: Callable[[], HttpResponse]) -> HttpResponseBase:
    """Answer, or say that the browser's copy still holds: a published version never changes."""
    seen = (
        mark,
        request.LANGUAGE_CODE,
        request.COOKIES.get(TEXT_SIZE_COOKIE, ""),
        str(request.user.pk or ""),
    )
    etag = quote_etag("-".join(seen))
    unchanged = get_conditional_response(request, etag=etag)
    response = unchanged if isinstance(unchanged, HttpResponseNotModified) else answer()
    response["ETag"], response["Cache-Control"] = etag, "private, no-cache"
    patch_vary_headers(response, ["Cookie"])
    return response


def _versions(reference: str) -> list[Version]:
    versions = list(published_of(reference))
    if not versions:
        raise Http404
    return versions


@public
@require_safe
def account(request: HttpRequest, reference: str, number: int = 0) -> HttpResponseBase:
    versions = _versions(reference)
    shown = next((each for each in versions if number in (0, each.number)), None)
    if shown is None:
        raise Http404
    mark = f"{shown.digest}.{versions[0].number}.{shown.evaluation.budget.validity}"
    return _kept(request, mark, lambda: _account(request, shown, versions))


def _account(request: HttpRequest, version: Version, versions: list[Version]) -> HttpResponse:
    context: dict[str, Any] = {
        "account": PublishedReport(version),
        "version": version,
        "versions": versions,
        "evaluation": version.evaluation,
        "is_newest": version == versions[0],
        "is_counted": version == versions[0] and version.evaluation.budget.validity == Validity.VALID,
        "superseded_by": superseding(version),
    }
    return render(request, "portal/account.html", context)


@public
@require_safe
def paper(request: HttpRequest, reference: str, number: int, extension: str) -> HttpResponseBase:
    version = get_object_or_404(published_of(reference), number=number)
    stored = next((each for each in version.papers.all() if extension_of(each) == extension), None)
    if stored is None or not files.path_of(stored.digest).exists():
        raise Http404
    response = files.download(stored)
    response["Cache-Control"], response["ETag"] = A_YEAR, quote_etag(stored.digest)
    return response


@public
@require_safe
def differences(request: HttpRequest, reference: str, before: int, after: int) -> HttpResponseBase:
    versions = {version.number: version for version in _versions(reference)}
    if before not in versions or after not in versions:
        raise Http404
    old, new = versions[before], versions[after]
    return _kept(request, f"{old.digest}.{new.digest}", lambda: _differences(request, old, new))


def _differences(request: HttpRequest, old: Version, new: Version) -> HttpResponse:
    context = {
        "comparison": compare(*report_between(old, new)),
        "before": old,
        "after": new,
        "evaluation": new.evaluation,
    }
    return render(request, "portal/differences.html", context)
