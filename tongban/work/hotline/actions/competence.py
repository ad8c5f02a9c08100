"""Returns and decisions on competence."""

from datetime import datetime

from django.db import transaction

from tongban.ground.clock.moments import day_of
from tongban.ground.people.models import Department, User
from tongban.work.hotline.actions.moves import lock_for_centre, lock_for_unit, make, need_staffed
from tongban.work.hotline.effects.competence import row_for
from tongban.work.hotline.models import DispatchRow, Order
from tongban.work.hotline.queries.catalogue import competent_row, proposed_row


@transaction.atomic
def return_(
    order: Order, *, by: User, at: datetime, reason: str, proposed_unit: Department | None = None
) -> Order:
    """Return an order in time, with the reason; its clock runs on."""
    proposed = proposed_unit.pk if proposed_unit else None
    return make(lock_for_unit(order, by), "return", by=by, at=at, reason=reason, proposed_unit=proposed)


@transaction.atomic
def decide(order: Order, unit: Department, *, by: User, at: datetime, reason: str) -> Order:
    """Decide who is competent; where the catalogue says otherwise or nothing, a row is proposed."""
    order = lock_for_centre(order, by)
    need_staffed(unit, at)
    row = _row_of(order, unit, at)
    return make(order, "decide", by=by, at=at, unit=unit.pk, reason=reason, row=row)


@transaction.atomic
def reassign(order: Order, unit: Department, *, by: User, at: datetime) -> Order:
    """Give an order whose unit was closed to another one."""
    return make(lock_for_centre(order, by), "reassign", by=by, at=at, unit=unit.pk)


def _row_of(order: Order, unit: Department, at: datetime) -> DispatchRow | None:
    """Return the row that a decision supports: proposed before or now; none where the catalogue says so already."""
    known = competent_row(order.demand_class_id, order.area_id, day_of(at))
    if order.demand_class_id is None or (known is not None and known.unit_id == unit.pk):
        return None
    return proposed_row(order.demand_class_id, order.area_id, unit.pk) or row_for(order, unit.pk)
