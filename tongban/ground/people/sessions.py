"""Sessions end after half an hour without a page and after eight hours in any case; some accounts have duties first."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tongban.ground.people.access import ask_to_sign_in
from tongban.ground.people.actions import staff
from tongban.ground.people.models import SignIn, User
from tongban.ground.people.rules import session_is_over

Answer = Callable[[HttpRequest], HttpResponseBase]

ALWAYS_OPEN = (
    "account_logout",
    "account_reauthenticate",
    "mfa_reauthenticate",
    "set_language",
    "kit:text-size",
    "healthz",
)
SECOND_FACTOR_PAGES = (
    "mfa_activate_totp",
    "mfa_index",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
)
SEEN_AGAIN_AFTER_SECONDS = 60


def expire_sessions(get_response: Answer) -> Answer:
    """Sign out whoever has been away for too long, or signed in too long ago."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if isinstance(request.user, User):
            at = timezone.now()
            started_at, seen_at = _moment(request, "started_at", at), _moment(request, "seen_at", at)
            if session_is_over(started_at, seen_at, at):
                return _ended(request, at)
            _note_seen(request, seen_at, at)
        return get_response(request)

    return answer


def require_account_duties(get_response: Answer) -> Answer:
    """Ask for a password of one's own, and for a second factor where the office requires it, before anything else."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        duty = _duty(request.user) if isinstance(request.user, User) else None
        if duty is None or request.path in _open_paths(duty):
            return get_response(request)
        if getattr(request, "htmx", False):
            return HttpResponse(headers={"HX-Redirect": reverse(duty)})
        return redirect(duty)

    return answer


def _duty(user: User) -> str | None:
    if user.must_change_password:
        return "account_change_password"
    if settings.SECOND_FACTOR_REQUIRED and not is_mfa_enabled(user):
        return "mfa_activate_totp"
    return None


def _open_paths(duty: str) -> set[str]:
    pages = (*ALWAYS_OPEN, duty, *(SECOND_FACTOR_PAGES if duty == "mfa_activate_totp" else ()))
    return {reverse(page) for page in pages}


def _moment(request: HttpRequest, key: str, at: datetime) -> datetime:
    kept: Any = request.session.get(key)
    if kept is None:
        request.session[key] = at.timestamp()
        return at
    return datetime.fromtimestamp(kept, tz=UTC)


def _note_seen(request: HttpRequest, seen_at: datetime, at: datetime) -> None:
    if (at - seen_at).total_seconds() >= SEEN_AGAIN_AFTER_SECONDS:
        request.session["seen_at"] = at.timestamp()


def _ended(request: HttpRequest, at: datetime) -> HttpResponseBase:
    staff.note_session(request.user, SignIn.Outcome.EXPIRED, at=at)  # type: ignore[arg-type]
    logout(request)
    messages.info(request, _("Your session has ended. Please sign in again."))
    return ask_to_sign_in(request)
