"""Who answers for a case at each moment while two offices have to do with it; the limits run on whatever happens."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from tongban.ground.law import basis

UNDER_WAY = ("filed", "incomplete", "completed", "accepted", "paused", "granted", "refused", "issued")
TO_DECIDE = ("filed", "incomplete", "completed", "accepted", "paused")
READY = ("issued", "refused")


@dataclass(frozen=True, slots=True)
class Passage:
    """A hand-over as the rules read it: why, how it stands, between which offices, sent and received when."""

    purpose: str
    state: str
    sender: int
    receiver: int
    sent_at: datetime
    received_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """From when an office answers for the case; ``is_travelling`` while its papers are on their way to another."""

    since: datetime
    office: int
    is_travelling: bool = False


@basis("state-council-office-2020-35")
def turns(
    taken_in_at: datetime, office: int, decider: int, way: str, passages: Iterable[Passage]
) -> list[Turn]:
    """Return who answers for the case from when: the sender until the receiver has signed, and again if turned back.

    Where the whole process is online nothing travels: the deciding office answers from the first moment.
    """
    found = [Turn(taken_in_at, decider if way == "online" else office)]
    for each in sorted(passages, key=lambda passage: passage.sent_at):
        if each.purpose == "part":
            continue
        found.append(Turn(each.sent_at, each.sender, is_travelling=True))
        if each.received_at is not None:
            found.append(
                Turn(each.received_at, each.sender if each.state == "turned_back" else each.receiver)
            )
    return found


def turn_at(found: Sequence[Turn], at: datetime) -> Turn:
    """Return whose turn it is at a moment."""
    return [found[0], *(turn for turn in found if turn.since <= at)][-1]


def may_send(purpose: str, way: str, status: str, passages: Sequence[Passage]) -> bool:
    """Return whether something may be handed over for this purpose now.

    Papers travel to be decided while there is something to decide, parts only where several places act together and the
    case is in review, the result once it is ready; never twice at the same time.
    """
    same = [each for each in passages if each.purpose == purpose]
    if purpose == "part":
        return way == "joint" and status == "accepted"
    if way == "online" or any(each.state == "sent" for each in same):
        return False
    if purpose == "decide":
        return status in TO_DECIDE and not any(each.purpose == "result" for each in passages)
    return status in READY and not any(each.state == "received" for each in same)


def may_hand_out(status: str, way: str, passages: Iterable[Passage]) -> bool:
    """Return whether the office that took the case in may hand the result out: it has it, or it came online."""
    has_it = any(each.purpose == "result" and each.state == "received" for each in passages)
    return status in READY and (way == "online" or has_it)
