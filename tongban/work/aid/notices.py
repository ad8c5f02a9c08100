"""Who is told what of enterprise aid: the specialists of what comes in, the enterprise of answers and of policies that fit."""

from tongban.ground.exchange.messages.notices import Notice, Notices

# fmt: off
NOTICES = Notices(
    "aid", "tongban.work.aid.readers.READERS",
    #      move or act     whom           with which text
    Notice("file_demand",  "specialists", "aid_filed"),
    Notice("send_policy",  "enterprise",  "aid_policy_sent"),
    Notice("answer",       "enterprise",  "aid_answered"),
    Notice("call",         "specialists", "aid_meeting_called"),
    Notice("conclude",     "specialists", "aid_minutes_issued"),
    Notice("tell",         "enterprise",  "aid_policy_fits"),
)
# fmt: on
