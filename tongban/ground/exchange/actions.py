"""What is decided about what could not be sent: an administrator sends it again or gives it up, a room mends it."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tongban.ground.exchange.delivery import lock_of
from tongban.ground.exchange.kinds import senders
from tongban.ground.exchange.models import Outgoing
from tongban.ground.kit.locks import try_lock, try_lock_until_commit
from tongban.ground.law import cite
from tongban.ground.ledger import Refused, record
from tongban.ground.people.models import User

MAY_DECIDE = "outbox.manage"
BASIS = cite("gbt-22239")
BEING_SENT = _("It is being sent just now. Please look again in a moment.")
State = Outgoing.State


def send_again(row: Outgoing, *, by: User, at: datetime) -> Outgoing:
    """Let something be sent again, at once and with as many attempts as the first time."""
    return _decide(row, "send_again", State.WAITING, "", by=by, at=at)


def send_dead_again(rows: Iterable[Outgoing], *, by: User, at: datetime) -> int:
    """Let these dead letters be sent again; return how many."""
    return len([send_again(row, by=by, at=at) for row in rows])


def give_up(row: Outgoing, *, reason: str, by: User, at: datetime) -> Outgoing:
    """Give something up that cannot be sent; the room that put it in sees to what follows."""
    if not reason.strip():
        raise Refused(_("Say why it is given up."))
    return _decide(row, "give_up", State.GIVEN_UP, reason.strip(), by=by, at=at)


@transaction.atomic
def send_mended(row: Outgoing, *, by: User, at: datetime) -> Outgoing:
    """Let what a room has mended be sent at once, a dead letter too; nobody sends it before the room's commit.

    The room has shown that this person may mend it, so `outbox.manage` is not asked for.
    """
    if not try_lock_until_commit(lock_of(row.pk)):
        raise Refused(BEING_SENT)
    row.refresh_from_db()
    is_untried = row.state == State.WAITING and not row.failures
    return row if is_untried else _decided(row, "send_again", State.WAITING, "", by=by, at=at)


def _decide(row: Outgoing, act: str, state: str, reason: str, *, by: User, at: datetime) -> Outgoing:
    if not by.may(MAY_DECIDE):
        raise PermissionDenied
    with try_lock(lock_of(row.pk)) as is_ours:
        if not is_ours:
            raise Refused(BEING_SENT)
        return _decided(row, act, state, reason, by=by, at=at)


@transaction.atomic
def _decided(row: Outgoing, act: str, state: str, reason: str, *, by: User, at: datetime) -> Outgoing:
    row = Outgoing.objects.select_for_update().get(pk=row.pk)
    if row.state not in (State.WAITING, State.DEAD):
        raise Refused(_("This was sent or given up already."))
    before, row.state = row.state, State(state)
    if state == State.WAITING:
        row.due_at, row.attempts_before = at, row.attempts
    row.save(update_fields=["state", "due_at", "attempts_before"])
    said = {"kind": row.kind, "subject": row.subject, "attempts": row.attempts}
    record(
        row.reference,
        act,
        by=by,
        at=at,
        basis=BASIS,
        before=before,
        after=row.state,
        note=reason,
        payload=said,
    )
    sender = senders().get(row.kind)
    if state == State.GIVEN_UP and sender and sender.on_giving_up:
        sender.on_giving_up(row, by=by, at=at)
    return row
