"""Returns and the centre's decision on who is competent."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger import Refused
from tongban.ground.matters.effects import Effect
from tongban.ground.matters.limits import CHARS_OF_A_REASON
from tongban.work.hotline.effects.at_hand import AtHand
from tongban.work.hotline.effects.work import assigned, handled_by, holding, need_may_handle, need_unit
from tongban.work.hotline.models import CompetenceDecision, DispatchRow, Order, Return
from tongban.work.hotline.rules.clocks import may_return, sign_due_at


def return_(order: Order, here: AtHand, *, reason: str, proposed_unit: int | None = None) -> Effect:
    """Say that the unit is not competent: in time, with the reason, and never after a decision. The clock runs on."""
    if order.is_decided:
        raise Refused(_("The centre has decided who is competent; the order is not returned any more."))
    if order.assigned_at is None or not may_return(order.assigned_at, here.at, is_decided=order.is_decided):
        raise Refused(_("The hours to return an order are over; please handle it."))
    row = Return(
        order=order,
        unit_id=need_unit(order),
        reason=here.said(order, "return", reason, longest=CHARS_OF_A_REASON),
        proposed_unit_id=proposed_unit,
        by_id=here.by.pk,
        at=here.at,
    )
    centre = order.line.centre_id
    rows = [row, holding(order, centre, here.at), *here.words]
    return Effect(
        {"holder_id": centre, **handled_by(order, here)}, rows=rows, payload={"unit": order.lead_unit_id}
    )


def decide(order: Order, here: AtHand, *, unit: int, reason: str, row: DispatchRow | None = None) -> Effect:
    """Decide who is competent: it stays or goes elsewhere; the caller's last day does not move."""
    need_may_handle(unit, here)
    returned = here.last(Return)
    decision = CompetenceDecision(
        order=order,
        returned=returned,
        unit_id=unit,
        reason=here.said(order, "decide", reason, longest=CHARS_OF_A_REASON),
        row=row,
        by_id=here.by.pk,
        at=here.at,
    )
    stays = unit == order.lead_unit_id
    again = {"holder_id": unit, "sign_due_at": sign_due_at(here.at)}
    facts = again if stays else assigned(unit, here.at)
    proposed = [row] if row is not None and row._state.adding else []
    rows = [*proposed, decision, holding(order, unit, here.at), *here.words]
    return Effect(facts | {"is_decided": True}, rows=rows, payload={"unit": unit, "stays": stays})


def row_for(order: Order, unit: int) -> DispatchRow | None:
    """Return the row of the catalogue that a decision proposes, not kept yet; a confidential order proposes none."""
    if order.demand_class_id is None:
        return None
    return DispatchRow(demand_class_id=order.demand_class_id, area_id=order.area_id, unit_id=unit)
