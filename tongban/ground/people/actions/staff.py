"""What is done to people: employed, given roles, disabled; and the book of who signed in."""

import logging
import secrets
from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.law import cite
from tongban.ground.ledger import Refused, record
from tongban.ground.people import rules
from tongban.ground.people.models import Department, SignIn, User, name_digest
from tongban.ground.people.roles import APPLICANT, ROLES

LOG = logging.getLogger(__name__)

BASIS = cite("gbt-22239")
LETTERS_TOLD_APART = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
PASSWORD_LENGTH = 14


def subject_of(user: User) -> str:
    """Return how the ledger names a member of staff."""
    return f"user:{user.pk}"


@transaction.atomic
def employ(
    username: str,
    display_name: str,
    department: Department | None,
    roles: Collection[str],
    *,
    by: User | None,
    at: datetime,
    password: str = "",
) -> tuple[User, str]:
    """Let somebody in; return them and the first password, which they must change."""
    first = password or _first_password()
    user = User.objects.create(
        username=username,
        display_name=display_name,
        department=department,
        password=make_password(first),
        must_change_password=not password,
    )
    record(subject_of(user), "employ", by=by, at=at, basis=BASIS, after=_standing(user))
    set_roles(user, roles, by=by, at=at)
    return user, first


@transaction.atomic
def set_roles(user: User, roles: Collection[str], *, by: User | None, at: datetime) -> None:
    """Give somebody these roles from today and end the others."""
    _refuse_own(user, by)
    unknown = set(roles) - (set(ROLES) - {APPLICANT})
    if unknown:
        raise Refused(_("There is no role %(role)s.") % {"role": ", ".join(sorted(unknown))})
    user = _locked(user)
    day = localdate(at)
    before = user.roles_on(day)
    if before == set(roles):
        return
    _end(user, before - set(roles), day)
    for role in sorted(set(roles) - before):
        user.assignments.update_or_create(role=role, until=None, defaults={"since": day})
    record(
        subject_of(user),
        "set_roles",
        by=by,
        at=at,
        basis=BASIS,
        before=", ".join(sorted(before)),
        after=", ".join(sorted(roles)),
    )


@transaction.atomic
def transfer(user: User, department: Department | None, *, by: User | None, at: datetime) -> None:
    """Move somebody to another department."""
    user = _locked(user)
    before = _standing(user)
    user.department = department
    user.save(update_fields=["department"])
    record(subject_of(user), "transfer", by=by, at=at, basis=BASIS, before=before, after=_standing(user))


@transaction.atomic
def place(
    user: User, department: Department | None, roles: Collection[str], *, by: User | None, at: datetime
) -> None:
    """Set where somebody works and what they may do, entering only what changes."""
    if user.department != department:
        transfer(user, department, by=by, at=at)
    if user.roles_on(localdate(at)) != set(roles):
        set_roles(user, roles, by=by, at=at)


@transaction.atomic
def set_active(user: User, active: bool, *, by: User | None, at: datetime) -> None:
    """Shut somebody out, or let them in again; whoever is shut out is signed out at the next page."""
    _refuse_own(user, by)
    user = _locked(user)
    if user.is_active == active:
        return
    user.is_active = active
    user.save(update_fields=["is_active"])
    record(subject_of(user), "enable" if active else "disable", by=by, at=at, basis=BASIS)


@transaction.atomic
def reset_password(user: User, *, by: User | None, at: datetime) -> str:
    """Give somebody a new first password, which ends their sessions and must be changed; return it once."""
    user = _locked(user)
    first = _first_password()
    user.password, user.must_change_password = make_password(first), True
    user.save(update_fields=["password", "must_change_password"])
    record(subject_of(user), "reset_password", by=by, at=at, basis=BASIS)
    return first


@transaction.atomic
def remove_second_factor(user: User, *, by: User, at: datetime) -> None:
    """Take away a lost second factor, so that its owner can set up a new one."""
    from allauth.mfa.models import Authenticator

    _refuse_own(user, by)
    Authenticator.objects.filter(user=user).delete()
    record(subject_of(user), "remove_second_factor", by=by, at=at, basis=BASIS)


@transaction.atomic
def note_own_password(user: User, *, at: datetime) -> None:
    """Note that somebody has chosen a password of their own."""
    user.must_change_password = False
    user.save(update_fields=["must_change_password"])
    record(subject_of(user), "change_password", by=user, at=at, basis=BASIS)


@transaction.atomic
def begin_attempt(
    username: str, *, at: datetime, place: str = "", user: User | None = None
) -> tuple[SignIn, datetime | None]:
    """Enter an attempt to sign in as failed until proven right; return it and until when the name must wait.

    One attempt on a name waits for the other, so that no number of servers lets more attempts through. Failures at
    a place (a known device, the address of who holds a second factor) are counted by themselves.
    """
    digest = name_digest(username, place)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 6007))", [digest])
    past = SignIn.objects.filter(name_digest=digest, at__gt=at - rules.WAIT)
    last = past.filter(outcome=SignIn.Outcome.PASSWORD_RIGHT).order_by("-at").first()
    failures = past.filter(outcome=SignIn.Outcome.FAILED, at__gt=last.at if last else at - timedelta(days=1))
    until = rules.wait_until(list(failures.values_list("at", flat=True)), at)
    if until:
        LOG.warning("sign-in refused", extra={"reason": "too many failures", "count": failures.count()})
    outcome = SignIn.Outcome.REFUSED if until else SignIn.Outcome.FAILED
    return SignIn.objects.create(name_digest=digest, user=user, outcome=outcome, at=at), until


def forget_old_sign_ins(*, at: datetime) -> int:
    """Remove from the book of sign-ins what is older than must be kept; return how many lines went."""
    gone, _ = SignIn.objects.filter(at__lt=at - rules.SIGN_INS_KEPT).delete()
    return gone


def note_right_password(attempt: SignIn, user: User) -> None:
    """Enter that the password was right after all."""
    attempt.user, attempt.outcome = user, SignIn.Outcome.PASSWORD_RIGHT
    attempt.save(update_fields=["user", "outcome"])


def note_session(user: User, outcome: str, *, at: datetime) -> None:
    """Enter that somebody signed in or out, or that the session ended by itself."""
    SignIn.objects.create(name_digest=name_digest(user.username), user=user, outcome=outcome, at=at)


def _first_password() -> str:
    while True:
        drawn = "".join(secrets.choice(LETTERS_TOLD_APART) for _ in range(PASSWORD_LENGTH))
        if any(letter.isdigit() for letter in drawn) and any(letter.isalpha() for letter in drawn):
            return drawn


def _locked(user: User) -> User:
    return User.objects.select_for_update(of=("self",)).get(pk=user.pk)


def _end(user: User, roles: Collection[str], day: date) -> None:
    yesterday = day - timedelta(days=1)
    for held in user.assignments.filter(role__in=roles, until=None):
        if held.since > yesterday:
            held.delete()
        else:
            held.until = yesterday
            held.save(update_fields=["until"])


def _refuse_own(user: User, by: User | None) -> None:
    if by is not None and by.pk == user.pk:
        raise Refused(_("Nobody changes their own rights; ask another system administrator."))


def _standing(user: User) -> str:
    return user.department.code if user.department else ""
