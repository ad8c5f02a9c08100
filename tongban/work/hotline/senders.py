"""How callers are told: by SMS to the number that they left, each of those whose orders were made one."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from tongban.ground.exchange.kinds import sender
from tongban.ground.exchange.messages.kinds import SMS
from tongban.ground.exchange.messages.ports import Sending, is_offered, port_of
from tongban.ground.exchange.messages.sms import sms_of
from tongban.ground.exchange.models import Outgoing
from tongban.ground.kit.figures import day
from tongban.ground.office.values import sms_sign
from tongban.work.hotline.caller_news import KIND, TEXTS
from tongban.work.hotline.models import Order
from tongban.work.hotline.queries.orders import is_set_aside, with_merged

MOBILE = "1"
MOBILE_DIGITS = 11


@sender(KIND, label=_("Telling a caller"), shown=("order", "move"))
def tell_caller(outgoing: Outgoing) -> None:
    """Tell the caller, and every caller whose order was merged into this one; not whom a flood names as its caller."""
    if not is_offered(SMS):
        return
    for order in with_merged(str(outgoing.payload["order"])):
        if order.is_reachable and _is_mobile(order.phone) and not is_set_aside(order):
            text = sms_of(_text(order, str(outgoing.payload["move"])), sign=sms_sign(), link="")
            port_of(SMS).send(Sending(order.phone, "", text, f"{outgoing.key}:{order.pk}"))


def _text(order: Order, move: str) -> str:
    main = order.merged_into or order
    with override(settings.LANGUAGE_CODE):
        said = {"order": order.reference, "unit": str(main.lead_unit or ""), "due_on": day(main.due_on)}
        return str(TEXTS[move]) % said


def _is_mobile(phone: str) -> bool:
    return phone.startswith(MOBILE) and len(phone) == MOBILE_DIGITS
