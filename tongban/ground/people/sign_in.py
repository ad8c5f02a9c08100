"""How staff sign in: by name and password, with a limit on failures and an optional second factor."""

import base64
import hashlib
import logging
from datetime import datetime
from math import ceil
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.utils import is_mfa_enabled
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from tongban.ground.people import devices
from tongban.ground.people.actions import staff
from tongban.ground.people.models import SignIn, User

LOG = logging.getLogger(__name__)


class Staff(AuthenticationBackend):
    """Who a session belongs to, read together with the department that every page names."""

    def get_user(self, user_id: int) -> User | None:
        """Return the member of staff of a session, unless the account is closed."""
        user = User.objects.select_related("department").filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None


class StaffSignIn(DefaultAccountAdapter):
    """Applicants sign up, staff do not; five failures on a name make strangers wait; the book has every session."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("The name or the password is not right."),
        "too_many_login_attempts": _("Too many failures. Please try again in 15 minutes."),
    }
    attempt: SignIn | None = None
    refusal: ValidationError | None = None

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Enter the attempt; refuse it when the name must wait, unless a known device or a second factor vouches."""
        at, username = timezone.now(), credentials.get("username", "")
        device, known = devices.known_device(request, username)
        self.attempt, until = staff.begin_attempt(username, at=at, place=device, user=known)
        if until is None:
            return
        self.refusal = ValidationError(waiting_message(until, at), code="too_many_login_attempts")
        holder = _second_factor_holder(username)
        if holder is None:
            make_password(
                credentials.get("password", "")
            )  # a refusal takes as long whether or not there is one
            raise self.refusal
        here = self.get_client_ip(request)
        self.attempt, until = staff.begin_attempt(username, at=at, place=here, user=holder)
        if until is not None:
            raise self.refusal

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Return who this is, and enter that the password was right; a name that waits is told nothing else."""
        user = super().authenticate(request, **credentials)
        if isinstance(user, User) and self.attempt is not None:
            staff.note_right_password(self.attempt, user)
        elif self.refusal is not None:
            raise self.refusal
        elif user is None:
            LOG.info("sign-in refused", extra={"reason": "name or password"})
        return user

    def post_login(self, request: HttpRequest, user: Any, **said: Any) -> HttpResponse:
        """Send on whoever has signed in, the second factor included, and know the device from now on."""
        response = super().post_login(request, user, **said)
        devices.remember_device(request, response, user)
        return response

    def login(self, request: HttpRequest, user: Any) -> None:
        """Begin a session."""
        super().login(request, user)
        at = timezone.now()
        request.session["started_at"] = request.session["seen_at"] = at.timestamp()
        staff.note_session(user, SignIn.Outcome.SIGNED_IN, at=at)

    def logout(self, request: HttpRequest) -> None:
        """End a session."""
        if isinstance(request.user, User):
            staff.note_session(request.user, SignIn.Outcome.SIGNED_OUT, at=timezone.now())
        super().logout(request)

    @transaction.atomic
    def set_password(self, user: Any, password: str) -> None:
        """Take the password that somebody chose for themselves."""
        super().set_password(user, password)
        staff.note_own_password(user, at=timezone.now())

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Return where to go after choosing a password."""
        return reverse("people:profile")


class SecondFactor(DefaultMFAAdapter):
    """The second factor's secrets are kept encrypted with the installation's key."""

    def encrypt(self, text: str) -> str:
        """Encrypt a secret for the database."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Read a secret from the database."""
        return _cipher().decrypt(encrypted_text.encode()).decode()


def _second_factor_holder(username: str) -> User | None:
    user = User.objects.filter(username__iexact=username.strip(), is_active=True).first()
    return user if user is not None and is_mfa_enabled(user) else None


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
