"""Who is told what: whose work was scored, who decides on appeals, the unit that has to put something right."""

from tongban.ground.exchange.messages.notices import Notice, Notices

# fmt: off
NOTICES = Notices(
    "inspection", "tongban.work.inspection.readers.READERS",
    #      move or act  whom          with which text
    Notice("score",     "concerned",  "inspection_scored"),
    Notice("appeal",    "deciders",   "inspection_appealed"),
    Notice("uphold",    "concerned",  "inspection_decided"),
    Notice("correct",   "concerned",  "inspection_decided"),
    Notice("confirm",   "deciders",   "closing_forged"),
    Notice("order",     "concerned",  "rectification_ordered"),
    Notice("return",    "concerned",  "rectification_ordered"),
    Notice("answer",    "evaluators", "rectification_answered"),
)
# fmt: on
