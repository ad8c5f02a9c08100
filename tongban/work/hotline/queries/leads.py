"""What the leads on forged closing look at: orders closed in a period, as the pure functions of ``leads`` take them.

A confidential report says nothing here. What an agent answers at once, with the caller on the line, is left out.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import Prefetch

from tongban.work.hotline.leads.contacts import (
    CallbackRecord,
    Closing,
    Satisfaction,
    no_callback_leads,
    no_contact_leads,
)
from tongban.work.hotline.leads.empty_replies import names_nothing_leads
from tongban.work.hotline.leads.lead import AnsweredDemand, Lead
from tongban.work.hotline.leads.repeated_replies import UnitRepeats, repeated_leads, unit_repeats
from tongban.work.hotline.models import CallBack, Order, Reply, Solved

SPOKEN = (Reply.Contact.PHONE, Reply.Contact.VISIT)
SATISFIED_FROM = 3


class FoundLeads(NamedTuple):
    """Leads of a period, the orders that they are on, and which units repeat themselves how often."""

    leads: Sequence[Lead]
    orders: dict[str, Order]
    units: Sequence[UnitRepeats]


def closing_leads(since: date, until: date) -> FoundLeads:
    """Return what points to forged closing among the orders closed from a day to a day, both inclusive."""
    orders = {order.reference: order for order in _closed(since, until)}
    answered = [(order, reply) for order in orders.values() if (reply := _last_reply(order)) is not None]
    texts = [
        AnsweredDemand(order.reference, order.lead_unit.code, order.text, reply.text)
        for order, reply in answered
    ]
    leads = [
        *repeated_leads(texts),
        *names_nothing_leads(texts),
        *no_contact_leads(_closing(order, reply) for order, reply in answered),
        *no_callback_leads(_satisfied(orders.values())),
    ]
    return FoundLeads(leads, orders, unit_repeats(texts))


def _closed(since: date, until: date) -> Iterator[Order]:
    rows = Order.objects.filter(
        closed_at__date__range=(since, until),
        is_confidential=False,
        merged_into=None,
        lead_unit__isnull=False,
    )
    related = rows.select_related("lead_unit", "heard_in").order_by("pk")
    replies = Prefetch("replies", Reply.objects.filter(is_direct=False).order_by("pk"))
    yield from related.prefetch_related(replies, "call_backs").iterator(chunk_size=2000)


def _last_reply(order: Order) -> Reply | None:
    return next(reversed(list(order.replies.all())), None)


def _closing(order: Order, reply: Reply) -> Closing:
    """Return how an order was closed; a contact that the caller denies when called back is none."""
    denied = any(call.was_contacted is False for call in order.call_backs.all() if call.round == order.rounds)
    contacts = (
        each.contacted_at
        for each in order.replies.all()
        if each.round == order.rounds and each.contact in SPOKEN and each.contacted_at is not None
    )
    return Closing(order.reference, reply.at, () if denied else tuple(contacts), order.is_reachable)


def _satisfied(orders: Iterable[Order]) -> Iterator[Satisfaction]:
    for order in orders:
        is_good = order.solved == Solved.YES or (order.satisfaction or 0) >= SATISFIED_FROM
        heard = order.heard_in
        if not is_good or heard is None:
            continue
        calls = tuple(
            CallbackRecord(call.at, call.by_id not in order.handlers)
            for call in order.call_backs.all()
            if call.result == CallBack.Result.HEARD
        )
        by_caller = heard.means in (CallBack.Means.SMS, CallBack.Means.WEB)
        yield Satisfaction(order.reference, heard.at, by_caller, calls)
