"""Orders and calls by the ten thousand, each with its whole course: the same rows and entries as the actions'."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from tongban.ground.clock.calendar import Calendar
from tongban.ground.matters.bulk import BulkAct, BulkLoader, BulkMatter
from tongban.ground.matters.effects import Effect
from tongban.ground.matters.rows import new_row
from tongban.work.hotline.acts import ACTS
from tongban.work.hotline.effects import EFFECTS, AtHand, Demand, new_order
from tongban.work.hotline.models import (
    Appeal,
    CallBack,
    CallerMessage,
    CallEvent,
    CompetenceDecision,
    DispatchRow,
    ExtensionRequest,
    Filing,
    HandOver,
    HelperUnit,
    Holding,
    Order,
    OrderExtension,
    OrderPhoto,
    OrderText,
    PhoneCall,
    Quarantine,
    Reply,
    Return,
    SealedDemand,
    SealedWord,
    Suspension,
)
from tongban.work.hotline.rules.clocks import usual_days
from tongban.work.hotline.states import CHART

__all__ = [
    "CALL_MODELS",
    "MODELS",
    "LoadedCall",
    "OrderCourse",
    "OrderMove",
    "load_call",
    "load_order",
    "usual_days",
]

MODELS = (
    Order,
    OrderText,
    Holding,
    Filing,
    Quarantine,
    OrderPhoto,
    CallerMessage,
    SealedDemand,
    SealedWord,
    Return,
    DispatchRow,
    CompetenceDecision,
    Reply,
    ExtensionRequest,
    OrderExtension,
    Suspension,
    CallBack,
    Appeal,
    HelperUnit,
    HandOver,
)
"""In this order a BulkLoader copies them."""
CALL_MODELS = (PhoneCall, CallEvent)
"""In this order a BulkLoader copies them."""
Kind = CallEvent.Kind
BULK_ACTS = {name: BulkAct(act.basis, act.permission) for name, act in ACTS.items()}
NOTHING_SAID: Mapping[str, Any] = {}


class OrderMove(NamedTuple):
    """A move or an act of a course: what, by whom (None: the system), when, and what its effect asks for."""

    name: str
    by: Any
    at: datetime
    said: Mapping[str, Any] = NOTHING_SAID


class OrderCourse(NamedTuple):
    """One order from its beginning to where it stands; without who took it in, it was filed from outside."""

    reference: str
    demand: Demand
    by: Any
    at: datetime
    moves: Sequence[OrderMove]
    follow_digest: str = ""


def load_order(
    loader: BulkLoader, course: OrderCourse, days: Calendar, *, reported: frozenset[int] = frozenset()
) -> Order:
    """Lead an order through its course in memory and hand it to the load; refused where the actions would refuse."""
    told: dict[str, Any] = {
        "at": course.at,
        "follow_digest": course.follow_digest,
        "key": loader.next_key(Order),
    }
    order, begun = new_order(course.demand, course.reference, **told)
    order.taken_by_id = getattr(course.by, "pk", None)
    led = BulkMatter(loader, order, CHART, BULK_ACTS)
    led.take("file" if course.by is None else "register", lambda: begun, by=course.by, at=course.at)
    for move in course.moves:
        _take(led, order, move, days, reported)
    led.finish()
    return order


def _take(led: BulkMatter, order: Order, move: OrderMove, days: Calendar, reported: frozenset[int]) -> None:
    here = AtHand(
        move.by,
        move.at,
        lambda: days,
        lambda model: [row for row in led.rows if type(row) is model],
        lambda: reported,
    )

    def work_out() -> Effect:
        if move.name in ACTS:
            ACTS[move.name].need_open(order)
        return EFFECTS[move.name](order, here, **move.said)

    row = move.said.get("row")
    if row is not None and row.pk is None:
        row.pk = led.loader.next_key(DispatchRow)
    led.take(move.name, work_out, by=move.by, at=move.at)
    if row is not None:
        row._state.adding = False


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
