"""Which effect each move and act of a course has; acts on a part of a case find it among the rows at hand."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import Model

from tongban.ground.ledger import Refused
from tongban.ground.matters.bulk import BulkAct
from tongban.ground.matters.effects import Effect
from tongban.offer.delivery import effects as delivery
from tongban.offer.delivery.actions import SENDING
from tongban.offer.delivery.models import Delivery
from tongban.work.cases.actions.materials import SUBMITTING
from tongban.work.cases.actions.reviews import CHECKING
from tongban.work.cases.effects import applications, decisions, intake, limits, results, reviews
from tongban.work.cases.lock_cache import rows_at_hand
from tongban.work.cases.models import Assessment, Case, Remedy
from tongban.work.cases.remedies import effects as remedies
from tongban.work.cases.remedies.actions import CONTESTING
from tongban.work.cases.states import APPLYING, NOT_COUNTED

ACTS = {
    "commit": BulkAct(APPLYING, "cases.apply"),
    "show": BulkAct(SUBMITTING, "cases.intake"),
    "agree": BulkAct(CHECKING, "cases.review"),
    "object": BulkAct(CHECKING, "cases.review"),
    "draw_assessor": BulkAct(NOT_COUNTED, "cases.review"),
    "settle_fee": BulkAct(NOT_COUNTED, "cases.review"),
    "order_courier": BulkAct(SENDING, "cases.issue"),
    "take_order": BulkAct(SENDING, ""),
    "track": BulkAct(SENDING, ""),
    "settle_price": BulkAct(SENDING, "cases.issue"),
    "register_remedy": BulkAct(CONTESTING, "cases.remedy"),
    "close_remedy": BulkAct(CONTESTING, "cases.remedy"),
}


def _on(model: type[Model], effect: Callable[..., Effect]) -> Callable[..., Effect]:
    """Return the effect of an act on the last row of a kind."""

    def on_the_last(case: Case, *, by: Any, at: datetime, **facts: Any) -> Effect:
        rows = rows_at_hand(case, model, model._base_manager.none)
        if not rows:
            raise Refused(f"{case.reference}: there is no {model._meta.verbose_name}")
        return effect(rows[-1], **facts)

    return on_the_last


EFFECTS: dict[str, Callable[..., Effect]] = {
    "begin": applications.begin,
    "take_in": applications.take_in,
    "commit": applications.commit,
    "file": applications.file,
    "return": intake.return_,
    "show": intake.show,
    "complete": applications.complete,
    "take_completion": applications.complete,
    "accept": intake.accept,
    "accept_by_silence": intake.accept_by_silence,
    "decline": intake.decline,
    "find_unneeded": intake.find_unneeded,
    "agree": reviews.agree,
    "object": reviews.object_,
    "pause": limits.pause,
    "resume": limits.resume,
    "extend": limits.extend,
    "draw_assessor": limits.draw_assessor,
    "settle_fee": _on(Assessment, limits.settle_fee),
    "grant": decisions.grant,
    "refuse": decisions.refuse,
    "terminate": decisions.terminate,
    "withdraw": decisions.end,
    "take_withdrawal": decisions.end,
    "archive": decisions.end,
    "issue": results.issue,
    "deliver": results.deliver,
    "deliver_refusal": results.deliver,
    "order_courier": results.order_courier,
    "take_order": _on(Delivery, delivery.take_order),
    "track": _on(Delivery, delivery.note_tracking),
    "sign_for": _on(Delivery, results.sign_for),
    "settle_price": _on(Delivery, delivery.settle_price),
    "register_remedy": remedies.register_remedy,
    "close_remedy": _on(Remedy, remedies.close_remedy),
}
