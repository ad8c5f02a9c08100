"""An agent at the telephone: the exchange does it, then the rows say so. Never inside a transaction."""

from collections.abc import Callable
from datetime import datetime
from secrets import token_hex

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger import Refused
from tongban.ground.people.models import User
from tongban.work.hotline.actions import calls
from tongban.work.hotline.models import Line, PhoneCall, SeatState
from tongban.work.hotline.rules.phones import BadPhone, normalize_phone
from tongban.work.hotline.telephony.exchange import ExchangeFault, exchange


def wait_for_call(agent: User, *, at: datetime) -> PhoneCall | None:
    """Let the next call ring at a ready agent's seat."""
    calls.take_back_unanswered(at=at)
    call = calls.ring_next(agent, at=at)
    if call is not None:
        exchange().ring(call.exchange_key, seat=agent.username)
    return call


def answer(call: PhoneCall, *, by: User, at: datetime) -> PhoneCall:
    """Answer the call that rings."""
    _need(call, by, "ringing")
    return calls.note_answered(
        call, by=by, at=at, recording=exchange().answer(call.exchange_key, seat=by.username)
    )


def hold(call: PhoneCall, *, by: User, at: datetime) -> PhoneCall:
    """Put the caller on hold."""
    _need(call, by, "talking")
    exchange().hold(call.exchange_key)
    return calls.note_held(call, by=by, at=at)


def resume(call: PhoneCall, *, by: User, at: datetime) -> PhoneCall:
    """Take the caller back."""
    _need(call, by, "on_hold")
    exchange().resume(call.exchange_key)
    return calls.note_resumed(call, by=by, at=at)


def hang_up(call: PhoneCall, *, by: User, at: datetime) -> PhoneCall:
    """End the call."""
    _need(call, by, "talking", "on_hold")
    exchange().hang_up(call.exchange_key)
    return calls.note_ended(call, by=by, at=at)


def transfer(call: PhoneCall, number: str, *, by: User, at: datetime) -> PhoneCall:
    """Pass the caller on to another number."""
    _need(call, by, "talking", "on_hold")
    to = _dialled(number)
    _try(lambda: exchange().transfer(call.exchange_key, to=to))
    return calls.note_ended(call, by=by, at=at, transferred_to=to)


def add_third(call: PhoneCall, number: str, *, by: User, at: datetime) -> PhoneCall:
    """Take a third party into the call: 110 hears the caller, the agent stays."""
    _need(call, by, "talking")
    third = _dialled(number)
    _try(lambda: exchange().add_third(call.exchange_key, number=third))
    return calls.note_third(call, third, by=by, at=at)


def ring_invented(line: Line, phone: str, says: str, *, at: datetime) -> PhoneCall:
    """Let an invented caller ask for a human."""
    key = f"SIM-{token_hex(8)}"
    return calls.ask(line, key, phone=phone, at=at, invented_words=says, is_example=True)


def be(agent: User, state: str, *, at: datetime, reason: str = "") -> None:
    """Be ready, paused or away."""
    if state not in SeatState.values:
        raise Refused(_("There is no such state of a seat."))
    calls.change_seat(agent, state, at=at, reason=reason)


def _need(call: PhoneCall, by: User, *stages: str) -> None:
    """Ask before the exchange does something that the rows would refuse."""
    if call.agent_id != by.pk or not by.may("hotline.take"):
        raise PermissionDenied
    if call.stage not in stages:
        raise Refused(_("This is not possible now: the call has moved on."))


def _dialled(number: str) -> str:
    try:
        found = normalize_phone(number)
    except BadPhone:
        found = ""
    if not found:
        raise Refused(_("Enter the number to dial."))
    return found


def _try(act: Callable[[], None]) -> None:
    try:
        act()
    except ExchangeFault as fault:
        raise Refused(str(fault)) from fault
