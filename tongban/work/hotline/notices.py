"""Who is told what of orders: the unit that works, the centre that decides and calls back. Callers: see caller_news.py."""

from tongban.ground.exchange.messages.notices import Notice, Notices
from tongban.ground.ledger.entry_writer import Written
from tongban.work.hotline.caller_news import put_caller_news


class OrderNotices(Notices):
    """The notices of orders, and what their callers are told, who have no account here."""

    def announce(self, entry: Written) -> Written:
        """Put into the outbox what officers and callers are told of an entry."""
        put_caller_news(entry)
        return super().announce(entry)


# fmt: off
NOTICES = OrderNotices(
    "hotline", "tongban.work.hotline.readers.READERS",
    #      move or act  whom           with which text
    Notice("dispatch",  "unit",        "order_dispatched"),
    Notice("decide",    "unit",        "order_decided"),
    Notice("send_back", "unit",        "order_sent_back"),
    Notice("redo",      "unit",        "order_redone"),
    Notice("reopen",    "unit",        "order_redone"),
    Notice("urge",      "unit",        "order_urged"),
    Notice("pass_to",   "taker",       "order_passed_to_you"),
    Notice("return",    "dispatchers", "order_returned"),
    Notice("reassign",         "unit",  "order_dispatched"),
    Notice("ask_extension",    "heads", "extension_asked"),
    Notice("extend",           "unit",  "extension_granted"),
    Notice("refuse_extension", "unit",  "extension_refused"),
    Notice("remind_review",    "heads", "review_day"),
    Notice("remind_review",    "dispatchers", "review_day"),
    Notice("reply",     "checkers",    "order_replied"),
    Notice("raise_alarm", "leaders",   "burst_raised"),
)
# fmt: on
