"""One stroke at the agent's desk: taken down and answered from the knowledge, joined, handed over or passed on."""

from datetime import datetime
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import transaction

from tongban.ground.people.models import User
from tongban.offer.knowledge.actions.uses import note_use
from tongban.offer.knowledge.models import EntryVersion
from tongban.work.hotline.actions.intake import Filed, answer, register
from tongban.work.hotline.actions.side import hand_over, join
from tongban.work.hotline.effects.intake import Demand
from tongban.work.hotline.models import CallEvent, IntakeDraft, Order, PhoneCall


class IntakeOutcome(NamedTuple):
    """What becomes of a demand in the same stroke; nothing said: it goes to be dispatched."""

    answer: str = ""
    entry: EntryVersion | None = None
    join: Order | None = None
    hand_over: str = ""


@transaction.atomic
def take_down(
    demand: Demand, outcome: IntakeOutcome, call: PhoneCall | None, *, by: User, at: datetime
) -> Filed:
    """Take a demand down with its outcome, and tie it to its call; all of it, or nothing."""
    filed = register(demand, by=by, at=at)
    if outcome.entry is not None:
        _answer_from(outcome.entry, filed.order, outcome.answer, by, at)
    elif outcome.join is not None:
        join(filed.order, outcome.join, by=by, at=at)
    elif outcome.hand_over:
        third = call.third_party if call else ""
        hand_over(filed.order, outcome.hand_over, by=by, at=at, was_three_way=third == outcome.hand_over)
    elif outcome.answer:
        answer(filed.order, by=by, at=at, text=outcome.answer)
    _tie(call, filed.order, outcome, by, at)
    return Filed(Order.objects.select_related("line").get(pk=filed.order.pk), filed.code)


def _answer_from(entry: EntryVersion, order: Order, said: str, by: User, at: datetime) -> None:
    """Answer with an entry, in the agent's words where they typed some, and note that it was used."""
    answer(order, by=by, at=at, text=said or entry.short_answer, entry=entry.reference)
    note_use(entry, matter=order.reference, by=by, at=at)


def _tie(call: PhoneCall | None, order: Order, outcome: IntakeOutcome, by: User, at: datetime) -> None:
    """Tie an order to its call; when the caller has hung up, the work after the call is finished by that."""
    IntakeDraft.objects.filter(agent=by, call=call).delete()
    if call is None:
        return
    call = PhoneCall.objects.select_for_update().get(pk=call.pk)
    if call.agent_id != by.pk or call.answered_at is None:
        raise PermissionDenied
    call.order, call.entry = order, outcome.entry.reference if outcome.entry else ""
    if call.stage == "after_call":
        call.finished_at = at
        CallEvent.objects.create(call=call, kind=CallEvent.Kind.FINISHED, agent=by, at=at)
    call.save(update_fields=["order", "entry", "finished_at"])
