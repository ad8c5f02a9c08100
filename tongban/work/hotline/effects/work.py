"""The way of an order through a unit: dispatched, signed for, extended, suspended, replied to."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from tongban.ground.clock.moments import day_of
from tongban.ground.ledger import Refused
from tongban.ground.matters.effects import Change, Effect
from tongban.ground.matters.limits import CHARS_OF_A_REASON
from tongban.work.hotline.effects.at_hand import AtHand
from tongban.work.hotline.effects.extension import granting, need_may_extend
from tongban.work.hotline.models import Holding, Order, OrderExtension, Reply, Suspension
from tongban.work.hotline.rules.clocks import handling_due_on, sign_due_at


def dispatch(order: Order, here: AtHand, *, unit: int, days: int) -> Effect:
    """Pass an order on; the clock runs from here, whether or not the unit signs."""
    need_may_handle(unit, here)
    on = day_of(here.at)
    due_on = handling_due_on(on, days, here.calendar())
    facts = {
        **assigned(unit, here.at),
        "dispatched_at": here.at,
        "counted_from": on,
        "days": days,
        "due_on": due_on,
        "rounds": 1,
    }
    return Effect(
        facts, rows=[holding(order, unit, here.at)], payload={"unit": unit, "days": days, "due_on": due_on}
    )


def sign(order: Order, here: AtHand) -> Effect:
    """Sign for an order; its clock runs on as it did."""
    return Effect({"signed_at": order.signed_at or here.at, **handled_by(order, here)})


def extend(order: Order, here: AtHand, *, days: int, reason: str, told: str) -> Effect:
    """Give an order more days, once; the caller is told."""
    need_may_extend(order, here, days)
    granted = granting(here)
    row = OrderExtension(
        order=order,
        days=days,
        document=told.strip()[:60],
        reason=here.said(order, "extend", reason, longest=CHARS_OF_A_REASON),
        approved_by_id=here.by.pk,
        at=here.at,
    )
    if not row.document:
        raise Refused(_("Say how the caller was told of the extension."))
    due_on = due_of(order, here, here.rows_of(Suspension), more=days)
    return Effect(
        {"more_days": days, "due_on": due_on},
        rows=[row, *here.words],
        changes=granted,
        payload={"days": days, "due_on": due_on},
    )


def suspend(order: Order, here: AtHand, *, cause: str, reason: str, review_on: date) -> Effect:
    """Suspend an order that cannot be solved now, until a day on which it is looked at again."""
    on = day_of(here.at)
    if review_on <= on:
        raise Refused(_("Choose a later day on which it is looked at again."))
    row = Suspension(
        order=order,
        cause=cause,
        reason=here.said(order, "suspend", reason, longest=CHARS_OF_A_REASON),
        review_on=review_on,
        since=on,
        by_id=here.by.pk,
    )
    said = {"cause": cause, "review_on": review_on}
    return Effect({"due_on": None, **handled_by(order, here)}, rows=[row, *here.words], payload=said)


def resume(order: Order, here: AtHand, *, result: str) -> Effect:
    """Go on with an order; the suspended days do not count."""
    row, on = here.last(Suspension), day_of(here.at)
    kept = here.said(order, "resume", result, longest=CHARS_OF_A_REASON)
    due_on = due_of(order, here, here.rows_of(Suspension), until=on)
    return Effect(
        {"due_on": due_on, **handled_by(order, here)},
        rows=here.words,
        changes=[(row, {"until": on, "result": kept})],
        payload={"due_on": due_on},
    )


def note_progress(order: Order, here: AtHand, *, text: str) -> Effect:
    """Note what was done so far."""
    return Effect(handled_by(order, here), rows=here.words, note=here.said(order, "note_progress", text))


def reply(
    order: Order, here: AtHand, *, text: str, contact: str, contacted_at: datetime | None = None
) -> Effect:
    """Answer the caller and report back to the centre."""
    is_told = contact != Reply.Contact.NONE
    if contacted_at is not None and not order.registered_at <= contacted_at <= here.at:
        raise Refused(_("The caller was told after the order came in, and not in the future."))
    row = Reply(
        order=order,
        unit_id=need_unit(order),
        round=order.rounds,
        text=here.said(order, "reply", text),
        contact=contact,
        contacted_at=(contacted_at or here.at) if is_told else None,
        due_on=order.due_on,
        by_id=here.by.pk,
        at=here.at,
    )
    rows = [row, holding(order, order.line.centre_id, here.at), *here.words]
    facts = {"holder_id": order.line.centre_id, "due_on": None, "attempts": 0, "attempted_at": None}
    said = {"contact": contact, "is_in_time": order.due_on is None or day_of(here.at) <= order.due_on}
    return Effect(facts | handled_by(order, here), rows=rows, payload=said)


def due_of(
    order: Order,
    here: AtHand,
    rows: Sequence[Suspension],
    *,
    until: date | None = None,
    more: int | None = None,
) -> date:
    """Return the last day of the limit that runs, past suspensions; an open one ends on a day."""
    if order.counted_from is None:
        raise Refused(_("This order has not been dispatched; no limit runs."))
    began = order.counted_from
    pauses = [row.as_counted(until) for row in rows if (row.until or until or began) >= began]
    more = order.more_days if more is None else more
    return handling_due_on(began, order.days, here.calendar(), pauses=pauses, more=more)


def end_suspension(order: Order, here: AtHand, on: date) -> list[Change]:
    """Return what ends a suspension that lasts when an order goes to somebody else."""
    lasting = [row for row in here.rows_of(Suspension) if row.until is None]
    return [(row, {"until": max(on, row.since)}) for row in lasting]


def assigned(unit: int, at: datetime) -> dict[str, Any]:
    """Return the facts of an order that goes to a unit."""
    return {
        "lead_unit_id": unit,
        "holder_id": unit,
        "assigned_at": at,
        "sign_due_at": sign_due_at(at),
        "signed_at": None,
    }


def holding(order: Order, unit: int, at: datetime) -> Holding:
    """Return the beginning of the time in which a unit holds an order."""
    return Holding(order=order, unit_id=unit, since=at)


def need_unit(order: Order) -> int:
    """Return the lead unit of an order that was dispatched."""
    if order.lead_unit_id is None:
        raise Refused(_("This order has not been dispatched; no limit runs."))
    return order.lead_unit_id


def handled_by(order: Order, here: AtHand) -> dict[str, list[int]]:
    """Return who had a hand in the order, with whoever acts now: none of them calls back."""
    return {"handlers": sorted({*order.handlers, here.by.pk})}


def need_may_handle(unit: int, here: AtHand) -> None:
    """Refuse to give an order to a unit that is closed, or a report to whom it reports."""
    if unit in here.closed():
        raise Refused(_("This unit was closed; choose the one that took over its work."))
    if unit in here.reported():
        raise Refused(_("A report is not handled by the unit that it reports, nor by a unit under it."))
