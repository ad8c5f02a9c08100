"""How a version of a policy comes to be published, and how a list of grants comes to be paid: read top to bottom."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.law import cite
from tongban.ground.ledger import Chart, Move
from tongban.offer.policies.models import GrantList, Status
from tongban.offer.policies.notices import NOTICES

S, G = Status, GrantList.Status
PUBLISHING = cite("business-environment-regulation:38")
EQUALLY = cite("business-environment-regulation:12")

# fmt: off
VERSIONS = Chart(
    #    move           from              to             who may             on what basis  as said
    Move("draft",       (),               S.DRAFT,       "policies.edit",    PUBLISHING, _("Begin a draft")),
    Move("submit",      (S.DRAFT,),       S.IN_REVIEW,   "policies.edit",    PUBLISHING, _("Send to review")),
    Move("approve",     (S.IN_REVIEW,),   S.APPROVED,    "policies.approve", PUBLISHING, _("Approve")),
    Move("return",      (S.IN_REVIEW,),   S.DRAFT,       "policies.approve", PUBLISHING, _("Return the draft")),
    Move("publish",     (S.APPROVED,),    S.PUBLISHED,   "policies.publish", PUBLISHING, _("Publish the version")),
    Move("reopen",      (S.APPROVED,),    S.DRAFT,       "policies.publish", PUBLISHING, _("Back to the draft")),
    Move("supersede",   (S.PUBLISHED,),   S.SUPERSEDED,  "policies.publish", PUBLISHING, _("Supersede")),
    Move("withdraw",    (S.PUBLISHED,),   S.WITHDRAWN,   "policies.publish", PUBLISHING, _("Withdraw the policy")),
    model="policies.PolicyVersion",
    announce=NOTICES.announce,
    weighty=("publish", "withdraw"),
    subjects="POL",
)
GRANTS = Chart(
    Move("draw_up",     (),               G.DRAWN_UP,    "policies.grant",   EQUALLY,    _("Draw up the list")),
    Move("announce",    (G.DRAWN_UP,),    G.ANNOUNCED,   "policies.grant",   EQUALLY,    _("Announce the list")),
    Move("confirm",     (G.ANNOUNCED,),   G.CONFIRMED,   "policies.publish", EQUALLY,    _("Confirm the list")),
    Move("hand_over",   (G.CONFIRMED,),   G.HANDED_OVER, "policies.pay",     EQUALLY,    _("Hand over to payment")),
    Move("cancel",      (G.DRAWN_UP, G.ANNOUNCED), G.CANCELLED, "policies.publish", EQUALLY, _("Cancel the list")),
    model="policies.GrantList",
    announce=NOTICES.announce,
    weighty=("confirm", "hand_over"),
    subjects="GRANT",
)
# fmt: on
