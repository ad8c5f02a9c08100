"""From one helper to another: offered by the one, confirmed by the other."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger import Refused, lock_matter
from tongban.ground.people.models import User
from tongban.work.assistance.actions.requests import helped_by, make, words
from tongban.work.assistance.models import Assistance, HandOver
from tongban.work.assistance.papers import write_hand_over
from tongban.work.assistance.queries.assistances import helpers_on, offer_of


@transaction.atomic
def offer(matter: Assistance, taker: User, note: str, *, by: User, at: datetime) -> Assistance:
    """Offer the help to another helper, with what they must know."""
    matter = helped_by(matter, by)
    if taker.pk == by.pk or not helpers_on(localdate(at)).filter(pk=taker.pk).exists():
        raise Refused(_("Choose another helper."))
    matter = make("offer", matter, {}, by=by, at=at, payload={"taker": taker.pk})
    HandOver.objects.create(assistance=matter, giver=by, taker=taker, note=words(note), offered_at=at)
    return matter


@transaction.atomic
def take_over(matter: Assistance, *, by: User, at: datetime) -> Assistance:
    """Take the help over: both have confirmed it, and a slip says so; the person is told."""
    offered = _offer_to(matter, by)
    facts = {"helper": by, "worked_at": at, "reminded_on": None}
    matter = make("take_over", matter, facts, by=by, at=at, payload={"giver": offered.giver_id})
    _answered(offered, at, is_accepted=True)
    offered.assistance = matter
    write_hand_over(offered, by=by, at=at)
    return matter


@transaction.atomic
def refuse_over(matter: Assistance, reason: str, *, by: User, at: datetime) -> Assistance:
    """Do not take it over, with the reason: it stays where it was."""
    offered = _offer_to(matter, by)
    matter = make("refuse_over", matter, {}, by=by, at=at, note=words(reason))
    _answered(offered, at, answer=reason)
    return matter


@transaction.atomic
def keep(matter: Assistance, *, by: User, at: datetime) -> Assistance:
    """Keep it after all, before the other has answered."""
    matter = helped_by(matter, by)
    offered = offer_of(matter)
    matter = make("keep", matter, {}, by=by, at=at)
    if offered is not None:
        _answered(offered, at)
    return matter


def _offer_to(matter: Assistance, by: User) -> HandOver:
    offered = offer_of(lock_matter(Assistance, matter.pk))
    if offered is None or offered.taker_id != by.pk:
        raise PermissionDenied
    return offered


def _answered(offered: HandOver, at: datetime, *, is_accepted: bool = False, answer: str = "") -> None:
    offered.ended_at, offered.is_accepted, offered.answer = at, is_accepted, answer.strip()[:300]
    offered.save(update_fields=["ended_at", "is_accepted", "answer"])
