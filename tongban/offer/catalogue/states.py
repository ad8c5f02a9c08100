"""How a version of an item, and a version of a list, comes to be published: read top to bottom."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.law import cite
from tongban.ground.ledger import Chart, Move
from tongban.offer.catalogue.models import ListVersion, Status
from tongban.offer.catalogue.notices import NOTICES

S, L = Status, ListVersion.Status
OFFERING = cite("online-service-rules:4")
PUBLISHING = cite("licensing-law:30")
LISTING = cite("business-environment-regulation:40")

# fmt: off
VERSIONS = Chart(
    #    move            from             to              who may              on what basis  as said
    Move("draft",        (),              S.DRAFT,        "catalogue.edit",    OFFERING,   _("Begin a draft")),
    Move("submit",       (S.DRAFT,),      S.IN_REVIEW,    "catalogue.edit",    OFFERING,   _("Send to legal review")),
    Move("approve",      (S.IN_REVIEW,),  S.APPROVED,     "catalogue.approve", OFFERING,   _("Approve")),
    Move("return",       (S.IN_REVIEW,),  S.DRAFT,        "catalogue.approve", OFFERING,   _("Return the draft")),
    Move("publish",      (S.APPROVED,),   S.PUBLISHED,    "catalogue.publish", PUBLISHING, _("Publish the version")),
    Move("supersede",    (S.PUBLISHED,),  S.SUPERSEDED,   "catalogue.publish", PUBLISHING, _("Supersede")),
    Move("withdraw",     (S.PUBLISHED,),  S.SUPERSEDED,   "catalogue.publish", PUBLISHING, _("Withdraw the item")),
    model="catalogue.ItemVersion",
    announce=NOTICES.announce,
    weighty=("approve", "publish", "supersede", "withdraw"),
    subjects="ITEM",
)
LISTS = Chart(
    Move("draft_list",     (),             L.DRAFT,       "catalogue.edit",    LISTING,    _("Begin a draft")),
    Move("publish_list",   (L.DRAFT,),     L.PUBLISHED,   "catalogue.publish", LISTING,    _("Publish the list")),
    Move("supersede_list", (L.PUBLISHED,), L.SUPERSEDED,  "catalogue.publish", LISTING,    _("Supersede")),
    model="catalogue.ListVersion",
    weighty=("publish_list", "supersede_list"),
    subjects="LIST",
)
# fmt: on
