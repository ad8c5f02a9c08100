"""What callers are told by SMS: a row in the outbox for each such move, in its transaction; never a word of the order."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.exchange.outbox import put
from tongban.ground.ledger.entry_writer import Written

KIND = "hotline.caller"
TOGETHER = _(
    "%(order)s is handled together with another request of the same cause; you will be told the result."
)
TEXTS = {
    "register": _("Your call was taken down under %(order)s."),
    "file": _("Your request was taken down under %(order)s."),
    "dispatch": _("%(order)s went to %(unit)s, which answers by %(due_on)s."),
    "extend": _("%(order)s takes longer: %(unit)s answers by %(due_on)s."),
    "suspend": _("%(order)s cannot be settled yet; %(unit)s goes on with it and will tell you."),
    "merge": TOGETHER,
    "join": TOGETHER,
    "reply": _("%(unit)s has answered %(order)s. We shall call you and ask whether it is solved."),
    "redo": _("%(order)s is handled again by %(unit)s, which answers by %(due_on)s."),
    "reopen": _("%(order)s is handled again by %(unit)s, which answers by %(due_on)s."),
    "close": _("%(order)s is closed. If it is not solved, call 12345."),
}
"""The words of each move that a caller is told of."""


def put_caller_news(entry: Written) -> None:
    """Put into the outbox what the caller is told of a move."""
    if entry.move in TEXTS:
        said = {"order": entry.subject, "move": entry.move}
        put(KIND, said, at=entry.at, subject=entry.subject, key=f"entry:{entry.pk}")
