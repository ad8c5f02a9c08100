"""What speaks on a dispute about competence: the rows of the catalogue, earlier decisions, and what follows from them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from tongban.ground.people.models import Department
from tongban.work.hotline.models import CompetenceDecision, DispatchRow, Order
from tongban.work.hotline.queries.catalogue import competent_row, proposed_rows, rows_in_force

MOST_EARLIER = 8


@dataclass(frozen=True, slots=True)
class DecisionProposal:
    """The unit that a row in force names for a returned order, and the decisions from which that row came."""

    unit: Department
    row: DispatchRow
    support: tuple[CompetenceDecision, ...]
    stays: bool
    """Whether that is the unit which returned it."""


@dataclass(frozen=True, slots=True)
class DisputeFile:
    """Everything beside a returned order."""

    proposal: DecisionProposal | None
    rows: Sequence[DispatchRow]
    proposed: Sequence[DispatchRow]
    earlier: Sequence[CompetenceDecision]


def dispute_of(order: Order, day: date) -> DisputeFile:
    """Return what speaks on a returned order; nothing is gathered about a confidential report."""
    if order.demand_class_id is None:
        return DisputeFile(None, (), (), ())
    same = {"demand_class": order.demand_class_id}
    return DisputeFile(
        proposal_for(order, day),
        list(rows_in_force(day).filter(**same)),
        list(proposed_rows().filter(**same)),
        list(earlier_decisions(order)[:MOST_EARLIER]),
    )


def proposal_for(order: Order, day: date) -> DecisionProposal | None:
    """Return what the catalogue says of a returned order: a proposal, which somebody takes or not."""
    row = competent_row(order.demand_class_id, order.area_id, day) if order.demand_class_id else None
    if row is None:
        return None
    support = tuple(CompetenceDecision.objects.filter(row=row).select_related("order")[:MOST_EARLIER])
    return DecisionProposal(row.unit, row, support, row.unit_id == order.lead_unit_id)


def earlier_decisions(order: Order) -> QuerySet[CompetenceDecision]:
    """Return what was decided on orders of the same class, the same area first."""
    found = CompetenceDecision.objects.filter(
        order__demand_class=order.demand_class_id, order__is_confidential=False
    ).exclude(order=order.pk)
    return found.select_related("order__area", "unit", "returned__unit").order_by("-at")
