"""A project from its registration to the last stage, and a review that several bodies hold together."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.law import cite
from tongban.ground.ledger import Chart, Move
from tongban.work.construction.models import ProjectStatus, ReviewStatus
from tongban.work.construction.notices import NOTICES

P, R = ProjectStatus, ReviewStatus
STAGES = cite("anyang-services-regulation:31")
TOGETHER = cite("anyang-services-regulation:32")
ONE_CODE = cite("approval-regulation:4")

# fmt: off
PROJECT = Chart(
    #    move            from       to         who may               on what basis  as said
    Move("register",     (),        P.OPEN,    "cases.apply",        ONE_CODE, _("Register the project")),
    Move("enter",        (),        P.OPEN,    "construction.lead",  ONE_CODE, _("Enter the project for the enterprise")),
    Move("begin_stage",  (P.OPEN,), P.OPEN,    "cases.apply",        STAGES,   _("Begin the next stage")),
    Move("finish",       (P.OPEN,), P.DONE,    "construction.lead",  STAGES,   _("Close: all stages are done")),
    Move("give_up",      (P.OPEN,), P.STOPPED, "construction.lead",  STAGES,   _("Enter that it is given up")),
    model="construction.Project",
    weighty=("register", "finish", "give_up"),
    subjects="PROJ",
)
REVIEW = Chart(
    Move("open_review",    (),              R.ASKED,      "construction.lead",   TOGETHER, _("Ask the bodies together")),
    Move("give_opinion",   (R.ASKED,),      R.ASKED,      "construction.opine",  TOGETHER, _("Give the body's opinion")),
    Move("move_visit",     (R.ASKED,),      R.ASKED,      "construction.lead",   TOGETHER, _("Set another day for the visit")),
    Move("allow_again",    (R.ASKED,),      R.ASKED,      "construction.decide", TOGETHER, _("Allow one more correction")),
    Move("pass_review",    (R.ASKED,),      R.PASSED,     "construction.lead",   TOGETHER, _("Merge: passed")),
    Move("return_remarks", (R.ASKED,),      R.CORRECTING, "construction.lead",   TOGETHER, _("Merge: to be corrected")),
    Move("fail_review",    (R.ASKED,),      R.FAILED,     "construction.lead",   TOGETHER, _("Merge: not passed")),
    Move("hand_in_again",  (R.CORRECTING,), R.ASKED,      "cases.apply",         TOGETHER, _("Hand in the corrected set")),
    Move("stop_review",    (R.ASKED, R.CORRECTING), R.STOPPED, "construction.lead", TOGETHER, _("Stop the review")),
    model="construction.Review",
    announce=NOTICES.announce,
    weighty=("pass_review", "return_remarks", "fail_review"),
    subjects="JREV",
)
# fmt: on
