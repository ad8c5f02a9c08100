"""Where an order stands, in colour, sign and word."""

from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tongban.ground.kit.templatetags.kit import light
from tongban.work.hotline.models import AT_THE_UNIT, Order

TONES = {
    "registered": "blue",
    "dispatched": "yellow",
    "returned": "red",
    "in_hand": "yellow",
    "suspended": "grey",
    "replied": "blue",
    "reviewed": "blue",
    "handed_over": "red",
    "merged": "grey",
    "closed": "green",
}


def status_light(order: Order) -> SafeString:
    """Return the light of an order; black once it is overdue. Closed is green and says nothing of solved."""
    if order.due_on is not None and order.status in AT_THE_UNIT and order.due_on < localdate():
        return light("black", _("%(status)s, overdue") % {"status": order.get_status_display()})
    return light(TONES.get(order.status, "grey"), order.get_status_display())
