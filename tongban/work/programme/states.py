"""A programme from its plan to the look-back, and a question from the asking to what became of it."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.law import cite
from tongban.ground.ledger import SYSTEM, Chart, Move
from tongban.work.programme.models import ProgrammeStatus, QuestionStatus
from tongban.work.programme.notices import NOTICES

P, Q = ProgrammeStatus, QuestionStatus
HOLDING = cite("local-practice")

# fmt: off
CHART = Chart(
    #    move         from                   to              who may           on what basis  as said
    Move("plan",      (),                    P.PLANNED,      "programme.edit", HOLDING, _("Plan a programme")),
    Move("announce",  (P.PLANNED,),          P.OPEN,         "programme.lead", HOLDING, _("Announce: collect questions")),
    Move("start",     (P.OPEN,),             P.LIVE,         "programme.host", HOLDING, _("Go on air")),
    Move("end",       (P.LIVE,),             P.ENDED,        "programme.host", HOLDING, _("End the broadcast")),
    Move("publish",   (P.ENDED,),            P.PUBLISHED,    "programme.edit", HOLDING, _("Close the answers")),
    Move("look_back", (P.PUBLISHED,),        P.LOOKED_BACK,  "programme.edit", HOLDING, _("Close the look-back")),
    Move("cancel",    (P.PLANNED, P.OPEN),   P.CANCELLED,    "programme.lead", HOLDING, _("Cancel the programme")),
    model="programme.Programme",
    announce=NOTICES.announce,
    weighty=("announce", "end", "publish"),
    subjects="PROG",
)
QUESTION_CHART = Chart(
    #    move         from                      to             who may           on what basis  as said
    Move("ask",       (),                       Q.RECEIVED,    SYSTEM,           HOLDING, _("Ask on the public page")),
    Move("note",      (),                       Q.RECEIVED,    "programme.edit", HOLDING, _("Note a question")),
    Move("accept",    (Q.RECEIVED, Q.REJECTED), Q.ACCEPTED,    "programme.edit", HOLDING, _("Accept the question")),
    Move("reject",    (Q.RECEIVED,),            Q.REJECTED,    "programme.edit", HOLDING, _("Do not take the question")),
    Move("air",       (Q.ACCEPTED,),            Q.ON_AIR,      "programme.host", HOLDING, _("Put on air")),
    Move("put_back",  (Q.ON_AIR,),              Q.ACCEPTED,    "programme.host", HOLDING, _("Take off air unanswered")),
    Move("answer",    (Q.ON_AIR,),              Q.ANSWERED,    "programme.host", HOLDING, _("Answered on air")),
    Move("publish",   (Q.ACCEPTED, Q.ANSWERED), Q.PUBLISHED,   "programme.edit", HOLDING, _("Publish the answer")),
    Move("look_back", (Q.PUBLISHED,),           Q.LOOKED_BACK, "programme.edit", HOLDING, _("Look back on the question")),
    model="programme.Question",
    weighty=("accept", "reject", "publish"),
    subjects="QST",
)
# fmt: on
