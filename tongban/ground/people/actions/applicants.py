"""What is done about applicants: registered once, given an account, represented by agents."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.contrib.auth.hashers import make_password
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.law import cite
from tongban.ground.ledger import Refused, record
from tongban.ground.people.models import Applicant, Assignment, Mandate, User
from tongban.ground.people.roles import APPLICANT

REGISTERING = cite("online-service-rules:7")
MANDATING = cite("licensing-law:29")
OWN = ("name", "phone", "address", "legal_representative")


def subject_of(applicant: Applicant) -> str:
    """Return how the ledger names an applicant: by key, never by number or name."""
    return f"applicant:{applicant.pk}"


@transaction.atomic
def register(*, by: User | None, at: datetime, **fields: Any) -> tuple[Applicant, bool]:
    """Register an applicant, or find who already has the number; return them and whether they are new."""
    applicant = Applicant(**fields)
    applicant.clean_fields(exclude=["account"])
    applicant.clean()
    same = Applicant.objects.filter(number_type=applicant.number_type, number=applicant.number)
    known = same.exclude(verified=Applicant.Verified.PENDING).first()
    if known:
        if known.name != applicant.name:
            raise Refused(_("This number belongs to somebody of another name. Please compare the document."))
        return known, False
    applicant.save()
    record(subject_of(applicant), "register", by=by, at=at, basis=REGISTERING)
    return applicant, True


@transaction.atomic
def correct(applicant: Applicant, *, by: User, at: datetime, **changes: Any) -> Applicant:
    """Correct how an applicant is reached; the identity number never changes."""
    unknown = set(changes) - set(OWN)
    if unknown or not (by.may("people.applicants") or applicant.account_id == by.pk):
        raise PermissionDenied
    applicant = Applicant.objects.select_for_update().get(pk=applicant.pk)
    for name, value in changes.items():
        setattr(applicant, name, value)
    applicant.clean_fields(exclude=["account"])
    applicant.save(update_fields=list(changes))
    record(
        subject_of(applicant), "correct", by=by, at=at, basis=REGISTERING, payload={"fields": sorted(changes)}
    )
    return applicant


@transaction.atomic
def open_account(
    applicant: Applicant, username: str, password: str, *, by: User | None, at: datetime
) -> User:
    """Give an applicant an account to sign in with."""
    if applicant.account_id:
        raise Refused(_("There is already an account for this number. Please sign in."))
    user = User.objects.create(
        username=username, display_name=applicant.name, password=make_password(password)
    )
    Assignment.objects.create(user=user, role=APPLICANT, since=localdate(at))
    applicant.account = user
    applicant.save(update_fields=["account"])
    record(subject_of(applicant), "open_account", by=by or user, at=at, basis=REGISTERING)
    return user


@transaction.atomic
def connect_system(applicant: Applicant, username: str, display_name: str, *, by: User, at: datetime) -> User:
    """Give a system of an applicant a user of its own: it acts under its own name, and nobody signs in with it."""
    user = User.objects.create(
        username=username, display_name=display_name, password=make_password(None), acts_for=applicant
    )
    Assignment.objects.create(user=user, role=APPLICANT, since=localdate(at))
    said = {"system": user.pk}
    record(subject_of(applicant), "connect_system", by=by, at=at, basis=MANDATING, payload=said)
    return user


@transaction.atomic
def give_mandate(
    principal: Applicant,
    agent: Applicant,
    *,
    since: date,
    until: date | None,
    matters: str,
    document: str,
    by: User,
    at: datetime,
    items: Sequence[str] = (),
) -> Mandate:
    """Let somebody act for an applicant."""
    if not (by.may("people.applicants") or _speaks_for(principal, by)) or principal.is_pending:
        raise PermissionDenied
    if principal.pk == agent.pk:
        raise Refused(_("Nobody needs a mandate to act for themselves."))
    if until is not None and until < since:
        raise Refused(_("The mandate ends before it begins."))
    told = {"since": since, "until": until, "matters": matters, "document": document, "items": list(items)}
    mandate = Mandate.objects.create(principal=principal, agent=agent, **told)
    said = {"agent": agent.pk, **told}
    record(subject_of(principal), "give_mandate", by=by, at=at, basis=MANDATING, payload=said)
    return mandate


@transaction.atomic
def revoke_mandate(mandate: Mandate, *, by: User, at: datetime) -> None:
    """End a mandate from today."""
    mandate = Mandate.objects.select_for_update().select_related("principal").get(pk=mandate.pk)
    if not (by.may("people.applicants") or _speaks_for(mandate.principal, by)):
        raise PermissionDenied
    if mandate.revoked_on is None:
        mandate.revoked_on = localdate(at)
        mandate.save(update_fields=["revoked_on"])
        said = {"mandate": mandate.pk}
        record(subject_of(mandate.principal), "revoke_mandate", by=by, at=at, basis=MANDATING, payload=said)


def _speaks_for(principal: Applicant, by: User) -> bool:
    """Return whether somebody is the applicant, or the legal representative of the enterprise."""
    represented_by = principal.represented_by
    return principal.account_id == by.pk or (
        represented_by is not None and represented_by.account_id == by.pk
    )
