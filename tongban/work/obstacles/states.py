"""What could not be done, from the complaint to the lesson, read top to bottom."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.law import cite
from tongban.ground.ledger import SYSTEM, Chart, Move
from tongban.work.obstacles.models import Status
from tongban.work.obstacles.notices import NOTICES

S = Status
HEARING_PEOPLE = cite("state-council-2022-5")
LEARNING = cite("business-environment-regulation:48")

# fmt: off
CHART = Chart(
    #    move            from             to              who may               on what basis   as said
    Move("take",         (),              S.TAKEN,        "obstacles.take",     HEARING_PEOPLE, _("Take down at the window")),
    Move("file",         (),              S.TAKEN,        SYSTEM,               HEARING_PEOPLE, _("Filed on the portal")),
    Move("report",       (),              S.TAKEN,        "cases.intake",       HEARING_PEOPLE, _("Report a refusal")),
    Move("classify",     (S.TAKEN,),      S.CLASSIFIED,   "obstacles.handle",   HEARING_PEOPLE, _("Classify")),
    Move("decline",      (S.TAKEN,),      S.DECLINED,     "obstacles.handle",   HEARING_PEOPLE, _("Not a matter of this window")),
    Move("assign",       (S.CLASSIFIED,), S.ASSIGNED,     "obstacles.handle",   HEARING_PEOPLE, _("Give to a unit")),
    Move("handle",       (S.ASSIGNED,),   S.HANDLED,      "obstacles.work",     HEARING_PEOPLE, _("Say what was found and done")),
    Move("send_back",    (S.ASSIGNED,),   S.CLASSIFIED,   "obstacles.work",     HEARING_PEOPLE, _("Not ours: send back")),
    Move("answer",       (S.HANDLED,),    S.ANSWERED,     "obstacles.handle",   HEARING_PEOPLE, _("Answer")),
    Move("handle_again", (S.HANDLED, S.ANSWERED), S.ASSIGNED, "obstacles.handle", HEARING_PEOPLE, _("Back to the unit")),
    Move("call_back",    (S.ANSWERED,),   S.CALLED_BACK,  "obstacles.handle",   HEARING_PEOPLE, _("Call back")),
    Move("analyse",      (S.CALLED_BACK,), S.ANALYSED,    "obstacles.handle",   LEARNING,       _("Analyse")),
    model="obstacles.Obstacle",
    announce=NOTICES.announce,
    weighty=("answer",),
    subjects="OBS",
)
# fmt: on
