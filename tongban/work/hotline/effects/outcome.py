"""What became of an order: reviewed, sent back, called back, done again, closed; a bad result appealed against."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from tongban.ground.clock.moments import day_of
from tongban.ground.ledger import Refused
from tongban.ground.matters.effects import NOTHING, Effect
from tongban.ground.matters.limits import CHARS_OF_A_REASON
from tongban.work.hotline.effects.at_hand import AtHand
from tongban.work.hotline.effects.work import due_of, holding, need_unit
from tongban.work.hotline.models import Appeal, CallBack, Order, Solved, Suspension
from tongban.work.hotline.rules.calls import BAD, may_call_back, may_close_unheard, next_attempt_at
from tongban.work.hotline.rules.clocks import handling_due_on

NOT_THEIR_OWN = _("Whoever handled an order does not call back; please leave it to a colleague.")


class Heard(NamedTuple):
    """What a caller said when called back: three answers, none of which follows from another."""

    solved: str = Solved.UNKNOWN
    satisfaction: int | None = None
    was_contacted: bool | None = None
    remark: str = ""
    means: str = CallBack.Means.PHONE


def review(order: Order, here: AtHand) -> Effect:
    """Find a reply good enough to ask the caller."""
    return Effect()


def send_back(order: Order, here: AtHand, *, reason: str) -> Effect:
    """Send a reply back to the unit; its limit is the one that ran."""
    kept = here.said(order, "send_back", reason)
    due_on = due_of(order, here, here.rows_of(Suspension))
    rows = [holding(order, need_unit(order), here.at), *here.words]
    return Effect({"holder_id": order.lead_unit_id, "due_on": due_on}, rows=rows, note=kept)


def call(order: Order, here: AtHand, *, result: str, means: str = CallBack.Means.PHONE) -> Effect:
    """Note an attempt to call back that did not bring an answer."""
    _need_caller(order, here)
    wait = next_attempt_at(order.attempted_at)
    if wait is not None and here.at < wait:
        raise Refused(_("Try again at another time: attempts close together count as one."))
    if result == CallBack.Result.HEARD:
        raise Refused(_("What was heard is entered where the order is closed or done again."))
    row = CallBack(order=order, round=order.rounds, means=means, result=result, by_id=here.by.pk, at=here.at)
    facts = {"attempts": order.attempts + 1, "attempted_at": here.at}
    return Effect(facts, rows=[row], payload={"result": result})


def redo(order: Order, here: AtHand, *, heard: Heard | None = None) -> Effect:
    """Not solved, or badly: back to the unit, with the days that it had, counted anew."""
    said = heard or web_answer(order, here)
    if said is None:
        raise Refused(_("The caller has said nothing on the web: call back first."))
    if said.solved != Solved.NO and said.satisfaction not in BAD:
        raise Refused(
            _("An order is done again when the caller says that it is not solved, or is dissatisfied.")
        )
    return _again(order, here, [_heard(order, here, heard)] if heard else [])


def reopen(order: Order, here: AtHand, *, reason: str) -> Effect:
    """Open an order that was closed wrongly: what the caller was said to think of it counts no more."""
    if order.lead_unit_id is None or order.merged_into_id is not None:
        raise Refused(_("Only an order that a unit handled itself is done again."))
    kept = here.said(order, "reopen", reason, longest=CHARS_OF_A_REASON)
    unheard = {
        "closed_at": None,
        "solved": Solved.UNKNOWN,
        "satisfaction": None,
        "heard_in": None,
        "attempts": 0,
        "attempted_at": None,
    }
    return _again(order, here, [], unheard)._replace(note=kept)


def _again(order: Order, here: AtHand, rows: list[Any], facts: Mapping[str, Any] = NOTHING) -> Effect:
    """Give an order back to its unit, with the days that it had, counted anew."""
    on, unit = day_of(here.at), need_unit(order)
    again = {
        "holder_id": unit,
        "rounds": order.rounds + 1,
        "counted_from": on,
        "more_days": 0,
        "due_on": handling_due_on(on, order.days, here.calendar()),
        "is_decided": True,
    }
    said = {"round": order.rounds + 1, "due_on": again["due_on"]}
    return Effect({**facts, **again}, rows=[*rows, holding(order, unit, here.at), *here.words], payload=said)


def close(order: Order, here: AtHand, *, heard: Heard | None = None) -> Effect:
    """Close an order. Whether it is solved and whether the caller is satisfied are facts of their own, from the call."""
    facts: dict[str, Any]
    if heard is None and (told := web_answer(order, here)):
        facts = {
            "closed_at": here.at,
            "heard_in": told,
            "solved": told.solved,
            "satisfaction": told.satisfaction,
        }
        return Effect(facts, payload={"heard": True, "solved": told.solved})
    if heard is None:
        if not may_close_unheard(attempts=order.attempts, is_reachable=order.is_reachable, at=here.at):
            raise Refused(
                _("Call the caller back first: closed without an answer only after three attempts.")
            )
        return Effect({"closed_at": here.at}, payload={"heard": False})
    row = _heard(order, here, heard)
    facts = {
        "closed_at": here.at,
        "heard_in": row,
        "solved": heard.solved,
        "satisfaction": heard.satisfaction,
    }
    return Effect(facts, rows=[row, *here.words], payload={"heard": True, "solved": heard.solved})


def appeal(order: Order, here: AtHand, *, reason: str) -> Effect:
    """Ask that a bad result is not counted against the unit."""
    if here.rows_of(Appeal):
        raise Refused(_("An appeal was made already; it is made once."))
    kept = here.said(order, "appeal", reason, longest=CHARS_OF_A_REASON)
    return Effect(rows=[Appeal(order=order, reason=kept, by_id=here.by.pk, at=here.at), *here.words])


def rule_appeal(order: Order, here: AtHand, *, is_granted: bool, ruling: str) -> Effect:
    """Rule on an appeal: a third person does, and the reason stands beside the figure from which it is left out."""
    found = here.last(Appeal)
    heard_by = {row.by_id for row in here.rows_of(CallBack)}
    if found.is_granted is not None:
        raise Refused(_("This appeal has been ruled on."))
    if here.by.pk in {found.by_id, *order.handlers, *heard_by}:
        raise Refused(_("Somebody rules who neither handled the order nor called back."))
    kept = here.said(order, "rule_appeal", ruling, longest=CHARS_OF_A_REASON)
    values = {"is_granted": is_granted, "ruling": kept, "ruled_by_id": here.by.pk, "ruled_at": here.at}
    said = {"is_granted": is_granted}
    return Effect({"is_excluded": is_granted}, rows=here.words, changes=[(found, values)], payload=said)


def web_answer(order: Order, here: AtHand) -> CallBack | None:
    """Return what the caller said on the web after this time of handling."""
    rows = here.rows_of(CallBack)
    return next((row for row in rows if row.by_id is None and row.round == order.rounds), None)


def _heard(order: Order, here: AtHand, heard: Heard) -> CallBack:
    _need_caller(order, here)
    if not order.is_reachable and heard.means == CallBack.Means.PHONE:
        raise Refused(_("This caller left no number, or wants no call."))
    remark = here.said(order, "call_back", heard.remark, longest=300) if heard.remark.strip() else ""
    return CallBack(
        order=order,
        round=order.rounds,
        means=heard.means,
        result=CallBack.Result.HEARD,
        was_contacted=heard.was_contacted,
        solved=heard.solved,
        satisfaction=heard.satisfaction,
        remark=remark,
        by_id=here.by.pk,
        at=here.at,
    )


def _need_caller(order: Order, here: AtHand) -> None:
    if not may_call_back(here.by.pk, order.handlers):
        raise Refused(NOT_THEIR_OWN)
