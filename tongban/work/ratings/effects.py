"""What moves make of ratings and of the work on bad ones: values that the actions save and the bulk load copies."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from tongban.ground.clock.calendar import Calendar
from tongban.ground.clock.moments import day_of
from tongban.ground.ledger import EntryData, Refused
from tongban.ground.matters.effects import Effect
from tongban.ground.matters.rows import new_row
from tongban.work.ratings import rules
from tongban.work.ratings.models import BadRating, Level, Rating
from tongban.work.ratings.states import RATING

REASONS = {
    "speed": _("Speed"),
    "skill": _("Skill"),
    "attitude": _("Attitude"),
    "guide": _("Guide not accurate"),
    "ease": _("Not easy to use"),
    "materials": _("Too many materials"),
    "visits": _("Too many visits"),
}
INVITED = EntryData("invite", RATING)


def subject_of(matter: str) -> str:
    """Return how the ledger names the rating of a service."""
    return f"RATING-{matter}"


def new_rating(
    invitation_id: int,
    level: int,
    *,
    channel: str,
    at: datetime,
    reasons: Sequence[str] = (),
    text: str = "",
    is_named: bool = True,
) -> tuple[Rating, EntryData]:
    """Return a rating, not kept yet, and what is recorded of it."""
    if level not in Level.values or set(reasons) - set(REASONS):
        raise Refused(_("Please choose one of the five levels."))
    rating = new_row(
        Rating,
        invitation_id=invitation_id,
        level=level,
        reasons=list(reasons),
        text=text,
        is_named=is_named,
        channel=channel,
        at=at,
    )
    said = {"level": level, "reasons": list(reasons), "channel": channel}
    return rating, EntryData("rate", RATING, said)


def new_work(rating: Rating, reference: str, division_id: int, at: datetime, days: Calendar) -> BadRating:
    """Return the work item that a bad rating opens, with its own clock."""
    dues = dues_of(day_of(at), days)
    return BadRating(reference=reference, rating=rating, division_id=division_id, **dues)


def dues_of(day: date, days: Calendar) -> dict[str, date]:
    """Return by when a bad rating of a day is answered."""
    return {
        "contact_due_on": rules.contact_due_on(day, days),
        "remedy_due_on": rules.remedy_due_on(day, days),
    }


def contact(work: BadRating, *, by: Any, at: datetime, said: str) -> Effect:
    """Note that the person was contacted, and what was found."""
    return _told(said, contacted_at=at, account=said)


def appeal(work: BadRating, *, by: Any, at: datetime, said: str) -> Effect:
    """Ask a third person to look at a rating that is thought mistaken or malicious."""
    if work.ruling:
        raise Refused(_("This rating has been ruled on already."))
    return _told(said, appeal=said, appealed_by_id=by.pk)


def rule(work: BadRating, *, by: Any, at: datetime, said: str) -> Effect:
    """Keep or exclude an appealed rating."""
    return _told(said, ruling=said, ruled_by_id=by.pk)


def remedy(work: BadRating, *, by: Any, at: datetime, said: str) -> Effect:
    """Note what was done about it."""
    return _told(said, remedied_at=at, remedy=said)


def call_back(work: BadRating, *, by: Any, at: datetime, said: str) -> Effect:
    """Call the person back: settled or not."""
    return _told(said, called_back_at=at, call_back=said)


EFFECTS = {
    "contact": contact,
    "appeal": appeal,
    "uphold": rule,
    "exclude": rule,
    "remedy": remedy,
    "reopen": call_back,
    "call_back": call_back,
}
"""What each move of the chart makes of a bad rating."""


def _told(said: str, **facts: Any) -> Effect:
    if not said.strip():
        raise Refused(_("Please write down what was found or done; it is kept."))
    return Effect(facts, note=said)
