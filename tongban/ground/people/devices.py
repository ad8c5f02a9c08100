"""From which devices somebody has signed in: a signed cookie, so that strangers' wrong passwords shut nobody out.

The failures of a known device are counted by themselves; those of strangers make only strangers wait. A device is
known for one name and one password: who chose a new password signs in anew.
"""

import secrets
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

from tongban.ground.people.models import User, name_digest

COOKIE = "known_device"
SALT = "people.known-device"
KEPT = timedelta(days=180)
MOST_NAMES = 8
"""How many people a shared device remembers, the latest ones."""


def known_device(request: HttpRequest, username: str) -> tuple[str, User | None]:
    """Return the code of this device and who has signed in from it by that name with today's password, or neither."""
    pk, device, password = _read(request).get(name_digest(username), (0, "", ""))
    user = User.objects.filter(pk=pk).first() if device else None
    return (device, user) if user and constant_time_compare(password, _password_mark(user)) else ("", None)


def remember_device(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """Note that somebody has signed in from this device in full."""
    devices = _read(request)
    name = name_digest(user.username)
    devices.pop(name, None)
    latest = [*devices.items(), (name, (user.pk, secrets.token_urlsafe(12), _password_mark(user)))]
    response.set_cookie(
        COOKIE,
        signing.dumps(dict(latest[-MOST_NAMES:]), salt=SALT, compress=True),
        max_age=KEPT,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def _read(request: HttpRequest) -> dict[str, Any]:
    try:
        return dict(signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=KEPT))
    except signing.BadSignature:
        return {}


def _password_mark(user: User) -> str:
    return salted_hmac(SALT, user.password, algorithm="sha256").hexdigest()[:32]
