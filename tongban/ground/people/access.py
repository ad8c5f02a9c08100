"""Who may open a page: every view says it with one of three decorators, and a guard looks for it."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, resolve_url

if TYPE_CHECKING:
    from tongban.ground.people.models import User

from tongban.ground.ledger.grants import all_permissions

LOG = logging.getLogger(__name__)

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


class StaffRequest(HttpRequest):
    """A request behind `signed_in` or `requires`: its user is a member of staff."""

    user: "User"


PUBLIC = "public"
SIGNED_IN = "signed in"


def public(view: View) -> View:
    """Open a page to everybody."""
    view.access = PUBLIC  # type: ignore[attr-defined]
    return view


def signed_in(view: View) -> View:
    """Open a page to every member of staff who has signed in."""
    return _guarded(view, SIGNED_IN, lambda user: True)


def requires(*permissions: str) -> Callable[[View], View]:
    """Open a page to who holds one of these permissions (stack the decorator to ask for several)."""
    unknown = set(permissions) - all_permissions()
    if unknown or not permissions:
        raise ValueError(f"no role grants {sorted(unknown)}; see people/roles.py")

    def decorate(view: View) -> View:
        asked = " or ".join(permissions)
        return _guarded(view, asked, lambda user: any(user.may(permission) for permission in permissions))

    return decorate


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """Send a stranger to the sign-in page and, once signed in, back to where they wanted to go."""
    address = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': request.get_full_path()})}"
    if getattr(request, "htmx", False):
        return HttpResponse(headers={"HX-Redirect": address})
    return redirect(address)


def _guarded(view: View, access: str, allows: Callable[[Any], bool]) -> View:
    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return ask_to_sign_in(request)
        if not allows(request.user):
            LOG.warning("page refused", extra={"subject": f"user:{request.user.pk}", "reason": access})
            raise PermissionDenied
        return view(request, *args, **kwargs)

    asked.access = access  # type: ignore[attr-defined]
    return asked  # type: ignore[return-value]
