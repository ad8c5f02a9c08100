"""How a version of an entry comes to be shown, and a question to be answered: read top to bottom."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.law import cite
from tongban.ground.ledger import SYSTEM, Chart, Move
from tongban.offer.knowledge.models import Gap, Status
from tongban.offer.knowledge.models.entries import LIVE
from tongban.offer.knowledge.notices import NOTICES

S, G = Status, Gap.Status
KEEPING = cite("jinan-hotline-regulation:28")
RENEWING = cite("jinan-hotline-regulation:34")

# fmt: off
ENTRIES = Chart(
    #    move              from               to               who may              on what basis  as said
    Move("begin",          (),                S.DRAFT,         "knowledge.edit",    KEEPING,  _("Begin a draft")),
    Move("propose",        (),                S.DRAFT,         "knowledge.read",    KEEPING,  _("Propose an entry")),
    Move("send",           (S.DRAFT,),        S.UNIT_CHECK,    "knowledge.edit",    KEEPING,  _("Send to the unit's check")),
    Move("pass_on",        (S.UNIT_CHECK,),   S.CENTRE_CHECK,  "knowledge.check",   KEEPING,  _("Pass on to the centre")),
    Move("send_back",      (S.UNIT_CHECK,),   S.DRAFT,         "knowledge.check",   KEEPING,  _("Send back")),
    Move("publish_entry",  (S.CENTRE_CHECK,), S.PUBLISHED,     "knowledge.release", KEEPING,  _("Publish the entry")),
    Move("return_to_unit", (S.CENTRE_CHECK,), S.DRAFT,         "knowledge.release", KEEPING,  _("Return to the unit")),
    Move("mark_stale",     (S.PUBLISHED,),    S.STALE,         SYSTEM,              RENEWING, _("Became stale")),
    Move("doubt",          (S.PUBLISHED,),    S.STALE,         "knowledge.check",   RENEWING, _("Doubt the answer")),
    Move("renew",          LIVE,              S.PUBLISHED,     "knowledge.check",   RENEWING, _("Confirm as still right")),
    Move("replace_entry",  LIVE,              S.SUPERSEDED,    "knowledge.release", KEEPING,  _("Supersede")),
    Move("retire",         LIVE,              S.RETIRED,       "knowledge.release", RENEWING, _("Retire the entry")),
    Move("discard",        (S.DRAFT,),        S.DISCARDED,     "knowledge.edit",    KEEPING,  _("Discard the draft")),
    model="knowledge.EntryVersion",
    announce=NOTICES.announce,
    weighty=("publish_entry", "retire"),
    subjects="KNOW",
)
GAPS = Chart(
    Move("report",         (),                     G.OPEN,     "knowledge.read",    KEEPING,  _("Report: nothing found")),
    Move("miss",           (),                     G.OPEN,     SYSTEM,              KEEPING,  _("Asked by the public")),
    Move("assign",         (G.OPEN, G.ASSIGNED),   G.ASSIGNED, "knowledge.release", KEEPING,  _("Assign to a unit")),
    Move("write",          (G.ASSIGNED,),          G.WRITTEN,  "knowledge.edit",    KEEPING,  _("Write the entry")),
    Move("give_up",        (G.WRITTEN,),           G.ASSIGNED, "knowledge.edit",    KEEPING,  _("The draft was discarded")),
    Move("answer_gap",     (G.WRITTEN,),           G.ANSWERED, "knowledge.release", KEEPING,  _("Its entry was published")),
    Move("decline",        (G.OPEN, G.ASSIGNED),   G.DECLINED, "knowledge.release", KEEPING,  _("Decline: no entry for it")),
    model="knowledge.Gap",
    announce=NOTICES.announce,
    weighty=("answer_gap", "decline"),
    subjects="GAP",
)
# fmt: on
