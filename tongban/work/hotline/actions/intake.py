"""Taking an order in: by an agent, or filed from outside; answered at once or dispatched."""

from datetime import datetime
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tongban.ground.clock.moments import day_of
from tongban.ground.ledger import Refused, start_chain
from tongban.ground.matters.codes import check_code
from tongban.ground.matters.effects import make_move
from tongban.ground.people.models import Department, User
from tongban.ground.people.places import departments_under
from tongban.work.hotline.actions.moves import lock_for_centre, make, need_staffed, note
from tongban.work.hotline.effects import Demand, new_order
from tongban.work.hotline.effects.particulars import NONE, Particulars, rows_of
from tongban.work.hotline.models import Area, DemandClass, Order, OrderText, PhoneCall, Quarantine, Status
from tongban.work.hotline.numbers import ORDERS
from tongban.work.hotline.queries.catalogue import days_for
from tongban.work.hotline.queries.keepers import need_a_reader
from tongban.work.hotline.rules.follow import LENGTH, follow_digest
from tongban.work.hotline.states import CHART


class Filed(NamedTuple):
    """An order, and the code by which its caller follows it: told once, kept nowhere."""

    order: Order
    code: str


@transaction.atomic
def register(demand: Demand, *, by: User, at: datetime) -> Filed:
    """Take down what a caller asks, on a line of the agent's centre."""
    if demand.line.centre_id not in departments_under(by.department_id):
        raise PermissionDenied
    return _begin("register", demand, by, at)


@transaction.atomic
def file(demand: Demand, *, at: datetime, particulars: Particulars = NONE) -> Filed:
    """Take what comes from outside: the web, another system, a live programme."""
    return _begin("file", demand, None, at, particulars)


@transaction.atomic
def answer(order: Order, *, by: User, at: datetime, text: str, entry: str = "") -> Order:
    """Answer at once: the order is closed with the answer, and says from which entry of the knowledge it came."""
    return make(lock_for_centre(order, by), "answer", by=by, at=at, text=text, entry=entry)


@transaction.atomic
def classify(
    order: Order, *, by: User, at: datetime, kind: str, demand_class: DemandClass, area: Area | None = None
) -> Order:
    """Put an order into another class, kind or area."""
    order = lock_for_centre(order, by)
    area_id = area.pk if area else None
    note(order, "classify", by=by, at=at, kind=kind, demand_class=demand_class, area_id=area_id)
    return order


@transaction.atomic
def dispatch(
    order: Order, unit: Department, *, by: User, at: datetime, most_days: int | None = None
) -> Order:
    """Pass an order on to the unit that leads; the clock runs from here, for no more days than are said."""
    order = lock_for_centre(order, by)
    if order.demand_class_id is None and not order.is_confidential:
        raise Refused(_("Choose a class first: the limit hangs on it."))
    need_staffed(unit, at)
    days = days_for(order, day_of(at))
    return make(order, "dispatch", by=by, at=at, unit=unit.pk, days=min(days, most_days or days))


@transaction.atomic
def keep_secret(order: Order, *, by: User, at: datetime, reported_unit: Department | None = None) -> Order:
    """Keep an order confidential from now on; what the ledger holds of it before stays there."""
    order = lock_for_centre(order, by)
    if order.merged.filter(status=Status.MERGED).exists():
        raise Refused(_("Others were merged into this order; a confidential report has none."))
    reported = reported_unit.pk if reported_unit else order.reported_unit_id
    need_a_reader(order.line, reported, day_of(at))
    order = make(order, "keep_secret", by=by, at=at, reported_unit=reported)
    OrderText.objects.filter(order=order).delete()
    PhoneCall.objects.filter(order=order).update(order=None)
    return order


def _begin(
    move: str, demand: Demand, by: User | None, at: datetime, particulars: Particulars = NONE
) -> Filed:
    if not demand.line.since <= day_of(at) <= (demand.line.until or day_of(at)):
        raise Refused(_("The line “%(line)s” is not open on this day.") % {"line": demand.line})
    if demand.is_confidential:
        need_a_reader(demand.line, demand.reported_unit_id, day_of(at))
    reference, code = ORDERS.next(day_of(at)), check_code(LENGTH)
    order, effect = new_order(demand, reference, at=at, follow_digest=follow_digest(reference, code))
    effect = effect._replace(rows=[*effect.rows, *rows_of(particulars, order, at)])
    order.taken_by = by
    start_chain(order)
    make_move(CHART, move, order, effect, by=by, at=at)
    if not particulars.held_because:
        Quarantine.order.field.remote_field.set_cached_value(order, None)  # whoever asks now needs no query
    return Filed(order, code)
