"""Who is told what of policies: who reviews, who mends, who publishes; the owner of what is due; who is on a list."""

from tongban.ground.exchange.messages.notices import Notice, Notices

# fmt: off
NOTICES = Notices(
    "policies", "tongban.offer.policies.readers.READERS",
    #      move or act   whom            with which text
    Notice("submit",     "approvers",    "policy_waits"),
    Notice("return",     "sender",       "policy_returned"),
    Notice("approve",    "publishers",   "policy_to_publish"),
    Notice("publish",    "editors",      "policy_published"),
    Notice("tell_due",   "owners",       "policy_due"),
    Notice("announce",   "enterprises",  "grant_announced"),
    Notice("announce",   "publishers",   "grant_open"),
    Notice("confirm",    "payers",       "grant_to_pay"),
)
# fmt: on
