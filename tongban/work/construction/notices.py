"""Who is told of which move of a review."""

from tongban.ground.exchange.messages.notices import Notice, Notices

# fmt: off
NOTICES = Notices(
    "construction", "tongban.work.construction.readers.READERS",
    #      move              whom         with which text
    Notice("open_review",    "bodies",    "review_asked"),
    Notice("hand_in_again",  "bodies",    "review_asked_again"),
    Notice("return_remarks", "applicant", "review_remarks"),
    Notice("pass_review",    "applicant", "review_passed"),
    Notice("fail_review",    "applicant", "review_failed"),
    Notice("move_visit",     "applicant", "visit_moved"),
)
# fmt: on
