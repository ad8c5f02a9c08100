"""Inspections: who sees which, the marks that count, and how far two inspectors agree."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from tongban.ground.clock.moments import day_of
from tongban.ground.people.models import User
from tongban.ground.people.places import tree_around
from tongban.work.hotline.models import Order, Reply
from tongban.work.inspection.models import (
    CriterionMark,
    HitRule,
    Inspection,
    QualityCriterion,
    SamplePlan,
)
from tongban.work.inspection.rules.agreement import InspectorAgreement, agreement_of
from tongban.work.inspection.rules.scores import GivenPoints, score_of

S = Inspection.Status
READING = ("inspection.inspect", "inspection.decide", "inspection.plan", "inspection.read")
RELATED = (
    "order__line",
    "order__area",
    "order__demand_class",
    "form",
    "agent",
    "unit",
    "inspector",
    "rule",
    "sampled__plan",
)


def inspections_visible_to(user: User) -> QuerySet[Inspection]:
    """Return the inspections this person may see.

    Whoever inspects does not see the other's score of an order inspected twice while their own is open; whose work it
    is sees it once it is scored.
    """
    rows = Inspection.objects.select_related(*RELATED)
    if user.may("inspection.decide") or user.may("inspection.read"):
        return rows
    if user.may("inspection.inspect") or user.may("inspection.plan"):
        twin = Inspection.objects.filter(sampled=OuterRef("sampled"), status=S.OPEN).exclude(
            pk=OuterRef("pk")
        )
        return rows.exclude(~Q(status=S.OPEN) & ~Q(inspector=user) & Q(Exists(twin)))
    if user.may("inspection.answer"):
        own = Q(agent=user) | Q(agent=None, unit__in=tree_around(user))
        return rows.filter(own).exclude(status=S.OPEN)
    return rows.none()


def open_for(user: User) -> QuerySet[Inspection]:
    """Return what this person may inspect: neither handled by them nor inspected by them before."""
    done = Inspection.objects.filter(sampled=OuterRef("sampled"), inspector=user)
    rows = inspections_visible_to(user).filter(status=S.OPEN)
    return rows.exclude(agent=user).exclude(order__handlers__contains=[user.pk]).exclude(Exists(done))


class MarkedCriterion(NamedTuple):
    """A criterion with the inspector's mark, and the one that a ruling put in its place."""

    criterion: QualityCriterion
    mark: CriterionMark | None
    ruling: CriterionMark | None


def marks_of(inspection: Inspection) -> list[MarkedCriterion]:
    """Return the criteria of an inspection with what was given for them."""
    rows = list(inspection.marks.select_related("by"))
    first = {row.criterion_id: row for row in rows if not row.is_ruling}
    ruled = {row.criterion_id: row for row in rows if row.is_ruling}
    criteria = inspection.form.criteria.all()
    return [MarkedCriterion(each, first.get(each.pk), ruled.get(each.pk)) for each in criteria]


class CriterionAgreement(NamedTuple):
    """How far two inspectors agree on a criterion; without one, on whether the order passed."""

    criterion: QualityCriterion | None
    agreement: InspectorAgreement


def agreement_of_plan(plan: SamplePlan) -> list[CriterionAgreement]:
    """Return the agreement of the two inspectors of what a sample had inspected twice; whether it passed comes first.

    The marks as the inspectors gave them count, not what a ruling made of them.
    """
    rows = (
        Inspection.objects.filter(sampled__plan=plan, sampled__is_double=True, scored_at__isnull=False)
        .select_related("form")
        .prefetch_related("marks", "form__criteria")
        .order_by("sampled", "turn")
    )
    pairs = list(_pairs(rows))
    if not pairs:
        return []
    form = pairs[0][0][0].form
    passed = agreement_of((_passed(one), _passed(other)) for one, other in pairs)
    found = [CriterionAgreement(None, passed)]
    for criterion in form.criteria.all():
        levels = ((_level(one, criterion), _level(other, criterion)) for one, other in pairs)
        found.append(CriterionAgreement(criterion, agreement_of(levels)))
    return found


Judged = tuple[Inspection, dict[int, CriterionMark]]


def _pairs(rows: Iterable[Inspection]) -> Iterator[tuple[Judged, Judged]]:
    for _sampled, both in groupby(rows, key=lambda row: row.sampled_id):
        judged = [(row, {m.criterion_id: m for m in row.marks.all() if not m.is_ruling}) for row in both]
        if len(judged) > 1:
            yield judged[0], judged[1]


def _level(judged: Judged, criterion: QualityCriterion) -> str:
    mark = judged[1][criterion.pk]
    return GivenPoints(criterion.points, mark.points, criterion.is_fatal, mark.is_hit).level


def _passed(judged: Judged) -> str:
    from_marks = [
        GivenPoints(each.points, judged[1][each.pk].points, each.is_fatal, judged[1][each.pk].is_hit)
        for each in judged[0].form.criteria.all()
    ]
    score, has_fatal = score_of(from_marks)
    return "passed" if score is not None and score >= judged[0].form.pass_mark and not has_fatal else "failed"


def hit_by(rule: HitRule, orders: QuerySet[Order]) -> Iterable[Order]:
    """Return the orders that a rule hits."""
    number = rule.number
    kinds = HitRule.Kind
    if rule.kind == kinds.SATISFACTION:
        return orders.filter(satisfaction__lte=number)
    if rule.kind == kinds.ROUNDS:
        return orders.filter(rounds__gte=number)
    if rule.kind == kinds.RETURNS:
        return [order for order in orders.prefetch_related("returns") if len(order.returns.all()) >= number]
    if rule.kind == kinds.LATE:
        late = Reply.objects.filter(order=OuterRef("pk"), due_on__isnull=False, at__date__gt=F("due_on"))
        slow = orders.filter(Exists(late)).prefetch_related("replies")
        return [order for order in slow if _days_late(order) > number]
    return [order for order in orders.filter(replies__is_direct=True) if _direct_length(order) < number]


def _days_late(order: Order) -> int:
    return max((day_of(each.at) - each.due_on).days for each in order.replies.all() if each.due_on)


def _direct_length(order: Order) -> int:
    return min(len(each.text.strip()) for each in order.replies.all() if each.is_direct)
