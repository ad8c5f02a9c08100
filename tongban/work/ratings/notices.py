"""Who is told what of ratings: the division of a bad one and its clock, and whoever rated of the answer."""

from tongban.ground.exchange.messages.notices import Notice, Notices

# fmt: off
NOTICES = Notices(
    "ratings", "tongban.work.ratings.readers.READERS",
    #      move         whom            with which text
    Notice("open",      "division",     "bad_rating_came_in"),
    Notice("appeal",    "supervisors",  "bad_rating_appealed"),
    Notice("uphold",    "division",     "bad_rating_upheld"),
    Notice("exclude",   "division",     "bad_rating_excluded"),
    Notice("exclude",   "rater",        "rating_not_counted"),
    Notice("remedy",    "rater",        "rating_answered"),
    Notice("remedy",    "supervisors",  "bad_rating_remedied"),
    Notice("reopen",    "division",     "bad_rating_came_back"),
    Notice("call_back", "rater",        "rating_settled"),
)
# fmt: on
