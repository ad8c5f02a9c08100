"""What was done with the outbox, in words."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.exchange.models import Outgoing
from tongban.ground.ledger.wording import SubjectWords

STATES = {str(state.value): state.label for state in Outgoing.State}
WORDS = (
    SubjectWords("OUTBOX", {"send_again": _("Let it be sent again"), "give_up": _("Gave it up")}, STATES),
)
