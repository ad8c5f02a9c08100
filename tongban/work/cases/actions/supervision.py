"""Supervision: orders to hurry, and the reply."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger import Refused
from tongban.ground.matters.urging_orders import give_order, reply_to
from tongban.ground.people.models import User
from tongban.work.cases.actions.locks import lock_case, lock_for_division, require_permission
from tongban.work.cases.models import Case, Status, Urging
from tongban.work.cases.notices import NOTICES

NOT_URGED = (Status.DRAFT, Status.DISCARDED, Status.DELIVERED, Status.ARCHIVED)


@transaction.atomic
def urge(case: Case, text: str, *, by: User, at: datetime, reply_due_on: date | None = None) -> Urging:
    """Order a division to hurry a case, with a day to reply."""
    require_permission(by, "cases.supervise")
    case = lock_case(case)
    if case.status in NOT_URGED:
        raise Refused(_("A case under way is urged, with what is expected."))
    order = Urging(case=case, text=text)
    return give_order(order, case, by=by, at=at, reply_due_on=reply_due_on, announce=NOTICES.announce)


@transaction.atomic
def reply(order: Urging, text: str, *, by: User, at: datetime) -> Urging:
    """Reply to an order to hurry: what was done, or why it takes longer."""
    require_permission(by, "cases.intake", "cases.review", "cases.decide")
    case = lock_for_division(order.case, by)
    return reply_to(order, case, text, by=by, at=at, announce=NOTICES.announce)
