"""What people and officers do about ratings: invite, rate, contact, appeal, rule, remedy, call back, rate again."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from tongban.ground.clock.moments import day_of
from tongban.ground.kit.calendars import calendar
from tongban.ground.ledger import Refused, lock_matter, record, record_all
from tongban.ground.matters.effects import Effect, make_move
from tongban.ground.matters.limits import store_recounted
from tongban.ground.people.models import Applicant, Department, User
from tongban.work.ratings import effects
from tongban.work.ratings.effects import INVITED, REASONS, dues_of, new_rating, new_work, subject_of
from tongban.work.ratings.models import BadRating, FollowUp, Invitation, Level, Rating
from tongban.work.ratings.numbers import BAD_RATINGS
from tongban.work.ratings.states import CHART, RATING

__all__ = [
    "REASONS",
    "appeal",
    "call_back",
    "contact",
    "invite",
    "rate",
    "rate_again",
    "recount",
    "remedy",
    "rule",
]  # fmt: skip
CODE_BYTES = 18


@transaction.atomic
def invite(
    matter: str,
    *,
    item_name: str,
    division: Department,
    at: datetime,
    officer: User | None = None,
    applicant: Applicant | None = None,
) -> Invitation:
    """Give the right to rate a service once; asked again, the same invitation is returned."""
    fields = {
        "item_name": item_name,
        "division": division,
        "officer": officer,
        "applicant": applicant,
        "code": secrets.token_urlsafe(CODE_BYTES),
        "made_at": at,
    }
    invitation, is_new = Invitation.objects.get_or_create(matter=matter, defaults=fields)
    if is_new:
        record_all(subject_of(matter), [INVITED], by=None, at=at)
    return invitation


@transaction.atomic
def rate(
    invitation: Invitation,
    level: int,
    *,
    channel: str,
    at: datetime,
    reasons: Sequence[str] = (),
    text: str = "",
    is_named: bool = True,
) -> Rating:
    """Take a rating once; a bad one opens a work item with its own clock."""
    given: dict[str, Any] = {
        "channel": channel,
        "at": at,
        "reasons": reasons,
        "text": text,
        "is_named": is_named,
    }
    rating, said = new_rating(invitation.pk, level, **given)
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if Rating.objects.filter(invitation=invitation).exists():
        raise Refused(_("This service has been rated already. Thank you."))
    rating.invitation = invitation
    rating.save()
    record_all(subject_of(invitation.matter), [said], by=None, at=at)
    if rating.is_bad:
        work = new_work(rating, BAD_RATINGS.next(day_of(at)), invitation.division_id, at, calendar())
        make_move(CHART, "open", work, Effect(), by=None, at=at)
    return rating


@transaction.atomic
def contact(work: BadRating, *, by: User, at: datetime, account: str) -> BadRating:
    """Note that the person was contacted, and what was found."""
    return _make("contact", _locked(work, by), account, by=by, at=at)


@transaction.atomic
def appeal(work: BadRating, *, by: User, at: datetime, why: str) -> BadRating:
    """Ask a third person to look at a rating that is thought mistaken or malicious."""
    return _make("appeal", _locked(work, by), why, by=by, at=at)


@transaction.atomic
def rule(work: BadRating, move: str, *, by: User, at: datetime, ruling: str) -> BadRating:
    """Keep or exclude an appealed rating: the ruling is a third person's."""
    work = lock_matter(BadRating, work.pk)
    if by.pk in work.concerned:
        raise PermissionDenied
    if move not in ("uphold", "exclude"):
        raise ValueError(move)
    return _make(move, work, ruling, by=by, at=at)


@transaction.atomic
def remedy(work: BadRating, *, by: User, at: datetime, done: str) -> BadRating:
    """Note what was done about it."""
    return _make("remedy", _locked(work, by), done, by=by, at=at)


@transaction.atomic
def call_back(work: BadRating, *, by: User, at: datetime, brought: str, is_settled: bool) -> BadRating:
    """Call the person back: settled, it is closed; if not, it goes back to be remedied."""
    work = lock_matter(BadRating, work.pk)
    return _make("call_back" if is_settled else "reopen", work, brought, by=by, at=at)


@transaction.atomic
def rate_again(rating: Rating, level: int, *, at: datetime, text: str = "") -> FollowUp:
    """Take the one follow-up rating after the call back; the first rating stands as it was."""
    work = BadRating.objects.filter(rating=rating).first()
    if work is None or work.called_back_at is None:
        raise Refused(_("A second rating is possible after you have been called back."))
    if level not in Level.values:
        raise Refused(_("Please choose one of the five levels."))
    try:
        with transaction.atomic():
            again = FollowUp.objects.create(rating=rating, level=level, text=text, at=at)
    except IntegrityError as error:
        raise Refused(_("You have rated again already. Thank you.")) from error
    subject = subject_of(rating.invitation.matter)
    record(subject, "rate_again", by=None, at=at, basis=RATING, payload={"level": level})
    return again


@transaction.atomic
def recount(work: BadRating, *, at: datetime) -> bool:
    """Count the days of a bad rating anew once the notice of the year is entered; return whether one changed."""
    dues = dues_of(day_of(work.rating.at), calendar())
    if all(getattr(work, name) == day for name, day in dues.items()):
        return False
    return store_recounted(lock_matter(BadRating, work.pk), dues, at=at, basis=RATING)


def _locked(work: BadRating, by: User) -> BadRating:
    """Lock a work item for somebody of the division that was rated."""
    work = lock_matter(BadRating, work.pk)
    if by.department_id != work.division_id:
        raise PermissionDenied
    return work


def _make(move: str, work: BadRating, said: str, *, by: User, at: datetime) -> BadRating:
    """Make a move on a locked work item, in the words that are kept."""
    make_move(CHART, move, work, effects.EFFECTS[move](work, by=by, at=at, said=said), by=by, at=at)
    return work
