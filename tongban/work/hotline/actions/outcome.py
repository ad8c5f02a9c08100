"""What the centre finds out: reviewed, called back, done again, closed; appeals against a bad result."""

from datetime import datetime

from django.db import transaction

from tongban.ground.people.models import User
from tongban.work.hotline.actions.moves import lock_for_centre, lock_for_unit, make, note
from tongban.work.hotline.effects.outcome import Heard
from tongban.work.hotline.models import CallBack, Order


@transaction.atomic
def review(order: Order, *, by: User, at: datetime) -> Order:
    """Find a reply good enough to ask the caller."""
    return make(lock_for_centre(order, by), "review", by=by, at=at)


@transaction.atomic
def send_back(order: Order, *, by: User, at: datetime, reason: str) -> Order:
    """Send a reply back to the unit."""
    return make(lock_for_centre(order, by), "send_back", by=by, at=at, reason=reason)


@transaction.atomic
def call(order: Order, *, by: User, at: datetime, result: str, means: str = CallBack.Means.PHONE) -> Order:
    """Note an attempt to call back that did not bring an answer."""
    order = lock_for_centre(order, by)
    note(order, "call", by=by, at=at, result=result, means=means)
    return order


@transaction.atomic
def redo(order: Order, *, by: User, at: datetime, heard: Heard | None = None) -> Order:
    """Have an order done again, because the caller says, on the telephone or on the web, that it is not solved."""
    return make(lock_for_centre(order, by), "redo", by=by, at=at, heard=heard)


@transaction.atomic
def close(order: Order, *, by: User, at: datetime, heard: Heard | None = None) -> Order:
    """Close an order with what the caller said, and the orders that were merged into it."""
    return make(lock_for_centre(order, by), "close", by=by, at=at, heard=heard)


@transaction.atomic
def reopen(order: Order, *, by: User, at: datetime, reason: str) -> Order:
    """Have an order done again that was closed wrongly; a person decides that, never a lead by itself."""
    return make(lock_for_centre(order, by), "reopen", by=by, at=at, reason=reason)


@transaction.atomic
def appeal(order: Order, *, by: User, at: datetime, reason: str) -> Order:
    """Ask that a bad result is not counted against the unit."""
    order = lock_for_unit(order, by)
    note(order, "appeal", by=by, at=at, reason=reason)
    return order


@transaction.atomic
def rule_appeal(order: Order, *, by: User, at: datetime, is_granted: bool, ruling: str) -> Order:
    """Rule on an appeal, as somebody who had no part in the result."""
    order = lock_for_centre(order, by)
    note(order, "rule_appeal", by=by, at=at, is_granted=is_granted, ruling=ruling)
    return order
