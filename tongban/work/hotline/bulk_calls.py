"""Telephone calls by the ten thousand, with what happened to each: the same rows as the exchange and the desk leave."""

from datetime import datetime
from typing import Any, NamedTuple

from tongban.ground.matters.bulk import BulkLoader
from tongban.ground.matters.rows import new_row
from tongban.work.hotline.models import CallEvent, PhoneCall

CALL_MODELS = (PhoneCall, CallEvent)
"""In this order a BulkLoader copies them."""
Kind = CallEvent.Kind


class LoadedCall(NamedTuple):
    """A call that is over: when it asked, rang, was answered, ended and finished; never answered, it was given up."""

    reference: str
    line: int
    phone: str
    asked_at: datetime
    ended_at: datetime
    agent: Any = None
    rung_at: datetime | None = None
    answered_at: datetime | None = None
    finished_at: datetime | None = None
    order: int | None = None
    remark: str = ""


def load_call(loader: BulkLoader, call: LoadedCall) -> None:
    """Hand a call with its events to the load."""
    agent = getattr(call.agent, "pk", None)
    row = new_row(
        PhoneCall,
        reference=call.reference,
        line_id=call.line,
        exchange_key=call.reference,
        phone=call.phone,
        is_example=True,
        asked_at=call.asked_at,
        agent_id=agent,
        rung_at=call.rung_at,
        answered_at=call.answered_at,
        ended_at=call.ended_at,
        finished_at=call.finished_at,
        order_id=call.order,
        remark=call.remark,
    )
    row.pk = loader.next_key(PhoneCall)
    ended = Kind.ENDED if call.answered_at else Kind.ABANDONED
    told = (
        (Kind.ASKED, call.asked_at, None),
        (Kind.RUNG, call.rung_at, agent),
        (Kind.ANSWERED, call.answered_at, agent),
        (ended, call.ended_at, agent),
        (Kind.FINISHED, call.finished_at, agent),
    )
    events = [
        new_row(CallEvent, call_id=row.pk, kind=kind, at=at, agent_id=by)
        for kind, at, by in told
        if at is not None
    ]
    for event in events:
        event.pk = loader.next_key(CallEvent)
    loader.add([row, *events], call.reference, [])
