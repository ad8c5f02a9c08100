"""The way of an order, read top to bottom; every move says on what basis, and the button's words."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.law import cite
from tongban.ground.ledger import SYSTEM, Chart, Move
from tongban.work.hotline.models import Status
from tongban.work.hotline.notices import NOTICES

S = Status
RECEIVING = cite("beijing-complaints-regulation:14")
ANSWERING = cite("weifang-hotline-regulation:18")
DISPATCHING = cite("beijing-complaints-regulation:11")
PRINTED = cite("beijing-complaints-regulation:13")
RETURNING = cite("anyang-services-regulation:50")
DECIDING = cite("weifang-hotline-regulation:22")
HANDLING = cite("weifang-hotline-regulation:20")
TELLING = cite("jinan-hotline-regulation:24")
SECRET = cite("jinan-hotline-regulation:32")
CALLING = cite("beijing-complaints-regulation:23")
CHECKING = cite("weifang-hotline-regulation:25")
SUPERVISING = cite("weifang-hotline-regulation:26")
HANDING_OVER = cite("state-council-office-2020-53")
CUSTOM = cite("local-practice")

NEW = (S.REGISTERED,)
SENT = (S.DISPATCHED,)
WORKED = (S.IN_HAND,)
SENT_OR_WORKED = (*SENT, *WORKED)
UNDER_WAY = (*NEW, *SENT, *WORKED)
AT_UNITS = (*SENT_OR_WORKED, S.SUSPENDED)
TO_KEEP = (*NEW, S.RETURNED, *AT_UNITS)

# fmt: off
CHART = Chart(
    #    move            from                  to             who may             on what basis  as said
    Move("register",     (),                   S.REGISTERED,  "hotline.take",     RECEIVING,    _("Register")),
    Move("file",         (),                   S.REGISTERED,  SYSTEM,             RECEIVING,    _("Filed")),
    Move("answer",       NEW,                  S.CLOSED,      "hotline.take",     ANSWERING,    _("Answer at once")),
    Move("dispatch",     NEW,                  S.DISPATCHED,  "hotline.dispatch", DISPATCHING,  _("Dispatch")),
    Move("reassign",     AT_UNITS,             S.DISPATCHED,  "hotline.dispatch", DISPATCHING,  _("Reassign: unit closed")),
    Move("keep_secret",  TO_KEEP,              S.REGISTERED,  "hotline.confidential", SECRET, _("Keep confidential from now on")),
    Move("sign",         SENT,                 S.IN_HAND,     "hotline.work",     PRINTED,      _("Sign for")),
    Move("decide",       (S.RETURNED,),        S.DISPATCHED,  "hotline.dispatch", DECIDING,     _("Decide who is competent")),
    Move("extend",       WORKED,               S.IN_HAND,     "hotline.approve",  RETURNING,    _("Extend the limit")),
    Move("suspend",      WORKED,               S.SUSPENDED,   "hotline.approve",  TELLING,      _("Suspend")),
    Move("resume",       (S.SUSPENDED,),       S.IN_HAND,     "hotline.approve",  TELLING,      _("Go on")),
    Move("reply",        WORKED,               S.REPLIED,     "hotline.work",     HANDLING,     _("Reply and report back")),
    Move("return",       SENT_OR_WORKED,       S.RETURNED,    "hotline.work",     RETURNING,    _("Return: not competent")),
    Move("review",       (S.REPLIED,),         S.REVIEWED,    "hotline.check",    CHECKING,     _("Accept the reply")),
    Move("send_back",    (S.REPLIED,),         S.IN_HAND,     "hotline.check",    CHECKING,     _("Send back to the unit")),
    Move("close",        (S.REVIEWED,),        S.CLOSED,      "hotline.check",    CALLING,      _("Close")),
    Move("redo",         (S.REVIEWED,),        S.IN_HAND,     "hotline.check",    CALLING,      _("Not solved: do it again")),
    Move("reopen",       (S.CLOSED,),          S.IN_HAND,     "hotline.lead",     SUPERVISING,  _("Wrongly closed: do it again")),
    Move("merge",        UNDER_WAY,            S.MERGED,      "hotline.dispatch", CUSTOM,       _("Merge: same cause")),
    Move("join",         NEW,                  S.MERGED,      "hotline.take",     CUSTOM,       _("Join: same matter")),
    Move("close_merged", (S.MERGED,),          S.CLOSED,      SYSTEM,             CUSTOM,       _("Closed with the main order")),
    Move("hand_over",    UNDER_WAY,            S.HANDED_OVER, "hotline.take",     HANDING_OVER, _("Hand over: emergency")),
    Move("confirm",      (S.HANDED_OVER,),     S.CLOSED,      "hotline.take",     HANDING_OVER, _("Enter the receipt")),
    Move("withdraw",     UNDER_WAY,            S.CLOSED,      SYSTEM,             CUSTOM,       _("Withdrawn by the caller")),
    model="hotline.Order",
    announce=NOTICES.announce,
    weighty=("dispatch", "decide", "close", "reopen", "keep_secret"),
    subjects="HOT",
)
# fmt: on
