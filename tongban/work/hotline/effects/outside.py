"""What callers do by number and code, and what becomes of orders that were set aside."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger import Refused
from tongban.ground.matters.effects import Effect
from tongban.work.hotline.effects.at_hand import AtHand
from tongban.work.hotline.effects.outcome import Heard, web_answer
from tongban.work.hotline.effects.work import holding
from tongban.work.hotline.models import CallBack, CallerMessage, Order, Quarantine, Solved, Status

MOST_CHARS_ADDED = 4_000


def withdraw(order: Order, here: AtHand, *, reason: str) -> Effect:
    """Close an order whose caller takes it back, by the code; a confidential report is not taken back."""
    if order.is_confidential:
        raise Refused(
            _(
                "A confidential report is not withdrawn on the web: nobody shall be pressed to do it. Add a message."
            )
        )
    centre = order.line.centre_id
    rows = [holding(order, centre, here.at)] if order.holder_id != centre else []
    facts = {"closed_at": here.at, "holder_id": centre, "due_on": None}
    return Effect(facts, rows=rows, note=here.said(order, "withdraw", reason, longest=300))


def add_message(order: Order, here: AtHand, *, text: str) -> Effect:
    """Keep what a caller adds."""
    if len(text) > MOST_CHARS_ADDED:
        raise Refused(_("At most %(most)d characters.") % {"most": MOST_CHARS_ADDED})
    row = CallerMessage(order=order, text=here.said(order, "add_message", text), at=here.at)
    return Effect(rows=[row, *here.words])


def hear(order: Order, here: AtHand, *, heard: Heard) -> Effect:
    """Keep what the caller says to three questions, by the code: the evidence of a call back on the web."""
    if heard.solved == Solved.UNKNOWN and heard.satisfaction is None:
        raise Refused(_("Please say whether it is solved, or how satisfied you are."))
    if web_answer(order, here) or (order.status == Status.CLOSED and order.heard_in_id):
        raise Refused(
            _("What you said is noted already. If something has changed, add a message or call 12345.")
        )
    row = CallBack(
        order=order,
        round=order.rounds,
        means=CallBack.Means.WEB,
        result=CallBack.Result.HEARD,
        was_contacted=heard.was_contacted,
        solved=heard.solved,
        satisfaction=heard.satisfaction,
        remark=here.said(order, "call_back", heard.remark, longest=300) if heard.remark.strip() else "",
        at=here.at,
    )
    facts = {"heard_in": row, "solved": heard.solved, "satisfaction": heard.satisfaction}
    is_over = order.status == Status.CLOSED
    return Effect(facts if is_over else {}, rows=[row, *here.words], payload={"solved": heard.solved})


def release(order: Order, here: AtHand) -> Effect:
    """Let an order in that was set aside."""
    row = here.last(Quarantine)
    if row.released_at is not None:
        raise Refused(_("This order has been let in already."))
    return Effect(changes=[(row, {"released_at": here.at, "released_by_id": here.by.pk})])
