"""The kinds of what leaves the house, and who sends each: functions in the rooms' own ``senders.py``."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.utils.functional import Promise

from tongban.ground.exchange.models import Outgoing
from tongban.ground.ledger.rooms import modules_named

Send = Callable[[Outgoing], None]


class Rejected(Exception):
    """The other side will not take it, however often it is sent: no further attempt is made.

    The text is kept and shown to administrators: it names no person, no number and no address.
    """


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends a kind; ``shown`` names the fields of its content that an administrator may see.

    ``on_giving_up(outgoing, by=…, at=…)`` is called in the transaction in which somebody gives a dead letter up.
    """

    kind: str
    label: str | Promise
    send: Send
    shown: tuple[str, ...] = ()
    on_giving_up: Callable[..., None] | None = None


_senders: dict[str, Sender] = {}


def sender(
    kind: str,
    *,
    label: str | Promise,
    shown: tuple[str, ...] = (),
    on_giving_up: Callable[..., None] | None = None,
) -> Callable[[Send], Send]:
    """Mark the function that sends a kind: called after commit, outside any transaction; what it raises is retried."""

    def mark(send: Send) -> Send:
        if kind in _senders and _senders[kind].send.__module__ != send.__module__:
            raise ValueError(f"two rooms send the kind {kind}")
        _senders[kind] = Sender(kind, label, send, shown, on_giving_up)
        return send

    return mark


def senders() -> dict[str, Sender]:
    """Return the senders of every room of the house, by kind."""
    _find_senders()
    return _senders


@cache
def _find_senders() -> None:
    for _module in modules_named("senders"):
        pass  # importing it marks its functions
