"""What every page knows: the bureau, the version, the navigation and how large the text is."""

from functools import partial
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import lazy

from tongban.ground.kit.navigation import navigation_for

TEXT_SIZE_COOKIE = "text_size"


def page(request: HttpRequest) -> dict[str, Any]:
    """Return what the base page shows; the navigation is worked out only when a page draws it."""
    return {
        "bureau_name": settings.BUREAU_NAME,
        "product_version": _version(),
        "navigation": lazy(partial(navigation_for, request), list)(),
        "large_text": request.COOKIES.get(TEXT_SIZE_COOKIE) == "large",
    }


def _version() -> str:
    try:
        return version("tongban")
    except PackageNotFoundError:
        return "0.1.0"
