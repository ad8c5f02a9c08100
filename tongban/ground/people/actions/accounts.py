"""How applicants open accounts themselves: signed up, verified, joined to what the house knows of them already.

Until it is verified an account stands apart: it holds drafts, sees nothing of whoever has the number, files nothing.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.contrib.auth.hashers import make_password
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.law import cite
from tongban.ground.ledger import Refused, record
from tongban.ground.ledger.rooms import modules_named
from tongban.ground.people.actions.applicants import REGISTERING, subject_of
from tongban.ground.people.models import Applicant, Assignment, Mandate, User
from tongban.ground.people.roles import APPLICANT
from tongban.ground.people.verification import Claim, verification

CONSENTING = cite("personal-information-law:17")
Verified = Applicant.Verified


@transaction.atomic
def sign_up(username: str, password: str, *, notice: str, at: datetime, **fields: str) -> None:
    """Open an account for a person who agreed to a privacy notice; nobody learns whether the name was taken."""
    person = _pending(Applicant.Kind.PERSON, **fields)
    user, is_new = User.objects.get_or_create(
        username=username, defaults={"display_name": person.name, "password": make_password(password)}
    )
    if not is_new:
        make_password(password)  # as long as a new account would take
        return
    Assignment.objects.create(user=user, role=APPLICANT, since=localdate(at))
    person.account = user
    person.save()
    said = {"privacy_notice": notice}
    record(subject_of(person), "sign_up", by=user, at=at, basis=CONSENTING, payload=said)


@transaction.atomic
def ask_for_enterprise(
    agent: Applicant,
    *,
    by: User,
    at: datetime,
    until: date | None = None,
    items: Sequence[str] = (),
    **fields: str,
) -> Applicant:
    """Ask to act for an enterprise; drafts may begin at once, the rest waits for its legal representative."""
    if agent.account_id != by.pk or agent.kind != Applicant.Kind.PERSON:
        raise PermissionDenied
    _need_verified(agent)
    firm = _pending(Applicant.Kind.ENTERPRISE, number_type=Applicant.NumberType.CREDIT, **fields)
    asked = Mandate.objects.filter(agent=agent, principal__number=firm.number, principal__verified="pending")
    if known := asked.select_related("principal").first():
        return known.principal
    if until is not None and until < localdate(at):
        raise Refused(_("The mandate ends before it begins."))
    firm.save()
    Mandate.objects.create(principal=firm, agent=agent, since=localdate(at), until=until, items=list(items))
    said = {"agent": agent.pk, "items": sorted(items), "until": until}
    record(subject_of(firm), "ask_for_enterprise", by=by, at=at, basis=REGISTERING, payload=said)
    return firm


def verify_online(person: Applicant, code: str, *, by: User, at: datetime) -> Applicant:
    """Verify one's own account with the code that the identity service gave."""
    person = _pending_now(person)
    if person.account_id != by.pk:
        raise PermissionDenied
    claim = claim_of(person)
    if not verification().confirms(claim, code):
        raise Refused(_("The identity service does not confirm this. Check the code, or come to the window."))
    return _verify(person, claim, by=by, at=at)


@transaction.atomic
def _verify(person: Applicant, claim: Claim, *, by: User, at: datetime) -> Applicant:
    """Take over what the service has confirmed of just this claim."""
    return _verified(_unchanged(person, claim), Verified.ONLINE, by=by, at=at)


@transaction.atomic
def verify_at_window(pending: Applicant, document: str, *, by: User, at: datetime) -> Applicant:
    """Verify an account or an agent at the window: the identity document, or the mandate, was seen."""
    if not by.may("people.applicants"):
        raise PermissionDenied
    if not document.strip():
        raise Refused(_("Say which document was seen."))
    return _verified(_locked(pending), Verified.WINDOW, by=by, at=at, document=document.strip())


def represent(firm: Applicant, person: Applicant, *, by: User, at: datetime) -> Applicant:
    """Take an enterprise over as its legal representative, as the register confirms."""
    firm = _pending_now(firm)
    _need_verified(person)
    if person.account_id != by.pk or not firm.mandates_given.filter(agent=person).exists():
        raise PermissionDenied
    claim = claim_of(firm)
    if not verification().represents(claim_of(person), claim):
        raise Refused(
            _("The register does not name you as legal representative. Bring the licence to the window.")
        )
    return _represent(firm, person, claim, by=by, at=at)


@transaction.atomic
def _represent(firm: Applicant, person: Applicant, claim: Claim, *, by: User, at: datetime) -> Applicant:
    """Give the enterprise to whom the register names for just this claim."""
    firm = _unchanged(firm, claim)
    firm.mandates_given.filter(agent=person).delete()
    known = _verified(firm, Verified.ONLINE, by=by, at=at)
    known.represented_by, known.legal_representative = person, person.name
    known.save(update_fields=["represented_by", "legal_representative"])
    record(subject_of(known), "represent", by=by, at=at, basis=REGISTERING, payload={"person": person.pk})
    return known


@transaction.atomic
def admit_agent(firm: Applicant, *, by: User, at: datetime) -> Applicant:
    """Agree, as legal representative, that somebody acts for the enterprise as they asked."""
    firm = _locked(firm)
    known = _known(firm)
    if known is None or known.represented_by is None or known.represented_by.account_id != by.pk:
        raise PermissionDenied
    said = _("Agreed online by the legal representative")
    return _verified(firm, Verified.ONLINE, by=by, at=at, document=str(said))


def claim_of(applicant: Applicant) -> Claim:
    """Return what an applicant says of themselves, for an identity service."""
    return Claim(applicant.name, applicant.number, applicant.phone, applicant.legal_representative)


def _pending(kind: str, **fields: str) -> Applicant:
    pending = Applicant(kind=kind, verified=Verified.PENDING, **fields)
    pending.clean_fields(exclude=["account"])
    pending.clean()
    return pending


def _locked(pending: Applicant) -> Applicant:
    return _need_pending(Applicant.objects.select_for_update().get(pk=pending.pk))


def _pending_now(pending: Applicant) -> Applicant:
    """Return a pending applicant as it is now, not locked: the identity service is asked first."""
    return _need_pending(Applicant.objects.get(pk=pending.pk))


def _need_pending(pending: Applicant) -> Applicant:
    if not pending.is_pending:
        raise Refused(_("This has been verified already."))
    return pending


def _unchanged(pending: Applicant, claim: Claim) -> Applicant:
    """Return a pending applicant locked, if it is still what the service was asked about."""
    pending = _locked(pending)
    if claim_of(pending) != claim:
        raise Refused(_("The particulars were changed meanwhile. Please try again."))
    return pending


def _need_verified(person: Applicant) -> None:
    if person.is_pending:
        raise Refused(_("Verify your own identity first."))


def _known(pending: Applicant) -> Applicant | None:
    """Return whom the house knows under the number already."""
    same = Applicant.objects.filter(number_type=pending.number_type, number=pending.number)
    return same.exclude(verified=Verified.PENDING).select_related("represented_by").first()


def _verified(pending: Applicant, how: str, *, by: User, at: datetime, document: str = "") -> Applicant:
    """Make a pending applicant a known one, or join it to the known one with the same number."""
    known = _known(pending)
    _begin_mandates(pending, document, localdate(at))
    if known is None:
        pending.verified, known = how, pending
        pending.save(update_fields=["verified"])
    else:
        _join(pending, known)
    said = {"how": str(how), "document": document, "joined": pending.pk}
    record(subject_of(known), "verify", by=by, at=at, basis=REGISTERING, payload=said)
    return known


def _begin_mandates(pending: Applicant, document: str, day: date) -> None:
    """Let the mandates asked for begin today, on the document that was seen."""
    if pending.mandates_given.filter(until__lt=day).exists():
        raise Refused(_("The mandate asked for is over by now. The agent must ask again."))
    pending.mandates_given.update(since=day, document=document[:64])


def _join(pending: Applicant, known: Applicant) -> None:
    """Give everything of a pending applicant to the known one: account, mandates, and what the rooms above hold."""
    if known.name != pending.name:
        raise Refused(_("This number belongs to somebody of another name. Please compare the document."))
    account = pending.account
    if account is not None:
        if known.account_id:
            raise Refused(_("There is already an account for this number. Please sign in."))
        pending.account = None
        pending.save(update_fields=["account"])
        known.account, known.phone = account, pending.phone or known.phone
        known.save(update_fields=["account", "phone"])
    pending.mandates_given.update(principal=known)
    for room in modules_named("applicant_merge"):
        room.give_held(pending, known)
    pending.delete()
