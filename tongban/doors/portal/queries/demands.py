"""What the caller of a demand reads of it, by number and code: where it stands, its clock, the reply, three facts."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger.queries import history_of
from tongban.ground.ledger.wording import act_of
from tongban.work.hotline.models import OPEN, Order, Status
from tongban.work.hotline.queries.orders import is_set_aside
from tongban.work.hotline.states import CHART

ACTS = {
    "hear": _("Thank you. What you said is noted; it counts as your answer to a call back."),
    "message": _("Thank you. It stands beside your demand now."),
    "withdraw": _("Your demand is withdrawn and closed."),
}
"""What is said after each act of a caller."""
TOLD = {*CHART.moves, "add_message", "hear"}
WITHDRAWN_FROM = CHART.moves["withdraw"].from_


def page_of(order: Order) -> dict[str, Any]:
    """Return what is shown; of a confidential report where it stands, and no word or unit."""
    is_secret = order.is_confidential
    main = order.merged_into or order
    return {
        "order": order,
        "main": None if is_secret else main,
        "steps": [] if is_secret else _steps(order),
        "replies": [] if is_secret else list(order.replies.select_related("unit")),
        "messages_added": [] if is_secret else list(order.caller_messages.all()),
        "is_set_aside": is_set_aside(order),
        "may_hear": may_hear(order),
        "may_add": order.status in (*OPEN, Status.MERGED, Status.CLOSED),
        "may_withdraw": order.status in WITHDRAWN_FROM and not is_secret,
    }


def _steps(order: Order) -> list[tuple[str, Any]]:
    """Return what happened, the newest first; who did it is not told."""
    return [(act_of(entry), entry.at) for entry in history_of(order.reference) if entry.move in TOLD]


def may_hear(order: Order) -> bool:
    """Return whether the caller may say how it ended: after each time of handling once, or when it is closed."""
    if order.status == Status.CLOSED:
        return order.heard_in_id is None
    return (
        order.status == Status.REVIEWED and not order.call_backs.filter(by=None, round=order.rounds).exists()
    )
