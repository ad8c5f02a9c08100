"""What this room sends from the outbox itself: messages by their channels, and seals to their witnesses outside."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.exchange import seal_witness
from tongban.ground.exchange.kinds import sender
from tongban.ground.exchange.messages import senders as messages
from tongban.ground.exchange.models import Outgoing

__all__ = ["messages", "send_seal"]


@sender(seal_witness.KIND, label=_("Seal for a witness outside"), shown=("to", "number", "hash"))
def send_seal(outgoing: Outgoing) -> None:
    """Hand a seal over to its witness."""
    seal_witness.deposit_seal(outgoing.payload)
