"""What happened to tickets, from their entries in the ledger: stretches of waiting, called, serving, on hold, missed."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

IN_LINE = ("waiting", "transferred")
OVER = ("finished", "left")


class TicketEvent(NamedTuple):
    """One entry of a ticket: its number in the ticket's chain, the status after it, local time, group and window."""

    ticket: str
    number: int
    status: str
    at: datetime
    group: str
    window: str = ""


class TicketStretch(NamedTuple):
    """For how long a ticket had one status; ``then`` is the next one, empty while it lasts."""

    ticket: str
    status: str
    group: str
    window: str
    began: datetime
    ended: datetime | None = None
    then: str = ""

    @property
    def seconds(self) -> int:
        """Return its length; nothing while it lasts."""
        return int((self.ended - self.began).total_seconds()) if self.ended else 0


def stretches(events: Iterable[TicketEvent]) -> dict[str, list[TicketStretch]]:
    """Return the stretches of each ticket in their order, whatever order the events come in."""
    by_ticket: defaultdict[str, list[TicketEvent]] = defaultdict(list)
    for event in sorted(events):
        by_ticket[event.ticket].append(event)
    return {ticket: _of_ticket(chain) for ticket, chain in by_ticket.items()}


def _of_ticket(chain: list[TicketEvent]) -> list[TicketStretch]:
    found: list[TicketStretch] = []
    for event, after in pairwise((*chain, None)):
        if event is None or event.status in OVER:
            break
        ended, then = (after.at, after.status) if after else (None, "")
        last = found[-1] if found else None
        if last and last.status == event.status and last[2:4] == event[4:6]:
            found[-1] = last._replace(ended=ended, then=then)  # called again: the same stretch goes on
        else:
            found.append(
                TicketStretch(event.ticket, event.status, event.group, event.window, event.at, ended, then)
            )
    return found
