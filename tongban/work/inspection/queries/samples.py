"""Samples: from which orders one draws, what was drawn, and how far it is covered."""

from collections import Counter
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from tongban.ground.matters.counted import Counted
from tongban.ground.people.models import User
from tongban.work.hotline.models import CallBack, Order, Solved
from tongban.work.hotline.models import Status as OrderStatus
from tongban.work.hotline.queries import visible_to
from tongban.work.inspection.models import Inspection, QualityForm, SampledOrder, SamplePlan
from tongban.work.inspection.rules.samples import SampleSize, sample_size

NOBODY = "—"
GROUP_OF = {
    "agent": lambda order: order.taken_by and order.taken_by.username,
    "unit": lambda order: order.lead_unit and order.lead_unit.name,
    "demand_class": lambda order: order.demand_class and order.demand_class.name,
    "area": lambda order: order.area and order.area.name,
}
SATISFIED_FROM = 3


def group_of(order: Order, groups: str) -> str:
    """Return the group of an order in a spread draw."""
    return str(GROUP_OF[groups](order) or NOBODY)


def form_on(day: date) -> QualityForm | None:
    """Return the form of inspection in force on a day."""
    return QualityForm.objects.filter(in_force_on__lte=day).first()


def candidates_of(wish: Any) -> QuerySet[Order]:
    """Return the orders from which a sample is drawn: closed in the period, or replied to where callers are to be called.

    A confidential report is neither inspected nor called back, nor is an order that was merged into another.
    """
    rows = Order.objects.filter(is_confidential=False, merged_into=None)
    if wish.purpose == SamplePlan.Purpose.CALL_BACK:
        days = Q(replies__at__date__range=(wish.since, wish.until), replies__is_direct=False)
        rows = rows.filter(days, wants_contact=True).exclude(phone="").distinct()
    else:
        rows = rows.filter(closed_at__date__range=(wish.since, wish.until))
    for name in ("line", "demand_class", "area"):
        if getattr(wish, name) is not None:
            rows = rows.filter(**{name: getattr(wish, name)})
    return rows.select_related("taken_by", "lead_unit", "demand_class", "area").order_by("pk")


def plans_visible_to(user: User) -> QuerySet[SamplePlan]:
    """Return the samples: whoever plans, inspects, decides or supervises sees them."""
    reads = any(
        map(user.may, ("inspection.plan", "inspection.inspect", "inspection.decide", "inspection.read"))
    )
    return (
        SamplePlan.objects.select_related("line", "demand_class", "area", "by")
        if reads
        else SamplePlan.objects.none()
    )


def size_of(plan: SamplePlan) -> SampleSize:
    """Return how the size of a sample comes about, to be shown."""
    return sample_size(
        plan.population,
        confidence=float(plan.confidence) / 100,
        error=float(plan.error) / 100,
        share=float(plan.share) / 100,
    )


class Coverage(NamedTuple):
    """How far a sample of call backs is covered, and what those who were reached say."""

    drawn: int
    heard: Counted
    unreached: int
    declined: int
    waiting: int
    three_attempts: int
    contacted: Counted
    solved: Counted
    satisfied: Counted


class CalledOrder(NamedTuple):
    """An order of the sample with what became of the calls: the last result and how many attempts there were."""

    sampled: SampledOrder
    result: str
    attempts: int
    heard: CallBack | None


def called_orders(plan: SamplePlan) -> list[CalledOrder]:
    """Return the orders of a sample of call backs with what came of them since they were drawn or before."""
    rows = plan.orders.select_related("order__lead_unit", "order__heard_in").prefetch_related(
        "order__call_backs"
    )
    return [_called(row) for row in rows]


def _called(row: SampledOrder) -> CalledOrder:
    calls = list(row.order.call_backs.all())
    heard = [call for call in calls if call.result == CallBack.Result.HEARD]
    result = heard[-1].result if heard else calls[-1].result if calls else ""
    return CalledOrder(row, result, len(calls), heard[-1] if heard else None)


def coverage_of(called: list[CalledOrder]) -> Coverage:
    """Return how far a sample of call backs is covered."""
    results = Counter(each.result for each in called)
    heard = [each.heard for each in called if each.heard is not None]
    told = [call for call in heard if call.was_contacted is not None]
    decided = [call for call in heard if call.solved != Solved.UNKNOWN]
    rated = [call for call in heard if call.satisfaction is not None]
    return Coverage(
        drawn=len(called),
        heard=Counted(len(heard), len(called)),
        unreached=results[CallBack.Result.UNREACHED],
        declined=results[CallBack.Result.DECLINED],
        waiting=results[""],
        three_attempts=sum(each.attempts >= 3 and each.heard is None for each in called),
        contacted=Counted(sum(bool(call.was_contacted) for call in told), len(told)),
        solved=Counted(sum(call.solved == Solved.YES for call in decided), len(decided)),
        satisfied=Counted(sum((call.satisfaction or 0) >= SATISFIED_FROM for call in rated), len(rated)),
    )


def to_call(plan: SamplePlan, user: User) -> QuerySet[Order]:
    """Return the orders of a sample that wait for a call back and that this person may call."""
    waiting = visible_to(user).filter(status=OrderStatus.REVIEWED, pk__in=plan.orders.values("order"))
    return waiting.exclude(handlers__contains=[user.pk])


def inspected(plan: SamplePlan) -> Counted:
    """Return how many of the inspections that a sample asks for are done."""
    rows = Inspection.objects.filter(sampled__plan=plan)
    return Counted(rows.exclude(status=Inspection.Status.OPEN).count(), rows.count())
