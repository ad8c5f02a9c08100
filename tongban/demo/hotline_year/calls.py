"""The calls of the year: one behind each order that was taken down by telephone, some that came to no order, some given up."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random

from django.db import transaction

from tongban.demo.hotline_year.office import Office
from tongban.ground.matters.bulk import BulkLoader
from tongban.ground.people.actors import Actor
from tongban.work.hotline.bulk import CALL_MODELS, LoadedCall, load_call
from tongban.work.hotline.models import Order, PhoneCall
from tongban.work.hotline.numbers import CALLS, ORDERS

GIVEN_UP, WITHOUT_ORDER = 0.03, 0.06
"""Beside each call with an order, how many are given up or come to none."""
NO_ORDER = "（示例）仅咨询政务服务中心地址，已当场告知。"
SLICE = 5000


@transaction.atomic
def load_calls(office: Office) -> int:
    """Load the calls of the year's orders, once; return how many."""
    year = office.plan.year
    if PhoneCall.objects.filter(reference__startswith=CALLS.head(year)).exists():
        return 0
    calls = sorted(_calls(office), key=lambda call: call.asked_at)
    loader = BulkLoader(*CALL_MODELS)
    for place, (call, number) in enumerate(zip(calls, CALLS.take_many(year, len(calls)), strict=True), 1):
        load_call(loader, call._replace(reference=number))
        if place % SLICE == 0:
            loader.load()
    loader.load()
    return len(calls)


def _calls(office: Office) -> Iterator[LoadedCall]:
    orders = Order.objects.filter(
        reference__startswith=ORDERS.head(office.plan.year), channel="phone", taken_by__isnull=False
    ).order_by("reference")
    agents = {agent.pk: agent for agent in office.staff.agents}
    chance = Random(f"{office.plan.seed} telephone")  # noqa: S311  (invented calls, no secret)
    rows = orders.values_list("pk", "phone", "registered_at", "taken_by")
    for pk, phone, at, agent in rows.iterator():
        yield _answered(office, agents[agent], phone, at, pk, chance)
        if chance.random() < GIVEN_UP:
            asked = at - timedelta(minutes=chance.randint(2, 50))
            ended = asked + timedelta(seconds=chance.randint(15, 140))
            yield LoadedCall("", office.line.pk, "", asked, ended)
        if chance.random() < WITHOUT_ORDER:
            other = _one(office.staff.agents, chance)
            moment = at + timedelta(minutes=chance.randint(2, 50))
            yield _answered(office, other, "", moment, None, chance)


def _answered(
    office: Office, agent: Actor, phone: str, at: datetime, order: int | None, chance: Random
) -> LoadedCall:
    """Return a call that was answered some minutes before its order was taken down."""
    answered = at - timedelta(seconds=60 + int(240 * chance.random()))
    rung = answered - timedelta(seconds=chance.randint(2, 9))
    asked = rung - timedelta(seconds=int(chance.expovariate(1 / 6)))
    ended = at + timedelta(seconds=chance.randint(5, 60))
    finished = ended + timedelta(seconds=chance.randint(5, 90))
    return LoadedCall(
        "",
        office.line.pk,
        phone,
        asked,
        ended,
        agent=agent,
        rung_at=rung,
        answered_at=answered,
        finished_at=finished,
        order=order,
        remark="" if order else NO_ORDER,
    )


def _one(agents: Sequence[Actor], chance: Random) -> Actor:
    return agents[chance.randrange(len(agents))]
