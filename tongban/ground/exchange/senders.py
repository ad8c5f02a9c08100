"""What this room sends from the outbox itself: seals, to their witnesses outside."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.exchange import seal_witness
from tongban.ground.exchange.kinds import sender
from tongban.ground.exchange.models import Outgoing


@sender(seal_witness.KIND, label=_("Seal for a witness outside"), shown=("to", "number", "hash"))
def send_seal(outgoing: Outgoing) -> None:
    """Hand a seal over to its witness."""
    seal_witness.hand_over(outgoing.payload)
