"""The performance year from the declaration of targets to the rectification, read top to bottom."""

from django.utils.translation import gettext_lazy as _

from tongban.account.evaluation.models import Status
from tongban.account.evaluation.notices import NOTICES
from tongban.ground.law import cite
from tongban.ground.ledger import Chart, Move

S = Status
BUDGETING = cite("budget-law:32")
EVALUATING = cite("budget-law:57")
FILING = cite("budget-law-regulation:20")
PUBLISHING = cite("budget-law:14")
MONITORING = cite("mof-2019-136")
REVIEWING = cite("mof-2020-10")

# fmt: off
CHART = Chart(
    #    move               from                 to               who may               on what basis  as said
    Move("open",            (),                  S.DECLARING,     "evaluation.edit",    BUDGETING,  _("Open the year")),
    Move("import",          (),                  S.DRAFTING,      "evaluation.edit",    EVALUATING, _("Draft from a report")),
    Move("declare",         (S.DECLARING,),      S.DECLARED,      "evaluation.edit",    BUDGETING,  _("Declare the targets")),
    Move("approve_targets", (S.DECLARED,),       S.MONITORING,    "account.review",     BUDGETING,  _("Approve the targets")),
    Move("return_targets",  (S.DECLARED,),       S.DECLARING,     "account.review",     BUDGETING,  _("Return the targets")),
    Move("recall_targets",  (S.DECLARED,),       S.DECLARING,     "evaluation.edit",    BUDGETING,  _("Take the targets back")),
    Move("draft",           (S.MONITORING,),     S.DRAFTING,      "evaluation.edit",    MONITORING, _("Begin drafting")),
    Move("submit",          (S.DRAFTING,),       S.WITH_DIVISION, "evaluation.edit",    EVALUATING, _("Submit the draft")),
    Move("endorse",         (S.WITH_DIVISION,),  S.WITH_FINANCE,  "evaluation.endorse", EVALUATING, _("Endorse")),
    Move("division_return", (S.WITH_DIVISION,),  S.DRAFTING,      "evaluation.endorse", EVALUATING, _("Return to the clerk")),
    Move("recall",          (S.WITH_DIVISION,),  S.DRAFTING,      "evaluation.edit",    EVALUATING, _("Take the draft back")),
    Move("check",           (S.WITH_FINANCE,),   S.WITH_LEADER,   "evaluation.check",   EVALUATING, _("Pass the check")),
    Move("finance_return",  (S.WITH_FINANCE,),   S.DRAFTING,      "evaluation.check",   EVALUATING, _("Return to the clerk")),
    Move("recall_endorsed", (S.WITH_FINANCE,),   S.WITH_DIVISION, "evaluation.endorse", EVALUATING, _("Take it back")),
    Move("sign",            (S.WITH_LEADER,),    S.SIGNED,        "evaluation.sign",    EVALUATING, _("Sign")),
    Move("leader_return",   (S.WITH_LEADER,),    S.DRAFTING,      "evaluation.sign",    EVALUATING, _("Return to the clerk")),
    Move("recall_checked",  (S.WITH_LEADER,),    S.WITH_FINANCE,  "evaluation.check",   EVALUATING, _("Take it back")),
    Move("file",            (S.SIGNED,),         S.FILED,         "evaluation.file",    FILING,     _("File the report")),
    Move("accept",          (S.FILED,),          S.ACCEPTED,      "account.review",     REVIEWING,  _("Accept")),
    Move("return",          (S.FILED,),          S.DRAFTING,      "account.review",     REVIEWING,  _("Return to the bureau")),
    Move("publish",         (S.ACCEPTED,),       S.PUBLISHED,     "evaluation.publish", PUBLISHING, _("Publish")),
    Move("rectify",         (S.PUBLISHED,),      S.RECTIFYING,    "evaluation.check",   FILING,     _("Begin the rectification")),
    Move("reopen",          (S.PUBLISHED,),      S.DRAFTING,      "evaluation.check",   EVALUATING, _("Open for correction")),
    Move("close",           (S.RECTIFYING,),     S.CLOSED,        "evaluation.check",   FILING,     _("Close the year")),
    model="evaluation.Evaluation",
    announce=NOTICES.announce,
    weighty=("approve_targets", "sign", "file", "accept", "publish", "reopen", "close"),
    subjects="EVAL",
)
# fmt: on
