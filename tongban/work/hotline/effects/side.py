"""Beside the way of an order: helping units, orders of the same cause made one, hand-over to the emergency numbers."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger import Refused
from tongban.ground.matters.effects import Effect
from tongban.work.hotline.effects.at_hand import AtHand
from tongban.work.hotline.effects.work import handled_by, holding, need_may_handle
from tongban.work.hotline.models import OPEN, HandOver, HelperUnit, Order


def add_helper(order: Order, here: AtHand, *, unit: int, task: str) -> Effect:
    """Ask another unit to help the lead unit."""
    need_may_handle(unit, here)
    if unit == order.lead_unit_id or any(row.unit_id == unit for row in here.rows_of(HelperUnit)):
        raise Refused(_("This unit works on the order already."))
    kept = here.said(order, "add_helper", task, longest=300)
    row = HelperUnit(order=order, unit_id=unit, task=kept, by_id=here.by.pk, at=here.at)
    return Effect(rows=[row, *here.words], payload={"unit": unit})


def help_(order: Order, here: AtHand, *, unit: int, text: str) -> Effect:
    """Contribute what a helping unit was asked for, once."""
    found = next((row for row in here.rows_of(HelperUnit) if row.unit_id == unit), None)
    if found is None or found.answered_at is not None:
        raise Refused(_("This unit was not asked to help, or has answered already."))
    values = {
        "answer": here.said(order, "help", text),
        "answered_by_id": here.by.pk,
        "answered_at": here.at,
    }
    return Effect(handled_by(order, here), rows=here.words, changes=[(found, values)], payload={"unit": unit})


def merge(order: Order, here: AtHand, *, main: Order) -> Effect:
    """Make an order part of another with the same cause; its caller is told whatever becomes of that one."""
    if main.pk == order.pk or main.status not in OPEN:
        raise Refused(_("Choose another order that is still open."))
    if order.is_confidential or main.is_confidential:
        raise Refused(_("A confidential report is not merged with anything."))
    centre = order.line.centre_id
    facts = {"merged_into": main, **let_go(order)}
    rows = [holding(order, centre, here.at)] if order.holder_id != centre else []
    return Effect(facts, rows=rows, payload={"main": main.reference})


def let_go(order: Order) -> dict[str, Any]:
    """Return the facts of an order that no unit handles any more: what was not due yet never will be."""
    unsigned: dict[str, Any] = {} if order.signed_at else {"sign_due_at": None}
    return {"holder_id": order.line.centre_id, "due_on": None, **unsigned}


def close_merged(order: Order, here: AtHand, *, main: str) -> Effect:
    """Close an order with the one that it was merged into; whether this caller's matter is solved is not known by that."""
    return Effect({"closed_at": here.at}, payload={"main": main})


def hand_over(order: Order, here: AtHand, *, to: str, was_three_way: bool = False) -> Effect:
    """Hand an urgent matter over to an emergency number, at once."""
    centre = order.line.centre_id
    row = HandOver(order=order, to=to, was_three_way=was_three_way, by_id=here.by.pk, at=here.at)
    rows = [row, holding(order, centre, here.at)] if order.holder_id != centre else [row]
    return Effect(let_go(order), rows=rows, payload={"to": to})


def confirm(order: Order, here: AtHand, *, receipt: str) -> Effect:
    """Enter the receipt of a hand-over: the matter is the other number's now."""
    receipt = receipt.strip()[:60]
    if not receipt:
        raise Refused(_("Enter the number of the receipt."))
    values = {"receipt": receipt, "confirmed_by_id": here.by.pk, "confirmed_at": here.at}
    return Effect(
        {"closed_at": here.at}, changes=[(here.last(HandOver), values)], payload={"receipt": receipt}
    )
