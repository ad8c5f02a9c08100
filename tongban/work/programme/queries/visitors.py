"""A visitor of the public page: a signed cookie that names nobody, and the digest of it that is kept."""

import secrets
from datetime import timedelta
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.utils.crypto import salted_hmac

COOKIE = "programme_visitor"
KEPT_FOR = timedelta(days=180)
SALT = "programme.visitor"


def new_cookie() -> str:
    """Return a cookie for a visitor who has none."""
    return Signer(salt=SALT).sign(secrets.token_urlsafe(12))


def visitor_of(cookie: str) -> UUID | None:
    """Return the digest of a visitor's cookie; nothing where the house did not sign it."""
    try:
        given = Signer(salt=SALT).unsign(cookie)
    except BadSignature:
        return None
    return UUID(bytes=salted_hmac(SALT, given, algorithm="sha256").digest()[:16])
