"""What is done about applicants: registered once, given an account, represented by agents."""

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
    known = Applicant.objects.filter(number_type=applicant.number_type, number=applicant.number).first()
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
) -> Mandate:
    """Let somebody act for an applicant."""
    if not (by.may("people.applicants") or principal.account_id == by.pk):
        raise PermissionDenied
    if principal.pk == agent.pk:
        raise Refused(_("Nobody needs a mandate to act for themselves."))
    if until is not None and until < since:
        raise Refused(_("The mandate ends before it begins."))
    mandate = Mandate.objects.create(
        principal=principal, agent=agent, since=since, until=until, matters=matters, document=document
    )
    said = {"agent": agent.pk, "since": since, "until": until, "matters": matters, "document": document}
    record(subject_of(principal), "give_mandate", by=by, at=at, basis=MANDATING, payload=said)
    return mandate


@transaction.atomic
def revoke_mandate(mandate: Mandate, *, by: User, at: datetime) -> None:
    """End a mandate from today."""
    mandate = Mandate.objects.select_for_update().select_related("principal").get(pk=mandate.pk)
    if not (by.may("people.applicants") or mandate.principal.account_id == by.pk):
        raise PermissionDenied
    if mandate.revoked_on is None:
        mandate.revoked_on = localdate(at)
        mandate.save(update_fields=["revoked_on"])
        said = {"mandate": mandate.pk}
        record(subject_of(mandate.principal), "revoke_mandate", by=by, at=at, basis=MANDATING, payload=said)
