"""Another unit for an order whose unit was closed."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.clock.moments import day_of
from tongban.ground.ledger import Refused
from tongban.ground.matters.effects import Effect
from tongban.work.hotline.effects.at_hand import AtHand
from tongban.work.hotline.effects.work import (
    assigned,
    due_of,
    end_suspension,
    holding,
    need_may_handle,
)
from tongban.work.hotline.models import Order, Suspension


def reassign(order: Order, here: AtHand, *, unit: int) -> Effect:
    """Give an order of a closed unit to another one; the caller's last day does not move."""
    if order.lead_unit_id not in here.closed():
        raise Refused(_("Only the order of a closed unit is given to another without a return."))
    need_may_handle(unit, here)
    on = day_of(here.at)
    changes = end_suspension(order, here, on)
    due_on = due_of(order, here, here.rows_of(Suspension), until=on)
    facts = assigned(unit, here.at) | {"due_on": due_on}
    return Effect(
        facts, rows=[holding(order, unit, here.at), *here.words], changes=changes, payload={"unit": unit}
    )
