"""More days as request and approval: an officer of the unit asks once, with a reason; its head grants or refuses."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.clock.moments import day_of
from tongban.ground.ledger import Refused
from tongban.ground.matters.effects import Change, Effect
from tongban.ground.matters.limits import CHARS_OF_A_REASON
from tongban.work.hotline.effects.at_hand import AtHand
from tongban.work.hotline.models import ExtensionRequest, Order, OrderExtension
from tongban.work.hotline.rules.clocks import longest_extension


def ask_extension(order: Order, here: AtHand, *, days: int, reason: str) -> Effect:
    """Ask the head of the unit for more days, once for each order."""
    need_may_extend(order, here, days)
    if here.rows_of(ExtensionRequest):
        raise Refused(_("More days were asked for already; that is done once for each order."))
    row = ExtensionRequest(
        order=order,
        days=days,
        reason=here.said(order, "ask_extension", reason, longest=CHARS_OF_A_REASON),
        by_id=here.by.pk,
        at=here.at,
    )
    return Effect(rows=[row, *here.words], payload={"days": days})


def refuse_extension(order: Order, here: AtHand, *, ruling: str) -> Effect:
    """Refuse the days that were asked for, with the reason."""
    request = here.last(ExtensionRequest)
    if request.is_granted is not None:
        raise Refused(_("This request has been decided on."))
    decided = _decided(request, here, is_granted=False)
    decided["ruling"] = here.said(order, "refuse_extension", ruling, longest=CHARS_OF_A_REASON)
    return Effect(rows=here.words, changes=[(request, decided)], payload={"days": request.days})


def granting(here: AtHand) -> list[Change]:
    """Return what an extension makes of the request for it; a head may also extend unasked."""
    asked = here.rows_of(ExtensionRequest)
    if not asked:
        return []
    if asked[-1].is_granted is not None:
        raise Refused(_("More days were asked for and refused; that is decided once for each order."))
    return [(asked[-1], _decided(asked[-1], here, is_granted=True))]


def need_may_extend(order: Order, here: AtHand, days: int) -> None:
    """Refuse more days a second time, too many, or after the last day."""
    longest = longest_extension(day_of(here.at))
    if here.rows_of(OrderExtension) or not 1 <= days <= longest:
        raise Refused(_("An order is extended once, by %(days)d working days at most.") % {"days": longest})
    if order.due_on is None or day_of(here.at) > order.due_on:
        raise Refused(_("The limit is over; it cannot be extended any more."))


def _decided(request: ExtensionRequest, here: AtHand, *, is_granted: bool) -> dict[str, object]:
    if request.by_id == here.by.pk:
        raise Refused(_("Whoever asked for more days does not decide on them."))
    return {"is_granted": is_granted, "decided_by_id": here.by.pk, "decided_at": here.at}
