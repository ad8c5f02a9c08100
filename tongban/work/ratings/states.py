"""The work on a bad rating, read top to bottom."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.law import cite
from tongban.ground.ledger import SYSTEM, Chart, Move
from tongban.work.ratings.models import Status
from tongban.work.ratings.notices import NOTICES

S = Status
RATING = cite("state-council-office-2019-51")

# fmt: off
CHART = Chart(
    #    move          from                      to            who may           on what basis  as said
    Move("open",       (),                       S.OPEN,       SYSTEM,           RATING, _("Bad rating came in")),
    Move("contact",    (S.OPEN,),                S.CONTACTED,  "ratings.handle", RATING, _("Contacted")),
    Move("appeal",     (S.OPEN, S.CONTACTED),    S.APPEALED,   "ratings.handle", RATING, _("Appeal as mistaken")),
    Move("uphold",     (S.APPEALED,),            S.OPEN,       "ratings.rule",   RATING, _("Keep the rating")),
    Move("exclude",    (S.APPEALED,),            S.EXCLUDED,   "ratings.rule",   RATING, _("Do not count the rating")),
    Move("remedy",     (S.CONTACTED,),           S.REMEDIED,   "ratings.handle", RATING, _("Remedied")),
    Move("call_back",  (S.REMEDIED,),            S.CLOSED,     "ratings.rule",   RATING, _("Called back: close")),
    Move("reopen",     (S.REMEDIED,),            S.CONTACTED,  "ratings.rule",   RATING, _("Not remedied: back")),
    model="ratings.BadRating",
    announce=NOTICES.announce,
    weighty=("exclude", "call_back"),
    subjects="BAD",
)
# fmt: on
