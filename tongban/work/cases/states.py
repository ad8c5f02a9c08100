"""A case from the first draft to the archive, read top to bottom."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.ground.law import cite
from tongban.ground.ledger import SYSTEM, Chart, Move
from tongban.work.cases.models import OPEN, RUNNING, WAITING, JointStatus, Status
from tongban.work.cases.notices import NOTICES

S, J = Status, JointStatus
TOGETHER = cite("licensing-law:26")
APPLYING = cite("licensing-law:29")
HANDLING = cite("licensing-law:32")
SILENCE = cite("licensing-law:32(1)")
REVIEWING = cite("licensing-law:34")
DECIDING = cite("licensing-law:38")
LIMIT = cite("licensing-law:42")
FOLLOWING = cite("anyang-services-regulation:24")
ISSUING = cite("licensing-law:44")
NOT_COUNTED = cite("licensing-law:45")
HEARING = cite("licensing-law:47")
ARCHIVING = cite("online-service-rules:12")
FORGETTING = cite("personal-information-law:19")
OVER = (S.NOT_ACCEPTED, S.NOT_NEEDED, S.DELIVERED, S.WITHDRAWN, S.TERMINATED)

# fmt: off
CHART = Chart(
    #    move                 from             to               who may          on what basis  as said
    Move("begin",             (),              S.DRAFT,         "cases.apply",   APPLYING,    _("Begin an application")),
    Move("expire",            (S.DRAFT,),      S.DISCARDED,     SYSTEM,          FORGETTING,  _("Draft expired")),
    Move("file",              (S.DRAFT,),      S.FILED,         "cases.apply",   APPLYING,    _("File the application")),
    Move("discard",           (S.DRAFT,),      S.DISCARDED,     "cases.apply",   APPLYING,    _("Discard the draft")),
    Move("take_in",           (),              S.FILED,         "cases.intake",  APPLYING,    _("Take in at the window")),
    Move("complete",          (S.INCOMPLETE,), S.COMPLETED,     "cases.apply",   HANDLING,    _("Complete")),
    Move("take_completion",   (S.INCOMPLETE,), S.COMPLETED,     "cases.intake",  HANDLING,    _("Take in what was missing")),
    Move("accept",            WAITING,         S.ACCEPTED,      "cases.intake",  HANDLING,    _("Accept the application")),
    Move("return",            (S.FILED,),      S.INCOMPLETE,    "cases.intake",  HANDLING,    _("Return for completion")),
    Move("accept_by_silence", (S.FILED,),      S.ACCEPTED,      SYSTEM,          SILENCE,     _("Accepted by silence")),
    Move("decline",           WAITING,         S.NOT_ACCEPTED,  "cases.intake",  HANDLING,    _("Do not accept")),
    Move("find_unneeded",     WAITING,         S.NOT_NEEDED,    "cases.intake",  HANDLING,    _("No approval needed")),
    Move("pause",             (S.ACCEPTED,),   S.PAUSED,        "cases.review",  NOT_COUNTED, _("Begin a special procedure")),
    Move("ask_to_be_heard",   (S.ACCEPTED,),   S.PAUSED,        "cases.apply",   HEARING,     _("Ask for a hearing")),
    Move("resume",            (S.PAUSED,),     S.ACCEPTED,      "cases.review",  NOT_COUNTED, _("End the special procedure")),
    Move("extend",            (S.ACCEPTED,),   S.ACCEPTED,      "cases.extend",  LIMIT,       _("Extend the limit")),
    Move("grant",             (S.ACCEPTED,),   S.GRANTED,       "cases.decide",  DECIDING,    _("Grant")),
    Move("refuse",            (S.ACCEPTED,),   S.REFUSED,       "cases.decide",  DECIDING,    pgettext_lazy("case", "Refuse")),
    Move("issue",             (S.GRANTED,),    S.ISSUED,        "cases.issue",   ISSUING,     _("Issue the result")),
    Move("deliver",           (S.ISSUED,),     S.DELIVERED,     "cases.issue",   ISSUING,     _("Hand over")),
    Move("deliver_refusal",   (S.REFUSED,),    S.DELIVERED,     "cases.issue",   DECIDING,    _("Hand over the refusal")),
    Move("sign_for",          (S.ISSUED, S.REFUSED), S.DELIVERED, SYSTEM,        ISSUING,     _("Signed for")),
    Move("withdraw",          OPEN,            S.WITHDRAWN,     "cases.apply",   APPLYING,    _("Withdraw")),
    Move("take_withdrawal",   OPEN,            S.WITHDRAWN,     "cases.intake",  APPLYING,    _("Take in a withdrawal")),
    Move("lapse",             (S.ACCEPTED,),   S.WITHDRAWN,     SYSTEM,          FOLLOWING,   _("Lapse")),
    Move("terminate",         (S.INCOMPLETE, *RUNNING), S.TERMINATED, "cases.decide", REVIEWING, _("Terminate")),
    Move("archive",           OVER,            S.ARCHIVED,      "cases.archive", ARCHIVING,   _("Archive")),
    model="cases.Case",
    announce=NOTICES.announce,
    weighty=("file", "accept", "accept_by_silence", "decline", "grant", "refuse", "issue", "terminate", "lapse"),
    subjects="CASE",
)
JOINT = Chart(
    Move("begin_joint",    (),                       J.DRAFT,     "cases.apply", TOGETHER,  _("Begin a joint application")),
    Move("file_joint",     (J.DRAFT,),               J.UNDER_WAY, "cases.apply", TOGETHER,  _("File as one application")),
    Move("discard_joint",  (J.DRAFT,),               J.DISCARDED, "cases.apply", TOGETHER,  _("Discard the draft")),
    Move("take_in_joint",  (),                       J.UNDER_WAY, "cases.intake", TOGETHER, _("Take in one thing at the window")),
    Move("repeat_part",    (J.UNDER_WAY, J.SETTLED), J.UNDER_WAY, "cases.apply", TOGETHER,  _("Repeat a part")),
    Move("settle",         (J.UNDER_WAY,),           J.SETTLED,   SYSTEM,        TOGETHER,  _("All parts have ended")),
    Move("deliver_joint",  (J.SETTLED,),             J.DELIVERED, "cases.issue", ISSUING,   _("Deliver all results at once")),
    Move("close_joint",    (J.SETTLED,),             J.DELIVERED, SYSTEM,        ISSUING,   _("Every result was delivered")),
    Move("withdraw_joint", (J.UNDER_WAY,),           J.WITHDRAWN, "cases.apply", APPLYING,  _("Withdraw the whole")),
    model="cases.JointApplication",
    announce=NOTICES.announce,
    weighty=("file_joint", "settle"),
    subjects="ONE",
)
# fmt: on
