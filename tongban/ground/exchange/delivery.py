"""Sends what is due: each row by one sender at a time, after commit, again until it is sent or dead.

A row that is being sent is locked for as long as the sender's connection lives. Two servers therefore never send one
row at the same moment, and the row of a killed sender is free at once, whatever the clocks say. What had arrived when
the sender was killed is sent once more, with the same key.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from random import random

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from tongban.ground.exchange.kinds import Rejected, senders
from tongban.ground.exchange.models import Attempt, Outgoing
from tongban.ground.exchange.rules import FURTHEST_WAIT, wait_after
from tongban.ground.kit.locks import try_lock
from tongban.ground.ledger.ports import require_no_transaction

LOG = logging.getLogger(__name__)
LOOKED_AT = 20
State, Outcome = Outgoing.State, Attempt.Outcome
NOT_AGAIN = (Outcome.REJECTED,)


def due(at: datetime, kind: str = "") -> QuerySet[Outgoing]:
    """Return what is due, the longest waiting first: of one kind, or of all.

    What is due further away than any wait is long was put off by a clock that has gone back since.
    """
    has_come = Q(due_at__lte=at) | Q(due_at__gt=at + FURTHEST_WAIT)
    rows = Outgoing.objects.filter(has_come, state=State.WAITING).order_by("due_at", "pk")
    return rows.filter(kind=kind) if kind else rows


def kinds_due(at: datetime) -> list[str]:
    """Return the kinds of which something is due."""
    return list(due(at).order_by("kind").values_list("kind", flat=True).distinct())


def deliver_due(*, at: datetime, kind: str = "") -> int:
    """Send what is due; return how many were sent. What fails waits for its next attempt, the rest goes on."""
    require_no_transaction("The outbox")
    skipped: set[int] = set()
    sent = 0
    while keys := list(due(at, kind).exclude(pk__in=skipped).values_list("pk", flat=True)[:LOOKED_AT]):
        for key in keys:
            was_sent = _deliver(key, at)
            sent += bool(was_sent)
            if was_sent is None:
                skipped.add(key)
    return sent


def _deliver(key: int, at: datetime) -> bool | None:
    """Send one row and return whether it was sent; None when somebody else is sending it, or has sent it meanwhile."""
    with _claimed(key, at) as row:
        if row is None:
            return None
        outcome, detail = _send(row)
        _keep(row, outcome, detail, at)
        return outcome == Outcome.SENT


def lock_of(key: int) -> str:
    """Return the name of the lock that whoever sends a row, or decides about it, has."""
    return f"outbox {key}"


@contextmanager
def _claimed(key: int, at: datetime) -> Iterator[Outgoing | None]:
    with try_lock(lock_of(key)) as is_ours:
        yield _begin(key, at) if is_ours else None


@transaction.atomic
def _begin(key: int, at: datetime) -> Outgoing | None:
    """Note the attempt before anything is sent, so that it is known even of a sender that is killed."""
    row = due(at).select_for_update().filter(pk=key).first()
    if row is None:
        return None
    if row.attempts:
        row.tries.filter(outcome=Outcome.SENDING).update(outcome=Outcome.INTERRUPTED)
    row.attempts, row.tried_at = row.attempts + 1, at
    row.save(update_fields=["attempts", "tried_at"])
    row.tries.create(number=row.attempts, at=at)
    return row


def _send(row: Outgoing) -> tuple[str, str]:
    """Call the sender of the kind; return what came of it, in words that name nobody."""
    sender = senders().get(row.kind)
    if sender is None:
        return Outcome.NO_SENDER, ""
    try:
        sender.send(row)
        require_no_transaction("The end of a sender")
    except Rejected as error:
        return Outcome.REJECTED, str(error)[:300]
    except (OSError, TimeoutError) as error:
        return Outcome.NO_ANSWER, type(error).__name__
    except Exception as error:
        LOG.error("sending failed", extra=_named(row), exc_info=error)
        return Outcome.FAULT, _place(error)
    return Outcome.SENT, ""


@transaction.atomic
def _keep(row: Outgoing, outcome: str, detail: str, at: datetime) -> None:
    """Keep what came of an attempt: sent, to be tried again later, or dead."""
    row.tries.filter(number=row.attempts).update(outcome=outcome, detail=detail)
    if outcome == Outcome.SENT:
        row.state, row.sent_at = State.SENT, at
    elif outcome in NOT_AGAIN or row.failures >= settings.OUTBOX_MOST_ATTEMPTS:
        row.state = State.DEAD
        LOG.warning("given up: a dead letter", extra=_named(row) | {"reason": outcome})
    else:
        LOG.info("not sent, tried again later", extra=_named(row) | {"reason": outcome})
        row.due_at = at + wait_after(row.failures, random())  # noqa: S311 - spreads the load, keeps no secret
    row.save(update_fields=["state", "sent_at", "due_at"])


def _named(row: Outgoing) -> dict[str, object]:
    """Return how the log names a row: never by whom it goes to."""
    return {"kind": row.kind, "number": row.pk, "attempts": row.attempts}


def _place(error: Exception) -> str:
    """Return what kind of error it was and where in the program it was raised."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f"{trace.tb_frame.f_globals.get('__name__', '')}:{trace.tb_lineno}" if trace else ""
    return f"{type(error).__name__}, {where}"[:300]
