"""Ratings by the hundred thousand, with what became of the bad ones: the same rows and entries as the actions'."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from tongban.ground.clock.calendar import Calendar
from tongban.ground.ledger import EntryData
from tongban.ground.ledger.bulk import BulkEntry
from tongban.ground.matters.bulk import BulkLoader, BulkMatter
from tongban.ground.matters.effects import Effect
from tongban.work.ratings.effects import EFFECTS, INVITED, new_rating, new_work, subject_of
from tongban.work.ratings.models import BadRating, Invitation, Rating
from tongban.work.ratings.states import CHART

MODELS = (Invitation, Rating, BadRating)


class RatingMove(NamedTuple):
    """A move on a bad rating: what, by whom, when, and in which words."""

    move: str
    by: Any
    at: datetime
    said: str


class GivenRating(NamedTuple):
    """What was thought of a service, and what was done where that was bad."""

    level: int
    channel: str
    at: datetime
    reasons: Sequence[str] = ()
    text: str = ""
    answer: Sequence[RatingMove] = ()
    work: str = ""
    """The number of the work on a bad one."""


def rate_in_bulk(
    loader: BulkLoader, invitation: Invitation, rated: GivenRating | None, days: Calendar
) -> None:
    """Give the right to rate a service and take the rating, with the work on a bad one, move by move."""
    invitation.pk = loader.next_key(Invitation)
    rows: list[Any] = [invitation]
    entries = [_act(INVITED, invitation.made_at)]
    if rated is not None:
        level, channel, at, reasons, text, answer, number = rated
        rating, said = new_rating(invitation.pk, level, channel=channel, at=at, reasons=reasons, text=text)
        rating.pk = loader.next_key(Rating)
        rows, entries = [*rows, rating], [*entries, _act(said, at)]
        if rating.is_bad:
            _answer(loader, new_work(rating, number, invitation.division_id, at, days), at, answer)
    loader.add(rows, subject_of(invitation.matter), entries)


def _answer(loader: BulkLoader, work: BadRating, at: datetime, moves: Sequence[RatingMove]) -> None:
    work.pk = loader.next_key(BadRating)
    led = BulkMatter(loader, work, CHART)
    led.take("open", Effect, by=None, at=at)
    for move, by, then, said in moves:
        led.take(move, lambda: EFFECTS[move](work, by=by, at=then, said=said), by=by, at=then)  # noqa: B023
    led.finish()


def _act(said: EntryData, at: datetime) -> BulkEntry:
    return BulkEntry("act", said, None, at)
