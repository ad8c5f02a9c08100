"""What comes from outside and what callers do by number and code; too many from one number or address are set aside."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tongban.ground.clock.moments import day_of
from tongban.ground.kit.throttle import allow
from tongban.ground.law import term
from tongban.ground.ledger import Refused
from tongban.ground.people.models import User
from tongban.work.hotline.actions.intake import Filed, file
from tongban.work.hotline.actions.moves import lock_for_caller, lock_for_centre, make, note
from tongban.work.hotline.effects import Demand
from tongban.work.hotline.effects.outcome import Heard
from tongban.work.hotline.effects.particulars import NONE, Particulars
from tongban.work.hotline.models import Order, Quarantine, Status
from tongban.work.hotline.rules.phones import BadPhone, normalize_phone

DAY = timedelta(days=1)


def file_outside(
    demand: Demand, particulars: Particulars = NONE, *, at: datetime, address: str = ""
) -> Filed:
    """Take a demand from a stranger: whatever one number or address files beyond the limit is kept, but set aside.

    Called outside a transaction: what was counted stays counted.
    """
    return file(
        demand, at=at, particulars=particulars._replace(held_because=_over_limit(demand, address, at))
    )


@transaction.atomic
def release(order: Order, *, by: User, at: datetime) -> Order:
    """Let an order in that was set aside."""
    order = lock_for_centre(order, by)
    note(order, "release", by=by, at=at)
    return order


@transaction.atomic
def withdraw(order: Order, *, at: datetime, reason: str) -> Order:
    """Take a demand back, as its caller; those who asked the same are not left without it."""
    order = lock_for_caller(order)
    if Order.objects.filter(merged_into=order, status=Status.MERGED).exists():
        raise Refused(_("Others asked for the same, and it goes on for them. Add a message instead."))
    return make(order, "withdraw", by=None, at=at, reason=reason)


@transaction.atomic
def add_message(order: Order, *, at: datetime, text: str) -> Order:
    """Add something, as the caller."""
    order = lock_for_caller(order)
    note(order, "add_message", by=None, at=at, text=text)
    return order


@transaction.atomic
def hear(order: Order, *, at: datetime, heard: Heard) -> Order:
    """Say, as the caller, whether it is solved and how satisfied one is."""
    order = lock_for_caller(order)
    note(order, "hear", by=None, at=at, heard=heard)
    return order


def _over_limit(demand: Demand, address: str, at: datetime) -> str:
    """Count one more for the number and for the address; return which of them had too many already."""
    try:
        phone = normalize_phone(demand.phone)
    except BadPhone:
        phone = ""
    counted = ((Quarantine.Cause.PHONE, phone, "hotline_flood_phone"),
               (Quarantine.Cause.ADDRESS, address, "hotline_flood_address"))  # fmt: skip
    over = [
        cause
        for cause, key, name in counted
        if key and not allow(f"hotline-{cause}:{key}", limit=int(term(name, on=day_of(at))), per=DAY, at=at)
    ]
    return str(over[0]) if over else ""
