"""Who reads a report against the centre itself, or against a body above it: its keepers, who act in its place."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger import Refused
from tongban.ground.people.models import User
from tongban.ground.people.places import departments_above
from tongban.ground.people.queries import holders_of
from tongban.work.hotline.models import Line, Order, SealedDemand
from tongban.work.hotline.queries.visibility import KEEPING


def is_against_the_centre(line: Line, reported_unit: int | None) -> bool:
    """Return whether a report is against the centre of its line or a body above it: nobody there may read it."""
    return reported_unit in departments_above(line.centre_id)


def keepers_of(line: Line, reported_unit: int | None, day: date) -> list[User]:
    """Return who keeps such a report; not whoever works for the reported unit itself."""
    if not is_against_the_centre(line, reported_unit):
        return []
    return [user for user in holders_of(KEEPING, day) if user.department_id != reported_unit]


def keepers_of_order(order: Order, day: date) -> list[User]:
    """Return who keeps an order in place of its centre."""
    sealed = SealedDemand.objects.filter(order=order).first() if order.is_confidential else None
    return keepers_of(order.line, sealed.reported_unit_id, day) if sealed else []


def need_a_reader(line: Line, reported_unit: int | None, day: date) -> None:
    """Refuse a report that nobody could ever read."""
    if is_against_the_centre(line, reported_unit) and not keepers_of(line, reported_unit, day):
        raise Refused(
            _(
                "Nobody is appointed who may read a report against the hotline itself or a body above it. "
                "Have a keeper of such reports appointed, or refer the caller to 12388."
            )
        )
