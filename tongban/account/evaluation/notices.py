"""Who is told what of a performance year: whoever has the next step, and the clerks of what came back."""

from tongban.ground.exchange.messages.notices import Notice, Notices

# fmt: off
NOTICES = Notices(
    "evaluation", "tongban.account.evaluation.readers.READERS",
    #      move               whom      with which text
    Notice("declare",         "next",   "year_waits"),
    Notice("return_targets",  "clerks", "year_returned"),
    Notice("approve_targets", "clerks", "targets_approved"),
    Notice("submit",          "next",   "year_waits"),
    Notice("endorse",         "next",   "year_waits"),
    Notice("division_return", "clerks", "year_returned"),
    Notice("check",           "next",   "year_waits"),
    Notice("finance_return",  "clerks", "year_returned"),
    Notice("sign",            "next",   "year_waits"),
    Notice("leader_return",   "clerks", "year_returned"),
    Notice("file",            "next",   "year_waits"),
    Notice("return",          "clerks", "year_returned"),
    Notice("accept",          "next",   "year_waits"),
    Notice("publish",         "clerks", "year_published"),
    Notice("publish",         "signer", "year_published"),
    Notice("reopen",          "clerks", "year_returned"),
    Notice("rectify",         "clerks", "rectification_begun"),
)
# fmt: on
