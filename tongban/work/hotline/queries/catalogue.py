"""What the office has laid down: limits, which unit is competent, what classes are called on a day."""

from datetime import date

from django.db.models import Q, QuerySet

from tongban.work.hotline.models import ClassName, DemandClass, DispatchRow, Order, OrderLimit
from tongban.work.hotline.rules.clocks import usual_days


def days_for(order: Order, day: date) -> int:
    """Return the working days to handle an order dispatched on a day: the closest limit of the office, or the usual."""
    closest = closest_limit(order.line_id, order.kind, order.demand_class_id, day)
    return closest.days if closest else usual_days(order.kind, day)


def closest_limit(line_id: int, kind: str, demand_class_id: int | None, day: date) -> OrderLimit | None:
    """Return the limit of the office that fits most closely: class before line before kind, the newest of equals."""
    fitting = (
        Q(line=line_id) | Q(line=None),
        Q(kind=kind) | Q(kind=""),
        Q(demand_class=demand_class_id) | Q(demand_class=None),
    )
    limits = OrderLimit.objects.filter(*fitting, in_force_on__lte=day).select_related("line", "demand_class")
    return max(limits, key=lambda limit: limit.closeness, default=None)


def rows_in_force(day: date) -> QuerySet[DispatchRow]:
    """Return the dispatch catalogue as it is on a day."""
    lasting = Q(until=None) | Q(until__gte=day)
    found = DispatchRow.objects.filter(lasting, state=DispatchRow.State.ACCEPTED, since__lte=day)
    return found.select_related("demand_class", "area", "unit")


def competent_row(demand_class_id: int | None, area_id: int | None, day: date) -> DispatchRow | None:
    """Return which unit is competent: the row of the area, or else the one for every area."""
    rows = rows_in_force(day).filter(demand_class=demand_class_id).order_by("-since", "-pk")
    return rows.filter(area=area_id).first() or rows.filter(area=None).first()


def proposed_rows() -> QuerySet[DispatchRow]:
    """Return the rows that decisions propose, with the orders that support them."""
    rows = DispatchRow.objects.filter(state=DispatchRow.State.PROPOSED)
    return rows.select_related("demand_class", "area", "unit").prefetch_related("support__order")


def proposed_row(demand_class_id: int, area_id: int | None, unit_id: int) -> DispatchRow | None:
    """Return the row that was proposed before for the same class, area and unit."""
    rows = DispatchRow.objects.filter(state=DispatchRow.State.PROPOSED)
    return rows.filter(demand_class=demand_class_id, area=area_id, unit=unit_id).first()


def classes_on(day: date) -> QuerySet[DemandClass]:
    """Return the classes that orders are put into on a day."""
    return DemandClass.objects.filter(Q(until=None) | Q(until__gte=day), since__lte=day)


def name_on(demand_class: DemandClass, day: date) -> str:
    """Return what a class was called on a day; before its first name, as it was called first."""
    names = ClassName.objects.filter(demand_class=demand_class).order_by("since", "pk")
    then = names.filter(since__lte=day).last() or names.first()
    return then.name if then else demand_class.name


def successor_of(demand_class: DemandClass) -> DemandClass:
    """Return the class that a class is counted under today: itself, or what it was merged into."""
    while demand_class.merged_into is not None:
        demand_class = demand_class.merged_into
    return demand_class
