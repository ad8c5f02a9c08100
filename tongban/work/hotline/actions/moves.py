"""Locking an order for who may act on it, and saving what its effect says: every move and act goes through here."""

from datetime import datetime
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from tongban.ground.clock.moments import day_of
from tongban.ground.kit.calendars import calendar
from tongban.ground.ledger import Refused, lock_matter
from tongban.ground.ledger.entry_writer import Written
from tongban.ground.matters.effects import make_move, record_act
from tongban.ground.people.models import Department, User
from tongban.ground.people.places import departments_above, departments_closed, departments_under
from tongban.ground.people.queries import holders_of
from tongban.work.hotline.acts import ACTS
from tongban.work.hotline.effects import EFFECTS, AtHand
from tongban.work.hotline.models import Order, SealedDemand, Status
from tongban.work.hotline.queries.orders import rows_beside
from tongban.work.hotline.queries.visibility import is_reported, keeps
from tongban.work.hotline.states import CHART


def lock_for_centre(order: Order, by: User) -> Order:
    """Return the order locked, for staff of the centre of its line, or who keeps the report in its place."""
    found = _locked(order, by)
    if found.line.centre_id not in departments_under(by.department_id) and not keeps(by, found):
        raise PermissionDenied
    return found


def lock_for_unit(order: Order, by: User) -> Order:
    """Return the order locked, for staff of its lead unit, or of what that is part of."""
    found = _locked(order, by)
    if found.lead_unit_id not in departments_under(by.department_id):
        raise PermissionDenied
    return found


def lock_for_helper(order: Order, unit: int, by: User) -> Order:
    """Return the order locked, for staff of a helping unit."""
    if unit not in departments_under(by.department_id):
        raise PermissionDenied
    return _locked(order, by)


def lock_for_caller(order: Order) -> Order:
    """Return the order locked, for its caller, who has shown number and code."""
    return lock_matter(Order, order.pk)


def make(order: Order, name: str, *, by: User | None, at: datetime, **said: Any) -> Order:
    """Make a move on a locked order."""
    CHART.need(name, order, by=by)
    here = at_hand(order, by, at)
    make_move(CHART, name, order, EFFECTS[name](order, here, **said), by=by, at=at)
    if order.status == Status.CLOSED:
        _close_merged(order, at)
    return order


def note(order: Order, name: str, *, by: User | None, at: datetime, **said: Any) -> Written:
    """Record an act, which changes no status, on a locked order."""
    act = ACTS[name]
    if not act.may(by):
        raise PermissionDenied
    act.need_open(order)
    here = at_hand(order, by, at)
    return record_act(order, name, EFFECTS[name](order, here, **said), by=by, at=at, basis=act.basis)


def need_staffed(unit: Department, at: datetime) -> None:
    """Refuse to give an order to a unit where nobody signs for it any more, as one that was dissolved."""
    if not holders_of("hotline.work", day_of(at), departments_above(unit.pk)):
        raise Refused(
            _("Nobody at “%(unit)s” takes orders any more. Choose the unit that has its tasks now.")
            % {"unit": unit}
        )


def at_hand(order: Order, by: User | None, at: datetime) -> AtHand:
    """Return what an effect is told beside the order."""
    return AtHand(
        by,
        at,
        calendar,
        partial(rows_beside, order),
        reported=lambda: departments_under(reported_by(order)),
        closed=partial(departments_closed, day_of(at)),
    )


def reported_by(order: Order) -> int | None:
    """Return the unit that an order reports, wherever that stands."""
    if not order.is_confidential:
        return order.reported_unit_id if order.kind == "report" else None
    found: int | None = SealedDemand.objects.values_list("reported_unit", flat=True).get(order=order)
    return found


def _close_merged(main: Order, at: datetime) -> None:
    """Close what was merged into an order, however that one was closed; whether it is solved is not known by that."""
    for pk in (
        Order.objects.filter(merged_into=main, status=Status.MERGED)
        .order_by("pk")
        .values_list("pk", flat=True)
    ):
        make(lock_matter(Order, pk), "close_merged", by=None, at=at, main=main.reference)


def _locked(order: Order, by: User) -> Order:
    found = lock_matter(Order, order.pk)
    if is_reported(by, found):
        raise PermissionDenied
    return found
