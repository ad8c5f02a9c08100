"""Who is told what of something that could not be done."""

from tongban.ground.exchange.messages.notices import Notice, Notices

# fmt: off
NOTICES = Notices(
    "obstacles", "tongban.work.obstacles.readers.READERS",
    #      move or act      whom          with which text
    Notice("take",          "desk",       "obstacle_taken"),
    Notice("file",          "desk",       "obstacle_taken"),
    Notice("report",        "desk",       "obstacle_taken"),
    Notice("assign",        "unit",       "obstacle_assigned"),
    Notice("handle_again",  "unit",       "obstacle_came_back"),
    Notice("send_back",     "desk",       "obstacle_sent_back"),
    Notice("handle",        "desk",       "obstacle_handled"),
    Notice("answer",        "applicant",  "obstacle_answered"),
    Notice("handle",        "keepers",    "obstacle_rule_must_change"),
    Notice("propose_change", "desk",      "obstacle_change_begun"),
    Notice("run_rules",     "desk",       "obstacle_rules_run"),
    Notice("run_rules",     "applicant",  "obstacle_can_be_done"),
)
# fmt: on
