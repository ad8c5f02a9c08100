"""What people and officers do about ratings: invite, rate, contact, appeal, rule, remedy, call back, rate again."""

import secrets
from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.calendars import calendar
from tongban.ground.ledger import Refused, lock_matter, record
from tongban.ground.matters.limits import store_recounted
from tongban.ground.people.models import Applicant, Department, User
from tongban.work.ratings import rules
from tongban.work.ratings.bulk import RATING, RatingLoader, RatingMove
from tongban.work.ratings.models import BadRating, FollowUp, Invitation, Level, Rating
from tongban.work.ratings.numbers import BAD_RATINGS
from tongban.work.ratings.states import CHART

__all__ = [
    "RATING",
    "REASONS",
    "RatingLoader",
    "RatingMove",
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
REASONS = {
    "speed": _("Speed"),
    "skill": _("Skill"),
    "attitude": _("Attitude"),
    "guide": _("Guide not accurate"),
    "ease": _("Not easy to use"),
    "materials": _("Too many materials"),
    "visits": _("Too many visits"),
}


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
        record(f"RATING-{matter}", "invite", by=None, at=at, basis=RATING)
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
    if level not in Level.values or set(reasons) - set(REASONS):
        raise Refused(_("Please choose one of the five levels."))
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if Rating.objects.filter(invitation=invitation).exists():
        raise Refused(_("This service has been rated already. Thank you."))
    rating = Rating.objects.create(
        invitation=invitation,
        level=level,
        reasons=list(reasons),
        text=text,
        is_named=is_named,
        channel=channel,
        at=at,
    )
    said = {"level": level, "reasons": list(reasons), "channel": channel}
    record(f"RATING-{invitation.matter}", "rate", by=None, at=at, basis=RATING, payload=said)
    if rating.is_bad:
        _open(rating, at)
    return rating


def _open(rating: Rating, at: datetime) -> BadRating:
    day, days = localdate(at), calendar()
    work = BadRating(
        reference=BAD_RATINGS.next(day),
        rating=rating,
        division=rating.invitation.division,
        contact_due_on=rules.contact_due_on(day, days),
        remedy_due_on=rules.remedy_due_on(day, days),
    )
    CHART.make("open", work, by=None, at=at)
    work.save()
    return work


@transaction.atomic
def contact(work: BadRating, *, by: User, at: datetime, account: str) -> BadRating:
    """Note that the person was contacted, and what was found."""
    work = _locked(work, by)
    facts = {"contacted_at": at, "account": _require_text(account)}
    CHART.make("contact", work, by=by, at=at, note=account, facts=facts)
    return work


@transaction.atomic
def appeal(work: BadRating, *, by: User, at: datetime, why: str) -> BadRating:
    """Ask a third person to look at a rating that is thought mistaken or malicious."""
    work = _locked(work, by)
    if work.ruling:
        raise Refused(_("This rating has been ruled on already."))
    CHART.make(
        "appeal", work, by=by, at=at, note=why, facts={"appeal": _require_text(why), "appealed_by": by}
    )
    return work


@transaction.atomic
def rule(work: BadRating, move: str, *, by: User, at: datetime, ruling: str) -> BadRating:
    """Keep or exclude an appealed rating: the ruling is a third person's."""
    work = lock_matter(BadRating, work.pk)
    if by.pk in work.concerned:
        raise PermissionDenied
    if move not in ("uphold", "exclude"):
        raise ValueError(move)
    CHART.make(move, work, by=by, at=at, note=ruling, facts={"ruling": _require_text(ruling), "ruled_by": by})
    return work


@transaction.atomic
def remedy(work: BadRating, *, by: User, at: datetime, done: str) -> BadRating:
    """Note what was done about it."""
    work = _locked(work, by)
    CHART.make(
        "remedy", work, by=by, at=at, note=done, facts={"remedied_at": at, "remedy": _require_text(done)}
    )
    return work


@transaction.atomic
def call_back(work: BadRating, *, by: User, at: datetime, brought: str, is_settled: bool) -> BadRating:
    """Call the person back: settled, it is closed; if not, it goes back to be remedied."""
    work = lock_matter(BadRating, work.pk)
    facts = {"called_back_at": at, "call_back": _require_text(brought)}
    CHART.make("call_back" if is_settled else "reopen", work, by=by, at=at, note=brought, facts=facts)
    return work


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
    subject = f"RATING-{rating.invitation.matter}"
    record(subject, "rate_again", by=None, at=at, basis=RATING, payload={"level": level})
    return again


@transaction.atomic
def recount(work: BadRating, *, at: datetime) -> bool:
    """Count the days of a bad rating anew once the notice of the year is entered; return whether one changed."""
    if not any(getattr(work, name) != day for name, day in _dues_of(work).items()):
        return False
    work = lock_matter(BadRating, work.pk)
    return store_recounted(work, _dues_of(work), at=at, basis=RATING)


def _dues_of(work: BadRating) -> dict[str, date]:
    day, days = localdate(work.rating.at), calendar()
    return {
        "contact_due_on": rules.contact_due_on(day, days),
        "remedy_due_on": rules.remedy_due_on(day, days),
    }


def _locked(work: BadRating, by: User) -> BadRating:
    """Lock a work item for somebody of the division that was rated."""
    work = lock_matter(BadRating, work.pk)
    if by.department_id != work.division_id:
        raise PermissionDenied
    return work


def _require_text(text: str) -> str:
    if not text.strip():
        raise Refused(_("Please write down what was found or done; it is kept."))
    return text
