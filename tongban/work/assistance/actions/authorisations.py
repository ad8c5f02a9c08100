"""The written authorisation: given on paper or on the portal, revoked, run out."""

from datetime import date, datetime
from typing import NamedTuple

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger import Refused
from tongban.ground.people.models import User
from tongban.work.assistance import rules
from tongban.work.assistance.actions.requests import (
    end_what_runs,
    helped_by,
    make,
    require_own,
    words,
)
from tongban.work.assistance.models import Assistance, Authorisation
from tongban.work.assistance.papers import write_authorisation


class AuthorisationTerms(NamedTuple):
    """What is authorised: for what, from when to when, and who signed."""

    scope: str
    since: date
    until: date
    signed_by: str


@transaction.atomic
def authorise(matter: Assistance, said: AuthorisationTerms, *, by: User, at: datetime) -> Assistance:
    """Note what was signed on paper before the helper."""
    matter = helped_by(matter, by)
    return _given("authorise", matter, said, Authorisation.Way.PAPER, by, at)


@transaction.atomic
def sign(matter: Assistance, said: AuthorisationTerms, *, by: User, at: datetime) -> Assistance:
    """Authorise the helper on the portal."""
    require_own(matter.applicant, by, at)
    return _given("sign", matter, said, Authorisation.Way.ONLINE, by, at)


@transaction.atomic
def revoke(matter: Assistance, reason: str, *, by: User, at: datetime) -> Assistance:
    """Revoke the authorisation, as the person who gave it: the helper stops at once."""
    require_own(matter.applicant, by, at)
    return _ended("revoke", matter, reason, by, at)


@transaction.atomic
def note_revoked(matter: Assistance, reason: str, *, by: User, at: datetime) -> Assistance:
    """Note that it was revoked in writing or by word of mouth."""
    matter = helped_by(matter, by)
    return _ended("note_revoked", matter, reason, by, at)


def lapse(*, at: datetime) -> int:
    """Stop help whose authorisation has run out; return how many."""
    over = Authorisation.objects.filter(ended_at=None, until__lt=localdate(at)).select_related("assistance")
    return sum(_lapse(each.assistance, at) for each in over)


@transaction.atomic
def _lapse(matter: Assistance, at: datetime) -> int:
    _ended("lapse", matter, str(_("The authorisation has run out.")), None, at)
    return 1


def _given(
    move: str, matter: Assistance, said: AuthorisationTerms, way: str, by: User, at: datetime
) -> Assistance:
    day = localdate(at)
    if said.until < max(day, said.since):
        raise Refused(_("The authorisation would be over already."))
    if said.since < day:
        raise Refused(_("An authorisation begins today at the earliest: nobody acts before it is signed."))
    if rules.is_lasting(said.since, said.until):
        raise Refused(_("An authorisation lasts %(months)d months at most.") % {"months": rules.MOST_MONTHS})
    scope, signed_by = words(said.scope), words(said.signed_by)
    told = {"since": said.since, "until": said.until, "way": str(way)}
    matter = make(move, matter, {"worked_at": at, "reminded_on": None}, by=by, at=at, payload=told)
    given = Authorisation.objects.create(
        assistance=matter,
        helper=_helper_of(matter),
        scope=scope,
        since=said.since,
        until=said.until,
        signed_by=signed_by,
        way=way,
        signed_at=at,
    )
    write_authorisation(given, by=by, at=at)
    return matter


def _ended(move: str, matter: Assistance, reason: str, by: User | None, at: datetime) -> Assistance:
    matter = make(move, matter, {}, by=by, at=at, note=words(reason))
    end_what_runs(matter, reason, at)
    return matter


def _helper_of(matter: Assistance) -> User:
    assert matter.helper is not None  # noqa: S101 - the chart and a constraint see to it
    return matter.helper
