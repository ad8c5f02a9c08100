"""What happens to calls, as rows: asked, rung, answered, held, ended, finished. Whoever speaks with the exchange is above."""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tongban.ground.clock.moments import day_of
from tongban.ground.ledger import Refused
from tongban.ground.people.models import User
from tongban.work.hotline.models import CallEvent, IntakeDraft, Line, PhoneCall, Seat, SeatChange, SeatState
from tongban.work.hotline.numbers import CALLS
from tongban.work.hotline.queries.calls import busy_agents, rung_too_long, waiting_for
from tongban.work.hotline.rules.phones import BadPhone, normalize_phone
from tongban.work.hotline.rules.seats import rings_until

Kind = CallEvent.Kind


@transaction.atomic
def ask(
    line: Line,
    exchange_key: str,
    *,
    phone: str,
    at: datetime,
    invented_words: str = "",
    is_example: bool = False,
) -> PhoneCall:
    """Take in that a caller asks for a human; told twice with one key, it is one call."""
    known = PhoneCall.objects.filter(exchange_key=exchange_key).first()
    if known is not None:
        return known
    call = PhoneCall.objects.create(
        reference=CALLS.next(day_of(at)),
        line=line,
        exchange_key=exchange_key,
        phone=_number(phone),
        asked_at=at,
        invented_words=invented_words,
        is_example=is_example,
    )
    _note(call, Kind.ASKED, at)
    return call


@transaction.atomic
def change_seat(agent: User, state: str, *, at: datetime, reason: str = "") -> Seat:
    """Be ready, have a pause with a reason, or sign off; who has a call finishes it first to sign off."""
    _need_agent(agent)
    seat, _made = Seat.objects.select_for_update().get_or_create(agent=agent, defaults={"since": at})
    if state == SeatState.PAUSED and not reason.strip():
        raise Refused(_("Say why you have a pause; it is kept."))
    if state == SeatState.AWAY and busy_agents().filter(agent=agent).exists():
        raise Refused(_("Finish your call before you sign off."))
    if seat.state != state or seat.reason != reason:
        seat.state, seat.reason, seat.since = state, reason.strip()[:60], at
        seat.save()
        SeatChange.objects.create(agent=agent, state=state, reason=seat.reason, at=at)
    return seat


@transaction.atomic
def ring_next(agent: User, *, at: datetime) -> PhoneCall | None:
    """Give a ready agent without a call the one that has waited longest; of two agents nobody gets the same."""
    seat = Seat.objects.select_for_update().filter(agent=agent, state=SeatState.READY).first()
    if seat is None or busy_agents().filter(agent=agent).exists():
        return None
    call = waiting_for(agent).select_for_update(skip_locked=True, of=("self",)).first()
    if call is None:
        return None
    call.agent, call.rung_at = agent, at
    call.save(update_fields=["agent", "rung_at"])
    _note(call, Kind.RUNG, at, agent)
    return call


@transaction.atomic
def take_back_unanswered(*, at: datetime) -> int:
    """Put calls that nobody answered back into the queue, where they keep their place; the agent has a pause."""
    longest = rings_until(at) - at
    calls = rung_too_long(at - longest).select_for_update(skip_locked=True, of=("self",))
    for call in calls:
        missed = call.agent
        call.agent, call.rung_at = None, None
        call.save(update_fields=["agent", "rung_at"])
        _note(call, Kind.MISSED, at, missed)
        if missed is not None:
            change_seat(missed, SeatState.PAUSED, at=at, reason=str(_("A call was not answered")))
    return len(calls)


@transaction.atomic
def note_answered(call: PhoneCall, *, by: User, at: datetime, recording: str = "") -> PhoneCall:
    """Note that an agent answered the call that rings at their seat."""
    call = _locked(call, by, "ringing")
    call.answered_at, call.recording = at, recording
    return _saved(call, Kind.ANSWERED, by, at, "answered_at", "recording")


@transaction.atomic
def note_held(call: PhoneCall, *, by: User, at: datetime) -> PhoneCall:
    """Note that the caller is on hold."""
    call = _locked(call, by, "talking")
    call.held_at = at
    return _saved(call, Kind.HELD, by, at, "held_at")


@transaction.atomic
def note_resumed(call: PhoneCall, *, by: User, at: datetime) -> PhoneCall:
    """Note that the caller was taken back."""
    call = _locked(call, by, "on_hold")
    call.held_at = None
    return _saved(call, Kind.RESUMED, by, at, "held_at")


@transaction.atomic
def note_third(call: PhoneCall, number: str, *, by: User, at: datetime) -> PhoneCall:
    """Note who was taken into the call as a third."""
    call = _locked(call, by, "talking")
    call.third_party = number
    return _saved(call, Kind.THIRD, by, at, "third_party", number=number)


@transaction.atomic
def note_ended(call: PhoneCall, *, by: User, at: datetime, transferred_to: str = "") -> PhoneCall:
    """Note that the agent hung up or passed the caller on; the work after the call begins."""
    call = _locked(call, by, "talking", "on_hold")
    call.ended_at = at
    kind = Kind.TRANSFERRED if transferred_to else Kind.ENDED
    return _saved(call, kind, by, at, "ended_at", number=transferred_to)


@transaction.atomic
def note_gone(call: PhoneCall, *, at: datetime) -> PhoneCall:
    """Note that the caller hung up: before anybody answered, the call is abandoned; whatever was typed stays."""
    call = PhoneCall.objects.select_for_update().get(pk=call.pk)
    if call.ended_at is not None:
        return call
    call.ended_at = at
    kind = Kind.ENDED if call.answered_at else Kind.ABANDONED
    return _saved(call, kind, call.agent, at, "ended_at")


@transaction.atomic
def finish(call: PhoneCall, *, by: User, at: datetime, remark: str = "") -> PhoneCall:
    """Finish the work after a call: with an order, or with the reason why there is none."""
    call = _locked(call, by, "after_call")
    if call.order_id is None and not remark.strip():
        raise Refused(_("Take the call down as an order, or say why there is none."))
    call.finished_at, call.remark = at, remark.strip()[:200]
    IntakeDraft.objects.filter(call=call).delete()
    return _saved(call, Kind.FINISHED, by, at, "finished_at", "remark")


@transaction.atomic
def keep_draft(agent: User, call: PhoneCall | None, typed: dict[str, str], *, at: datetime) -> None:
    """Keep what an agent has typed so far."""
    _need_agent(agent)
    if call is not None and (call.agent_id != agent.pk or call.order_id is not None):
        raise PermissionDenied
    IntakeDraft.objects.update_or_create(agent=agent, call=call, defaults={"typed": typed, "saved_at": at})


def forget_old_drafts(*, at: datetime) -> int:
    """Forget what was typed and never taken down, after three days."""
    count, _each = IntakeDraft.objects.filter(saved_at__lt=at - timedelta(days=3)).delete()
    return count


def _locked(call: PhoneCall, by: User, *stages: str) -> PhoneCall:
    _need_agent(by)
    call = PhoneCall.objects.select_for_update().get(pk=call.pk)
    if call.agent_id != by.pk:
        raise PermissionDenied
    if call.stage not in stages:
        raise Refused(_("This is not possible now: the call has moved on."))
    return call


def _saved(
    call: PhoneCall, kind: str, agent: User | None, at: datetime, *fields: str, number: str = ""
) -> PhoneCall:
    call.save(update_fields=list(fields))
    _note(call, kind, at, agent, number)
    return call


def _note(call: PhoneCall, kind: str, at: datetime, agent: User | None = None, number: str = "") -> None:
    CallEvent.objects.create(call=call, kind=kind, agent=agent, number=number, at=at)


def _need_agent(agent: User) -> None:
    if not agent.may("hotline.take"):
        raise PermissionDenied


def _number(told: str) -> str:
    """Return a caller's number one way; what the exchange sends beyond that is not kept, the call is."""
    try:
        return normalize_phone(told)
    except BadPhone:
        return ""
