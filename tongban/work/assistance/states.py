"""Help from the asking to the end, read top to bottom."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.ground.law import cite
from tongban.ground.ledger import SYSTEM, Chart, Move
from tongban.work.assistance.models import OPEN, Status
from tongban.work.assistance.notices import NOTICES

S = Status
HELPING = cite("state-council-2022-5")
UNDER_WAY = (S.HELPING, S.HANDING_OVER)
HELP = "assistance.help"
SAID_AT_WINDOW, DECLINE = pgettext_lazy("help", "Take down at the window"), pgettext_lazy("help", "Decline")

# fmt: off
CHART = Chart(
    #    move            from                 to               who may            on what basis  as said
    Move("ask",          (),                  S.ASKED,         "assistance.ask",  HELPING, _("Ask for a helper")),
    Move("take",         (),                  S.ASKED,         HELP,              HELPING, SAID_AT_WINDOW),
    Move("assign",       (S.ASKED,),          S.ASSIGNED,      "assistance.lead", HELPING, _("Name a helper")),
    Move("decline",      (S.ASKED,),          S.DECLINED,      "assistance.lead", HELPING, DECLINE),
    Move("authorise",    (S.ASSIGNED,),       S.HELPING,       HELP,              HELPING, _("Note the signed authorisation")),
    Move("sign",         (S.ASSIGNED,),       S.HELPING,       "assistance.ask",  HELPING, _("Authorise the helper")),
    Move("revoke",       UNDER_WAY,           S.ASSIGNED,      "assistance.ask",  HELPING, _("Revoke the authorisation")),
    Move("lapse",        UNDER_WAY,           S.ASSIGNED,      SYSTEM,            HELPING, _("The authorisation has run out")),
    Move("offer",        (S.HELPING,),        S.HANDING_OVER,  HELP,              HELPING, _("Offer to another helper")),
    Move("take_over",    (S.HANDING_OVER,),   S.HELPING,       HELP,              HELPING, _("Take over")),
    Move("refuse_over",  (S.HANDING_OVER,),   S.HELPING,       HELP,              HELPING, _("Do not take over")),
    Move("keep",         (S.HANDING_OVER,),   S.HELPING,       HELP,              HELPING, _("Keep it after all")),
    Move("replace",      (S.ASSIGNED, *UNDER_WAY), S.ASSIGNED, "assistance.lead", HELPING, _("Name another helper")),
    Move("conclude",     (S.HELPING,),        S.CONCLUDED,     HELP,              HELPING, _("End the help")),
    Move("note_revoked", UNDER_WAY,           S.ASSIGNED,      HELP,              HELPING, _("Note that it was revoked")),
    Move("withdraw",     OPEN,                S.WITHDRAWN,     "assistance.ask",  HELPING, _("No helper is needed any more")),
    model="assistance.Assistance",
    announce=NOTICES.announce,
    weighty=("authorise", "sign", "revoke", "conclude"),
    subjects="HELP",
)
# fmt: on
