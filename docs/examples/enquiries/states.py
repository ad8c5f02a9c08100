"""An enquiry from the window to the written answer, read top to bottom."""

from django.utils.translation import gettext_lazy as _
from tongban.work.enquiries.models import Status
from tongban.work.enquiries.notices import NOTICES

from tongban.ground.law import cite
from tongban.ground.ledger import Chart, Move

S = Status
EXPLAINING = cite("licensing-law:30")

# fmt: off
CHART = Chart(
    #    move      from        to          who may             on what basis  as said
    Move("take",   (),         S.OPEN,     "enquiries.take",   EXPLAINING, _("Take in an enquiry")),
    Move("answer", (S.OPEN,),  S.ANSWERED, "enquiries.answer", EXPLAINING, _("Answer in writing")),
    model="enquiries.Enquiry",
    announce=NOTICES.announce,
    subjects="ENQ",
)
# fmt: on
