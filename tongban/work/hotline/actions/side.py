"""Helping units, orders made one, emergencies, urging and supervision."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger import Refused
from tongban.ground.matters.urging_orders import CHARS_OF_AN_ORDER, give_order, reply_to
from tongban.ground.people.models import Department, User
from tongban.work.hotline.actions.moves import (
    at_hand,
    lock_for_centre,
    lock_for_helper,
    lock_for_unit,
    make,
    note,
)
from tongban.work.hotline.models import OPEN, Order, Status, Urging
from tongban.work.hotline.notices import NOTICES

UNDER_WAY = tuple(status for status in OPEN if status != Status.REGISTERED)


@transaction.atomic
def add_helper(order: Order, unit: Department, *, by: User, at: datetime, task: str) -> Order:
    """Ask another unit to help the lead unit."""
    order = lock_for_centre(order, by)
    note(order, "add_helper", by=by, at=at, unit=unit.pk, task=task)
    return order


@transaction.atomic
def help_(order: Order, unit: Department, *, by: User, at: datetime, text: str) -> Order:
    """Contribute what a helping unit was asked for."""
    order = lock_for_helper(order, unit.pk, by)
    note(order, "help", by=by, at=at, unit=unit.pk, text=text)
    return order


@transaction.atomic
def merge(order: Order, main: Order, *, by: User, at: datetime) -> Order:
    """Make an order part of another with the same cause; its caller stays informed."""
    return _make_part("merge", order, main, by, at)


@transaction.atomic
def join(order: Order, main: Order, *, by: User, at: datetime) -> Order:
    """Join an order just taken down to one of the same matter; its caller stays informed."""
    return _make_part("join", order, main, by, at)


def _make_part(move: str, order: Order, main: Order, by: User, at: datetime) -> Order:
    locked = {each.pk: lock_for_centre(each, by) for each in sorted((order, main), key=_key)}
    order, main = locked[order.pk], locked[main.pk]
    if Order.objects.filter(merged_into=order, status=Status.MERGED).exists():
        raise Refused(_("Others were merged into this order: merge that one into it instead."))
    return make(order, move, by=by, at=at, main=main)


@transaction.atomic
def hand_over(order: Order, to: str, *, by: User, at: datetime, was_three_way: bool = False) -> Order:
    """Hand an urgent matter over to an emergency number, at once."""
    return make(lock_for_centre(order, by), "hand_over", by=by, at=at, to=to, was_three_way=was_three_way)


@transaction.atomic
def confirm(order: Order, *, by: User, at: datetime, receipt: str) -> Order:
    """Enter the receipt of a hand-over."""
    return make(lock_for_centre(order, by), "confirm", by=by, at=at, receipt=receipt)


@transaction.atomic
def urge(
    order: Order, text: str, *, by: User, at: datetime, level: int = 0, reply_due_on: date | None = None
) -> Urging:
    """Order the lead unit to hurry, or supervise it on a level; only the head of the hotline supervises."""
    if not by.may("hotline.dispatch" if level == Urging.Level.URGE else "hotline.lead"):
        raise PermissionDenied
    order = lock_for_centre(order, by)
    if order.status not in UNDER_WAY:
        raise Refused(_("An order under way is urged, with what is expected."))
    here = at_hand(order, by, at)
    row = Urging(order=order, level=level, text=here.said(order, "urge", text, longest=CHARS_OF_AN_ORDER))
    row = give_order(row, order, by=by, at=at, reply_due_on=reply_due_on, announce=NOTICES.announce)
    for word in here.words:
        word.save()
    return row


@transaction.atomic
def reply_to_urging(urging: Urging, text: str, *, by: User, at: datetime) -> Urging:
    """Reply to an order to hurry."""
    if not by.may("hotline.work"):
        raise PermissionDenied
    order = lock_for_unit(urging.order, by)
    here = at_hand(order, by, at)
    row = reply_to(
        urging, order, here.said(order, "reply_to_urging", text), by=by, at=at, announce=NOTICES.announce
    )
    for word in here.words:
        word.save()
    return row


def _key(order: Order) -> int:
    """Return the key by which two orders are locked in one sequence, so that nobody waits for each other."""
    return int(order.pk)
