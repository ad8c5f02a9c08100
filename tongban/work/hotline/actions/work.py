"""What a unit does with an order."""

from datetime import date, datetime

from django.db import transaction

from tongban.ground.people.models import User
from tongban.work.hotline.actions.moves import lock_for_unit, make, note
from tongban.work.hotline.models import Order
from tongban.work.hotline.notices import NOTICES


@transaction.atomic
def sign(order: Order, *, by: User, at: datetime) -> Order:
    """Sign for an order; its clock has been running since the dispatch."""
    return make(lock_for_unit(order, by), "sign", by=by, at=at)


@transaction.atomic
def extend(order: Order, days: int, *, by: User, at: datetime, reason: str, told: str) -> Order:
    """Give an order more days, once."""
    return make(lock_for_unit(order, by), "extend", by=by, at=at, days=days, reason=reason, told=told)


@transaction.atomic
def ask_extension(order: Order, days: int, *, by: User, at: datetime, reason: str) -> Order:
    """Ask the head of the unit for more days."""
    order = lock_for_unit(order, by)
    NOTICES.announce(note(order, "ask_extension", by=by, at=at, days=days, reason=reason))
    return order


@transaction.atomic
def refuse_extension(order: Order, *, by: User, at: datetime, ruling: str) -> Order:
    """Refuse the days that were asked for."""
    order = lock_for_unit(order, by)
    NOTICES.announce(note(order, "refuse_extension", by=by, at=at, ruling=ruling))
    return order


@transaction.atomic
def suspend(order: Order, *, by: User, at: datetime, cause: str, reason: str, review_on: date) -> Order:
    """Suspend an order that cannot be solved now, until it is looked at again."""
    said = {"cause": cause, "reason": reason, "review_on": review_on}
    return make(lock_for_unit(order, by), "suspend", by=by, at=at, **said)


@transaction.atomic
def resume(order: Order, *, by: User, at: datetime, result: str) -> Order:
    """Go on with a suspended order."""
    return make(lock_for_unit(order, by), "resume", by=by, at=at, result=result)


@transaction.atomic
def note_progress(order: Order, *, by: User, at: datetime, text: str) -> Order:
    """Note what was done so far."""
    order = lock_for_unit(order, by)
    note(order, "note_progress", by=by, at=at, text=text)
    return order


@transaction.atomic
def reply(
    order: Order, *, by: User, at: datetime, text: str, contact: str, contacted_at: datetime | None = None
) -> Order:
    """Answer the caller and report back to the centre."""
    said = {"text": text, "contact": contact, "contacted_at": contacted_at}
    return make(lock_for_unit(order, by), "reply", by=by, at=at, **said)
