"""The ways of inspections, leads, standards, rounds and rectifications, read top to bottom."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.law import cite
from tongban.ground.ledger import SYSTEM, Chart, Move
from tongban.work.inspection.models import (
    ClosingLead,
    EvaluationRound,
    EvaluationStandard,
    Inspection,
    Rectification,
)
from tongban.work.inspection.notices import NOTICES

Q, L, S = Inspection.Status, ClosingLead.Status, EvaluationStandard.Status
R, C = EvaluationRound.Status, Rectification.Status
CHECKING = cite("weifang-hotline-regulation:25")
SUPERVISING = cite("weifang-hotline-regulation:26")
STANDARD = cite("db3205-t-1044")
CUSTOM = cite("local-practice")

# fmt: off
INSPECTIONS = Chart(
    #    move        from               to              who may                on what basis  as said
    Move("ask",      (),                Q.OPEN,         SYSTEM,                CHECKING,      _("Inspection asked for")),
    Move("score",    (Q.OPEN,),         Q.SCORED,       "inspection.inspect",  CHECKING,      _("Inspect and score")),
    Move("accept",   (Q.SCORED,),       Q.FINAL,        "inspection.answer",   CUSTOM,        _("Accept the score")),
    Move("lapse",    (Q.SCORED,),       Q.FINAL,        SYSTEM,                CUSTOM,        _("Final: no appeal in time")),
    Move("appeal",   (Q.SCORED,),       Q.APPEALED,     "inspection.answer",   CUSTOM,        _("Appeal against the score")),
    Move("uphold",   (Q.APPEALED,),     Q.FINAL,        "inspection.decide",   CUSTOM,        _("Keep the score")),
    Move("correct",  (Q.APPEALED,),     Q.FINAL,        "inspection.decide",   CUSTOM,        _("Correct the score")),
    model="inspection.Inspection",
    announce=NOTICES.announce,
    weighty=("uphold", "correct"),
    subjects="QIN",
)
LEADS = Chart(
    Move("find",     (),                L.FOUND,        SYSTEM,                SUPERVISING,   _("Lead found by its evidence")),
    Move("look",     (L.FOUND,),        L.LOOKED_AT,    "inspection.judge",    SUPERVISING,   _("Look at it")),
    Move("confirm",  (L.LOOKED_AT,),    L.CONFIRMED,    "inspection.judge",    SUPERVISING,   _("Confirm: forged closing")),
    Move("dismiss",  (L.LOOKED_AT,),    L.FALSE,        "inspection.judge",    SUPERVISING,   _("Dismiss: false lead")),
    model="inspection.ClosingLead",
    announce=NOTICES.announce,
    weighty=("confirm",),
    subjects="LEAD",
)
STANDARDS = Chart(
    Move("draft",    (),                S.DRAFT,        "inspection.evaluate", STANDARD,      _("Draft a standard")),
    Move("enforce",  (S.DRAFT,),        S.IN_FORCE,     "inspection.decide",   STANDARD,      _("Put in force")),
    Move("retire",   (S.IN_FORCE,),     S.RETIRED,      "inspection.decide",   STANDARD,      _("Followed by another")),
    model="inspection.EvaluationStandard",
    weighty=("enforce", "retire"),
    subjects="HST",
)
ROUNDS = Chart(
    Move("open",     (),                R.COLLECTING,   "inspection.evaluate", STANDARD,      _("Open the round")),
    Move("score",    (R.COLLECTING,),   R.SCORED,       "inspection.evaluate", STANDARD,      _("Work out the scores")),
    Move("report",   (R.SCORED,),       R.REPORTED,     "inspection.decide",   STANDARD,      _("Issue the report")),
    Move("reopen",   (R.SCORED,),       R.COLLECTING,   "inspection.decide",   STANDARD,      _("Back to collecting")),
    model="inspection.EvaluationRound",
    weighty=("report",),
    subjects="HER",
)
RECTIFICATIONS = Chart(
    Move("order",    (),                C.OPEN,         "inspection.evaluate", SUPERVISING,   _("Order rectification")),
    Move("answer",   (C.OPEN,),         C.ANSWERED,     "hotline.approve",     SUPERVISING,   _("Say what was done")),
    Move("finish",   (C.ANSWERED,),     C.DONE,         "inspection.evaluate", SUPERVISING,   _("Found put right")),
    Move("return",   (C.ANSWERED,),     C.OPEN,         "inspection.evaluate", SUPERVISING,   _("Not put right: back")),
    model="inspection.Rectification",
    announce=NOTICES.announce,
    weighty=("order", "finish"),
    subjects="RECT",
)
# fmt: on
