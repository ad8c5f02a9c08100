"""Who is told what of help."""

from tongban.ground.exchange.messages.notices import Notice, Notices

# fmt: off
NOTICES = Notices(
    "assistance", "tongban.work.assistance.readers.READERS",
    #      move or act     whom         with which text
    Notice("ask",          "head",      "assistance_asked"),
    Notice("take",         "head",      "assistance_asked"),
    Notice("remind_head",  "head",      "assistance_unassigned"),
    Notice("decline",      "applicant", "assistance_declined"),
    Notice("assign",       "helper",    "assistance_assigned"),
    Notice("assign",       "applicant", "assistance_helper"),
    Notice("replace",      "helper",    "assistance_assigned"),
    Notice("replace",      "applicant", "assistance_helper"),
    Notice("sign",         "helper",    "assistance_authorised"),
    Notice("revoke",       "helper",    "assistance_revoked"),
    Notice("lapse",        "helper",    "assistance_lapsed"),
    Notice("lapse",        "applicant", "assistance_lapsed"),
    Notice("offer",        "taker",     "assistance_offered"),
    Notice("take_over",    "giver",     "assistance_taken_over"),
    Notice("take_over",    "applicant", "assistance_helper"),
    Notice("refuse_over",  "helper",    "assistance_refused_over"),
    Notice("withdraw",     "helper",    "assistance_withdrawn"),
    Notice("conclude",     "applicant", "assistance_concluded"),
    Notice("remind",       "helper",    "assistance_reminder"),
)
# fmt: on
