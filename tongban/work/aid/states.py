"""A research meeting from the call to its minutes; a demand itself goes the way of its hotline order."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.law import cite
from tongban.ground.ledger import Chart, Move
from tongban.work.aid.models import MeetingStatus
from tongban.work.aid.notices import NOTICES

M = MeetingStatus
LISTENING = cite("business-environment-regulation:48")
OFFERING = cite("business-environment-regulation:38")

# fmt: off
CHART = Chart(
    #    move        from         to            who may     on what basis  as said
    Move("call",     (),          M.CALLED,     "aid.meet", LISTENING, _("Call a research meeting")),
    Move("conclude", (M.CALLED,), M.CONCLUDED,  "aid.meet", LISTENING, _("Issue the minutes")),
    Move("cancel",   (M.CALLED,), M.CANCELLED,  "aid.meet", LISTENING, _("Cancel the meeting")),
    model="aid.Meeting",
    announce=NOTICES.announce,
    weighty=("conclude",),
    subjects="MTG",
)
# fmt: on
