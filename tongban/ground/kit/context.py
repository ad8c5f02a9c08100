"""What every page knows: the version, the navigation and how large the text is."""

from dataclasses import dataclass
from functools import cache, partial
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from tongban.ground.kit import clock_watch
from tongban.ground.kit.navigation import drawn_for

TEXT_SIZE_COOKIE = "text_size"


@dataclass(frozen=True)
class Frame:
    """What stands around a page that strangers, applicants and staff may all open."""

    request: HttpRequest

    @property
    def template(self) -> str:
        """Return the template that such a page extends."""
        user = self.request.user
        if not user.is_authenticated:
            return "kit/public.html"
        return settings.APPLICANTS_FRAME if user.may("cases.apply") else "kit/base.html"


def page(request: HttpRequest) -> dict[str, Any]:
    """Return what the base page shows; the navigation is worked out only when a page draws it."""
    return {
        "frame": Frame(request),
        "product_version": _version(),
        "navigation": SimpleLazyObject(partial(drawn_for, request)),
        "clock_doubt": SimpleLazyObject(partial(clock_watch.doubt_for, getattr(request, "user", None))),
        "large_text": request.COOKIES.get(TEXT_SIZE_COOKIE) == "large",
    }


@cache
def _version() -> str:
    try:
        return version("tongban")
    except PackageNotFoundError:
        return "0.1.0"
