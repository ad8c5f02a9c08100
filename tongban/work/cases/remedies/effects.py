"""What a reconsideration or a lawsuit makes of a case: entered, and closed with its lessons."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from tongban.ground.clock.moments import day_of
from tongban.ground.ledger import Refused
from tongban.ground.matters.effects import Effect
from tongban.work.cases.models import Case, Remedy, Status
from tongban.work.cases.remedies.rules import is_in_time

CONTESTABLE = (
    Status.NOT_ACCEPTED, Status.NOT_NEEDED, Status.GRANTED, Status.REFUSED, Status.ISSUED, Status.DELIVERED,
    Status.TERMINATED, Status.WITHDRAWN, Status.ARCHIVED,
)  # fmt: skip


def register_remedy(
    case: Case,
    *,
    by: Any,
    at: datetime,
    kind: str,
    authority: str,
    received_on: date,
    number: str = "",
) -> Effect:
    """Enter a reconsideration or a lawsuit against what was decided; whether it came in time is noted, not judged."""
    authority = authority.strip()
    if case.status not in CONTESTABLE or kind not in Remedy.Kind.values or not authority:
        raise Refused(_("A remedy is entered against a decision, with its kind and the authority or court."))
    if received_on > day_of(at):
        raise Refused(_("The day of receipt lies in the future."))
    found = Remedy(case=case, kind=kind, authority=authority, number=number.strip(), received_on=received_on)
    told_on = case.delivered_on or case.decided_on
    in_time = is_in_time(kind, told_on=told_on, received_on=received_on) if told_on else None
    said = {"kind": kind, "authority": authority, "received_on": received_on, "in_time": in_time}
    return Effect(rows=[found], payload=said)


def close_remedy(remedy: Remedy, *, outcome: str, closed_on: date, lessons: str = "") -> Effect:
    """Close a remedy with its outcome and what the bureau learns from it; a revoked decision needs lessons."""
    lessons = lessons.strip()
    if outcome not in Remedy.Outcome.values or not outcome or closed_on < remedy.received_on:
        raise Refused(_("A remedy is closed with its outcome, on or after the day it was received."))
    fell = outcome in (Remedy.Outcome.REVOKED, Remedy.Outcome.CHANGED, Remedy.Outcome.REMADE)
    if fell and not lessons:
        raise Refused(_("The decision did not stand: write down what is learned from it."))
    ended = {"stage": Remedy.Stage.CLOSED, "outcome": outcome, "closed_on": closed_on, "lessons": lessons}
    said = {"remedy": remedy.pk, "outcome": outcome, "lessons": lessons}
    return Effect(changes=[(remedy, ended)], payload=said)
