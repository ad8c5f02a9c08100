"""An order that turns out to be a report: from now on it is confidential, and goes back to be dispatched anew."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from tongban.ground.clock.moments import day_of
from tongban.ground.ledger import Refused
from tongban.ground.matters.effects import Effect
from tongban.work.hotline.effects.at_hand import AtHand
from tongban.work.hotline.effects.seals import SECRET, seal_demand
from tongban.work.hotline.effects.work import end_suspension, handled_by, holding
from tongban.work.hotline.models import Kind, Order, Urgency
from tongban.work.hotline.rules.clocks import dispatch_due_at

BLANK: Mapping[str, Any] = {
    "kind": Kind.REPORT,
    "text": "",
    "caller_name": "",
    "phone": "",
    "place": "",
    "demand_class": None,
    "area": None,
    "reported_unit": None,
    "longitude": None,
    "latitude": None,
}
ANEW: Mapping[str, Any] = {
    "lead_unit": None,
    "dispatched_at": None,
    "assigned_at": None,
    "sign_due_at": None,
    "signed_at": None,
    "counted_from": None,
    "due_on": None,
    "is_decided": False,
}
"""Whoever had it may be whom it reports: nobody keeps it but the centre."""


def keep_secret(order: Order, here: AtHand, *, reported_unit: int | None = None) -> Effect:
    """Set aside what an order says, and blank it; it is dispatched anew, with a clock of its own."""
    if order.is_confidential:
        raise Refused(_("This report is confidential already."))
    content = {name: getattr(order, name) for name in SECRET}
    content["reported_unit_id"] = reported_unit or order.reported_unit_id
    centre = order.line.centre_id
    facts = {
        **BLANK,
        **ANEW,
        "is_confidential": True,
        "holder_id": centre,
        "dispatch_due_at": dispatch_due_at(here.at, is_urgent=order.urgency == Urgency.URGENT),
        **handled_by(order, here),
    }
    held = [holding(order, centre, here.at)] if order.holder_id != centre else []
    changes = end_suspension(order, here, day_of(here.at))
    return Effect(facts, rows=[seal_demand(order, **content), *held], changes=changes)
