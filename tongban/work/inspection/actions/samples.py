"""Drawing a sample: its size by the formula, its seed from the house, its result in the ledger for anybody to draw again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from math import ceil
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tongban.ground.clock.moments import day_of
from tongban.ground.ledger import Refused, record
from tongban.ground.matters.draw_seeds import seed_of
from tongban.ground.matters.draws import draw
from tongban.ground.people.models import User
from tongban.work.hotline.models import Area, DemandClass, Line, Order
from tongban.work.inspection.actions.inspections import ask_of_sample
from tongban.work.inspection.models import SampledOrder, SamplePlan
from tongban.work.inspection.numbers import SAMPLES
from tongban.work.inspection.queries.samples import candidates_of, form_on, group_of
from tongban.work.inspection.rules.samples import allotted, sample_size
from tongban.work.inspection.states import CHECKING

MOST_AT_ONCE = 20_000
"""Each turn of a draw reads the whole list: more than this is drawn by line, area or shorter period."""
DOUBLES = "twice"


@dataclass(frozen=True, slots=True)
class SampleWish:
    """What is to be drawn: from which orders, how, and how sure."""

    name: str
    purpose: str
    since: date
    until: date
    line: Line | None = None
    demand_class: DemandClass | None = None
    area: Area | None = None
    method: str = SamplePlan.Method.RANDOM
    groups: str = ""
    least_per_group: int = 0
    confidence: Decimal = Decimal(95)
    error: Decimal = Decimal(5)
    share: Decimal = Decimal(50)
    double_percent: int = 10

    def as_fields(self) -> dict[str, Any]:
        """Return the wish as columns."""
        return {name: getattr(self, name) for name in self.__slots__}


@transaction.atomic
def draw_sample(wish: SampleWish, *, by: User, at: datetime, is_example: bool = False) -> SamplePlan:
    """Draw a sample once and for all; for an inspection, ask for it with the form of the day."""
    if not by.may("inspection.plan"):
        raise PermissionDenied
    if wish.method == SamplePlan.Method.SPREAD and not wish.groups:
        raise Refused(_("Say by what the groups are formed."))
    if wish.until > day_of(at):
        raise Refused(_("A sample is drawn of a period that is over."))
    if wish.purpose == SamplePlan.Purpose.INSPECTION and form_on(day_of(at)) is None:
        raise Refused(_("There is no form of inspection in force yet."))
    orders = _orders(wish)
    plan = SamplePlan(
        **wish.as_fields(), reference=SAMPLES.next(day_of(at)), by=by, at=at, is_example=is_example
    )
    groups = _groups(wish, orders)
    sizes = _sizes(wish, {name: len(members) for name, members in groups.items()})
    plan.population, plan.size = len(orders), sum(sizes.values())
    plan.save(force_insert=True)
    drawn = _drawn(plan, groups, sizes, by, at)
    _keep(plan, drawn, orders, by, at)
    if plan.purpose == SamplePlan.Purpose.INSPECTION:
        ask_of_sample(plan, by=by, at=at)
    return plan


def _orders(wish: SampleWish) -> dict[str, Order]:
    found = {order.reference: order for order in candidates_of(wish)[: MOST_AT_ONCE + 1]}
    if not found:
        raise Refused(_("There is no order of this period from which one could draw."))
    if len(found) > MOST_AT_ONCE:
        raise Refused(
            _("These are more than %(most)d orders. Draw by line, class, area or a shorter period.")
            % {"most": MOST_AT_ONCE}
        )
    return found


def _groups(wish: SampleWish, orders: Mapping[str, Order]) -> dict[str, list[str]]:
    if wish.method != SamplePlan.Method.SPREAD:
        return {"": list(orders)}
    groups: dict[str, list[str]] = {}
    for reference, order in orders.items():
        groups.setdefault(group_of(order, wish.groups), []).append(reference)
    return dict(sorted(groups.items()))


def _sizes(wish: SampleWish, groups: Mapping[str, int]) -> dict[str, int]:
    if wish.method == SamplePlan.Method.EVERY:
        return dict(groups)
    of_one = Decimal(100)
    wanted = sample_size(
        sum(groups.values()),
        confidence=float(wish.confidence / of_one),
        error=float(wish.error / of_one),
        share=float(wish.share / of_one),
    )
    return allotted(groups, wanted.size, least=wish.least_per_group)


def _drawn(
    plan: SamplePlan, groups: Mapping[str, Sequence[str]], sizes: Mapping[str, int], by: User, at: datetime
) -> list[tuple[str, str]]:
    """Draw from each group; each draw is an entry of its own, with its seed and its list."""
    found: list[tuple[str, str]] = []
    for place, (group, members) in enumerate(groups.items(), 1):
        if sizes[group] == len(members):
            found += [(name, group) for name in members]
            said = {**_method_of(plan), "every": len(members)}
            record(plan.reference, "draw", by=by, at=at, basis=CHECKING, payload=said, note=group)
        elif sizes[group]:
            names = _draw(plan, f"{plan.reference} G{place}", members, sizes[group], by, at, group)
            found += [(name, group) for name in names]
    return found


def _draw(
    plan: SamplePlan, occasion: str, members: Sequence[str], count: int, by: User, at: datetime, note: str
) -> tuple[str, ...]:
    made = draw(seed_of(occasion), members, count)
    said = {**made.as_payload(), "occasion": occasion, **_method_of(plan)}
    record(plan.reference, "draw", by=by, at=at, basis=CHECKING, payload=said, note=note)
    return made.drawn


def _method_of(plan: SamplePlan) -> dict[str, str]:
    names = ("method", "confidence", "error", "share", "since", "until")
    return {name: str(getattr(plan, name)) for name in names}


def _keep(
    plan: SamplePlan, drawn: Sequence[tuple[str, str]], orders: Mapping[str, Order], by: User, at: datetime
) -> None:
    names = [name for name, _group in drawn]
    count = (
        ceil(len(names) * plan.double_percent / 100) if plan.purpose == SamplePlan.Purpose.INSPECTION else 0
    )
    twice = _draw(plan, f"{plan.reference} {DOUBLES}", names, count, by, at, DOUBLES) if count else ()
    SampledOrder.objects.bulk_create(
        SampledOrder(plan=plan, order=orders[name], group=group, place=place, is_double=name in set(twice))
        for place, (name, group) in enumerate(drawn, 1)
    )
