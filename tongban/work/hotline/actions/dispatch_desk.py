"""One stroke at the dispatch desk: the right class, then the unit; both, or neither."""

from datetime import datetime

from django.db import transaction

from tongban.ground.people.models import Department, User
from tongban.work.hotline.actions.intake import classify, dispatch
from tongban.work.hotline.models import Area, DemandClass, Order


@transaction.atomic
def classify_and_dispatch(
    order: Order, unit: Department, *, by: User, at: datetime, demand_class: DemandClass, area: Area | None
) -> Order:
    """Put an order into a class and area, and pass it on."""
    order = classify(order, by=by, at=at, kind=order.kind, demand_class=demand_class, area=area)
    return dispatch(order, unit, by=by, at=at)
