"""What is done about connected systems: registered, given scopes and keys, shut out; old answers forgotten."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.doors.api import rules
from tongban.doors.api.models import Answer, Client, Key
from tongban.doors.api.scopes import SCOPES
from tongban.ground.law import cite
from tongban.ground.ledger import Refused, record
from tongban.ground.people.actions.applicants import connect_system
from tongban.ground.people.actions.applicants import register as register_applicant
from tongban.ground.people.models import Applicant, User
from tongban.work.cases.models import Case, Status
from tongban.work.cases.states import OVER
from tongban.work.ratings.actions import invite, rate
from tongban.work.ratings.models import Channel, Rating

ADMITTING = cite("licensing-law:29")
GUARDING = cite("gbt-22239")
TOO_LONG = _("A key is given for a year at most, and not for days that have passed.")
RATEABLE = (*OVER, Status.ARCHIVED)


@transaction.atomic
def register(
    name: str,
    applicant: Applicant,
    *,
    agreement: str,
    scopes: Collection[str],
    by: User,
    at: datetime,
    contact: str = "",
    per_minute: int = 120,
    is_example: bool = False,
) -> Client:
    """Register a system that acts for an applicant who has authorised it in writing; a new one is registered first."""
    _need_administrator(by)
    if not agreement.strip():
        raise Refused(_("Without the applicant's letter of authority no system can act for them."))
    if applicant.is_pending:
        raise Refused(_("Nobody has verified yet who this applicant is."))
    if applicant.pk is None:
        own = {each: getattr(applicant, each) for each in ("kind", "number_type", "number", "name")}
        applicant, _is_new = register_applicant(by=by, at=at, **own)
    user = connect_system(applicant, f"system-{uuid4().hex[:12]}", name, by=by, at=at)
    client = Client.objects.create(
        name=name,
        applicant=applicant,
        user=user,
        agreement=agreement.strip(),
        contact=contact,
        scopes=_known(scopes),
        per_minute=per_minute,
        registered_at=at,
        is_example=is_example,
    )
    said = {"applicant": applicant.pk, "agreement": client.agreement, "per_minute": per_minute}
    after = ", ".join(client.scopes)
    record(client.reference, "register", by=by, at=at, basis=ADMITTING, after=after, payload=said)
    return client


@transaction.atomic
def set_rights(client: Client, *, scopes: Collection[str], per_minute: int, by: User, at: datetime) -> Client:
    """Say anew what a system may do and how often it may ask."""
    client = _locked(client, by)
    before = ", ".join(client.scopes)
    client.scopes, client.per_minute = _known(scopes), per_minute
    client.full_clean(exclude=["applicant", "user"])
    client.save(update_fields=["scopes", "per_minute"])
    said = {"per_minute": per_minute}
    record(
        client.reference,
        "set_rights",
        by=by,
        at=at,
        basis=GUARDING,
        before=before,
        after=", ".join(client.scopes),
        payload=said,
    )
    return client


@transaction.atomic
def set_open(client: Client, is_open: bool, *, by: User, at: datetime) -> Client:
    """Shut a system out with all its keys, or admit it again."""
    client = _locked(client, by)
    if client.is_open != is_open:
        client.is_open = is_open
        client.save(update_fields=["is_open"])
        record(client.reference, "admit" if is_open else "shut_out", by=by, at=at, basis=GUARDING)
    return client


@transaction.atomic
def issue_key(client: Client, *, expires_on: date, by: User, at: datetime) -> tuple[Key, str]:
    """Give a system a key; return it and the whole text, which is told this once."""
    client = _locked(client, by)
    if not rules.lasts(localdate(at), expires_on):
        raise Refused(TOO_LONG)
    prefix, whole = rules.new_key()
    key = client.keys.create(prefix=prefix, digest=rules.digest(whole), issued_at=at, expires_on=expires_on)
    said = {"key": prefix, "expires_on": expires_on}
    record(client.reference, "issue_key", by=by, at=at, basis=GUARDING, payload=said, note=prefix)
    return key, whole


@transaction.atomic
def revoke_key(key: Key, *, by: User, at: datetime) -> Key:
    """End a key at once."""
    client = _locked(key.client, by)
    key = Key.objects.select_for_update().get(pk=key.pk)
    if key.revoked_at is None:
        key.revoked_at = at
        key.save(update_fields=["revoked_at"])
        said = {"key": key.prefix}
        record(client.reference, "revoke_key", by=by, at=at, basis=GUARDING, payload=said, note=key.prefix)
    return key


def note_use(key: Key, *, at: datetime) -> None:
    """Note when a key was last used, to the minute."""
    if key.last_used_at is None or at - key.last_used_at >= timedelta(minutes=1):
        Key.objects.filter(pk=key.pk).update(last_used_at=at)


def forget_answers(*, at: datetime) -> int:
    """Remove answers that were kept long enough for a repeated request; return how many."""
    gone, _each = Answer.objects.filter(at__lt=at - timedelta(hours=settings.API_ANSWERS_KEPT_HOURS)).delete()
    return gone


def _known(scopes: Collection[str]) -> list[str]:
    unknown = set(scopes) - set(SCOPES)
    if unknown:
        raise Refused(_("There is no scope %(scope)s.") % {"scope": ", ".join(sorted(unknown))})
    return [scope for scope in SCOPES if scope in scopes]


def _locked(client: Client, by: User) -> Client:
    _need_administrator(by)
    return Client.objects.select_for_update(of=("self",)).get(pk=client.pk)


def _need_administrator(by: User) -> None:
    if not by.may("people.clients"):
        raise PermissionDenied


@transaction.atomic
def rate_own(case: Case, *, level: int, at: datetime, **said: Any) -> Rating:
    """Take the applicant's rating of a service that is over."""
    if case.status not in RATEABLE:
        raise Refused(_("You can rate the service when your application is settled."))
    invitation = invite(
        case.reference,
        item_name=case.version.item.name,
        division=case.division,
        applicant=case.applicant,
        at=at,
    )
    return rate(invitation, level, channel=Channel.WEB, at=at, **said)
