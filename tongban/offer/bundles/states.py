"""How a version of a bundle comes to be published: read top to bottom."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.law import cite
from tongban.ground.ledger import Chart, Move
from tongban.offer.bundles.models import Status

S = Status
TOGETHER = cite("licensing-law:26")
PUBLISHING = cite("licensing-law:30")

# fmt: off
CHART = Chart(
    #    move          from            to             who may            on what basis  as said
    Move("draft",      (),             S.DRAFT,       "bundles.edit",    TOGETHER,   _("Begin a draft")),
    Move("check",      (S.DRAFT,),     S.CHECKED,     "bundles.check",   TOGETHER,   _("Checked")),
    Move("return",     (S.CHECKED,),   S.DRAFT,       "bundles.check",   TOGETHER,   _("Return the draft")),
    Move("publish",    (S.CHECKED,),   S.PUBLISHED,   "bundles.publish", PUBLISHING, _("Publish the version")),
    Move("supersede",  (S.PUBLISHED,), S.SUPERSEDED,  "bundles.publish", PUBLISHING, _("Supersede")),
    Move("withdraw",   (S.PUBLISHED,), S.WITHDRAWN,   "bundles.publish", PUBLISHING, _("Withdraw the bundle")),
    model="bundles.BundleVersion",
    weighty=("publish", "withdraw"),
    subjects="BDL",
)
# fmt: on
