"""What happens to orders by itself: the day of a review is told, limits follow the notice of the year."""

from datetime import date, datetime

from django.db import transaction

from tongban.ground.clock.moments import day_of
from tongban.ground.ledger import lock_matter, record
from tongban.ground.matters.batches import act_on_each
from tongban.ground.matters.limits import store_recounted
from tongban.work.hotline.actions.moves import at_hand
from tongban.work.hotline.effects.work import due_of
from tongban.work.hotline.models import Order, Status, Suspension
from tongban.work.hotline.notices import NOTICES
from tongban.work.hotline.states import HANDLING, TELLING

RUNNING = (Status.DISPATCHED, Status.RETURNED, Status.IN_HAND)


def remind_reviews(*, at: datetime) -> int:
    """Tell the unit's head and the centre, once for each suspension, that its day of review has come; return how many."""
    due = Order.objects.filter(
        status=Status.SUSPENDED,
        suspensions__until=None,
        suspensions__reminded_on=None,
        suspensions__review_on__lte=day_of(at),
    )
    return act_on_each(due, lambda order: remind_review(order, at=at))


@transaction.atomic
def remind_review(order: Order, *, at: datetime) -> bool:
    """Tell that a suspension is to be looked at again, once."""
    order = lock_matter(Order, order.pk)
    lasting = Suspension.objects.filter(order=order, until=None, reminded_on=None)
    row = lasting.filter(review_on__lte=day_of(at)).first()
    if row is None:
        return False
    row.reminded_on = day_of(at)
    row.save(update_fields=["reminded_on"])
    NOTICES.announce(record(order, "remind_review", by=None, at=at, basis=TELLING))
    return True


def recount_open(*, at: datetime) -> int:
    """Count the limits anew that still run; return how many changed."""
    running = Order.objects.filter(status__in=RUNNING, due_on__isnull=False)
    return act_on_each(running, lambda order: recount(order, at=at))


@transaction.atomic
def recount(order: Order, *, at: datetime) -> bool:
    """Count the last day of an order anew; it moves when the notice of a year's working days came out."""
    if _last_day(order, at) == order.due_on:
        return False
    order = lock_matter(Order, order.pk)
    if order.status not in RUNNING or order.due_on is None:
        return False
    return store_recounted(order, {"due_on": _last_day(order, at)}, at=at, basis=HANDLING)


def _last_day(order: Order, at: datetime) -> date:
    here = at_hand(order, None, at)
    return due_of(order, here, here.rows_of(Suspension))
