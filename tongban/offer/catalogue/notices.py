"""Who is told what of versions of items: who reviews, who mends, who publishes."""

from tongban.ground.exchange.messages.notices import Notice, Notices

# fmt: off
NOTICES = Notices(
    "catalogue", "tongban.offer.catalogue.readers.READERS",
    #      move        whom          with which text
    Notice("submit",   "approvers",  "version_waits"),
    Notice("return",   "sender",     "version_returned"),
    Notice("approve",  "sender",     "version_approved"),
    Notice("approve",  "publishers", "version_to_publish"),
    Notice("publish",  "approvers",  "version_published"),
    Notice("withdraw", "approvers",  "item_withdrawn"),
)
# fmt: on
