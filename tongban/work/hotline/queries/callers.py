"""The caller card: what a number asked before, and what an applicant with it holds, as far as the agent may see."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from tongban.ground.clock.moments import day_of
from tongban.ground.people.models import Applicant, User
from tongban.offer.licences import queries as licences
from tongban.offer.licences.models import Licence
from tongban.work.hotline.models import Order, Status
from tongban.work.hotline.queries.calls import calls_visible_to
from tongban.work.hotline.queries.orders import orders_of_phone

SHOWN, LOOKED_AT = 6, 200
RECENT_DAYS = 30


@dataclass(frozen=True, slots=True)
class CallerCard:
    """What is known of a number: its orders, how many are open or were lately asked, calls that were given up."""

    phone: str
    orders: tuple[Order, ...]
    count: int
    open_count: int
    lately: int
    given_up: int
    licences: tuple[Licence, ...]


def caller_card(phone: str, user: User, at: datetime) -> CallerCard | None:
    """Return the card of a number; none of a caller who hides it."""
    if not phone:
        return None
    orders = list(orders_of_phone(phone, user)[:LOOKED_AT])
    since = at - timedelta(days=RECENT_DAYS)
    given_up = calls_visible_to(user).filter(
        phone=phone, asked_at__gte=since, ended_at__isnull=False, answered_at=None
    )
    return CallerCard(
        phone,
        tuple(orders[:SHOWN]),
        len(orders),
        sum(order.status != Status.CLOSED for order in orders),
        sum(order.registered_at >= since for order in orders),
        given_up.count(),
        tuple(islice(_licences_of(phone, user, at), SHOWN)),
    )


def _licences_of(phone: str, user: User, at: datetime) -> list[Licence]:
    """Return the licences of verified applicants with the number, which only those see who may see them anyway."""
    holders = Applicant.objects.filter(phone=phone).exclude(verified=Applicant.Verified.PENDING)
    found = licences.visible_to(user, day_of(at)).filter(holder__in=holders)
    return list(found.order_by("-pk")[:SHOWN])
