"""What the outbox does by itself, besides sending."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from tongban.ground.exchange.messages.trouble import notify_of_trouble
from tongban.ground.exchange.models import Outgoing, Simulated
from tongban.ground.exchange.seal_witness import queue_for_witnesses
from tongban.ground.matters.duties import HOURS, USUAL, Duty


def clear_settled(*, at: datetime) -> int:
    """Forget what was sent or given up long enough ago; return how many."""
    settled = (Outgoing.State.SENT, Outgoing.State.GIVEN_UP)
    before = at - timedelta(days=settings.OUTBOX_KEPT_DAYS)
    Simulated.objects.filter(at__lt=before).delete()
    old = Outgoing.objects.annotate(last=Coalesce("tried_at", "put_at")).filter(
        state__in=settled, last__lt=before
    )
    _all, gone = old.delete()
    return gone.get("exchange.Outgoing", 0)


DUTIES = (
    Duty("exchange.clear", _("Clear what was sent long ago"), HOURS, clear_settled),
    Duty("exchange.trouble", _("Tell administrators of trouble"), USUAL, notify_of_trouble),
    Duty("exchange.witness", _("Send the newest seal to its witnesses"), USUAL, queue_for_witnesses),
)
