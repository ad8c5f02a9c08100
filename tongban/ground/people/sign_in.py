"""How staff sign in: by name and password, with a limit on failures and an optional second factor."""

import base64
import hashlib
from datetime import datetime
from math import ceil
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from tongban.ground.people import actions
from tongban.ground.people.models import SignIn, User


class Staff(AuthenticationBackend):
    """Who a session belongs to, read together with the department that every page names."""

    def get_user(self, user_id: int) -> User | None:
        """Return the member of staff of a session, unless the account is closed."""
        user = User.objects.select_related("department").filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None


class StaffSignIn(DefaultAccountAdapter):
    """Applicants sign up, staff do not; five failures on a name make it wait; every session is entered in the book."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("The name or the password is not right."),
        "too_many_login_attempts": _("Too many failures. Please try again in 15 minutes."),
    }
    attempt: SignIn | None = None

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Enter the attempt; refuse it when the name must wait."""
        at = timezone.now()
        self.attempt, until = actions.begin_attempt(credentials.get("username", ""), at=at)
        if until is not None:
            raise ValidationError(waiting_message(until, at), code="too_many_login_attempts")

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Return who this is, and enter that the password was right."""
        user = super().authenticate(request, **credentials)
        if isinstance(user, User) and self.attempt is not None:
            actions.note_right_password(self.attempt, user)
        return user

    def login(self, request: HttpRequest, user: Any) -> None:
        """Begin a session."""
        super().login(request, user)
        at = timezone.now()
        request.session["started_at"] = request.session["seen_at"] = at.timestamp()
        actions.note_session(user, SignIn.Outcome.SIGNED_IN, at=at)

    def logout(self, request: HttpRequest) -> None:
        """End a session."""
        if isinstance(request.user, User):
            actions.note_session(request.user, SignIn.Outcome.SIGNED_OUT, at=timezone.now())
        super().logout(request)

    @transaction.atomic
    def set_password(self, user: Any, password: str) -> None:
        """Take the password that somebody chose for themselves."""
        super().set_password(user, password)
        actions.note_own_password(user, at=timezone.now())

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Return where to go after choosing a password."""
        return reverse("people:profile")


class SecondFactor(DefaultMFAAdapter):
    """The second factor's secrets are kept encrypted with the installation's key."""

    def get_totp_issuer(self) -> str:
        """Return the name that the phone shows."""
        return str(settings.BUREAU_NAME)

    def encrypt(self, text: str) -> str:
        """Encrypt a secret for the database."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Read a secret from the database."""
        return _cipher().decrypt(encrypted_text.encode()).decode()


def waiting_message(until: datetime, at: datetime) -> str:
    """Say how long a name must wait."""
    minutes = max(ceil((until - at).total_seconds() / 60), 1)
    said = ngettext(
        "Too many failures with this name. Please try again in %(minutes)d minute.",
        "Too many failures with this name. Please try again in %(minutes)d minutes.",
        minutes,
    )
    return said % {"minutes": minutes}


def _cipher() -> Fernet:
    key = hashlib.sha256(f"second factor:{settings.SECRET_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
