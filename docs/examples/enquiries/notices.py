"""Who is told what of enquiries: the division of a new one, the window of the answer."""

from tongban.ground.exchange.messages.notices import Notice, Notices

NOTICES = Notices(
    "enquiries",
    "tongban.work.enquiries.readers.READERS",
    #      move      whom        with which text
    Notice("take", "division", "enquiry_came_in"),
    Notice("answer", "window", "enquiry_answered"),
)
