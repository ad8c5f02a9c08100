"""Who is told what of entries and questions: who writes, who checks, who keeps it, the owner unit, who asked."""

from tongban.ground.exchange.messages.notices import Notice, Notices

# fmt: off
NOTICES = Notices(
    "knowledge", "tongban.offer.knowledge.readers.READERS",
    #      move or act       whom        with which text
    Notice("propose",        "unit",     "entry_proposed"),
    Notice("send",           "checkers", "entry_waits"),
    Notice("send_back",      "writer",   "entry_came_back"),
    Notice("pass_on",        "centre",   "entry_waits"),
    Notice("return_to_unit", "writer",   "entry_came_back"),
    Notice("publish_entry",  "writer",   "entry_published"),
    Notice("mark_stale",     "unit",     "entry_stale"),
    Notice("doubt",          "unit",     "entry_stale"),
    Notice("hand_over",      "keepers",  "entries_handed_over"),
    Notice("ask_keeper",     "heads",    "entries_without_keeper"),
    Notice("report_error",   "unit",     "entry_reported"),
    Notice("report",         "centre",   "gap_to_assign"),
    Notice("miss",           "centre",   "gap_to_assign"),
    Notice("assign",         "unit",     "gap_to_answer"),
    Notice("remind_gap",     "unit",     "gap_late"),
    Notice("answer_gap",     "writer",   "gap_answered"),
    Notice("decline",        "writer",   "gap_declined"),
)
# fmt: on
