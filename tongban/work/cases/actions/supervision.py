"""Supervision: orders to hurry, and the reply."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.calendars import calendar
from tongban.ground.law import cite
from tongban.ground.ledger import Refused, record
from tongban.ground.people.models import User
from tongban.work.cases.actions.locks import lock_case, lock_for_division, require_permission
from tongban.work.cases.models import Case, Status, Urging
from tongban.work.cases.notices import NOTICES
from tongban.work.cases.rules.limits import follow_due

SUPERVISING = cite("business-environment-regulation:36")
REPLY_DAYS = 2
NOT_URGED = (Status.DRAFT, Status.DISCARDED, Status.DELIVERED, Status.ARCHIVED)


@transaction.atomic
def urge(case: Case, text: str, *, by: User, at: datetime, reply_due_on: date | None = None) -> Urging:
    """Order a division to hurry a case, with a day to reply."""
    require_permission(by, "cases.supervise")
    case = lock_case(case)
    if case.status in NOT_URGED or not text.strip():
        raise Refused(_("A case under way is urged, with what is expected."))
    due = reply_due_on or follow_due(localdate(at), REPLY_DAYS, calendar())
    order = Urging.objects.create(case=case, text=text.strip()[:300], by=by, at=at, reply_due_on=due)
    said = {"text": order.text, "reply_due_on": due}
    NOTICES.announce(record(case, "urge", by=by, at=at, basis=SUPERVISING, payload=said))
    return order


@transaction.atomic
def reply(order: Urging, text: str, *, by: User, at: datetime) -> Urging:
    """Reply to an order to hurry: what was done, or why it takes longer."""
    require_permission(by, "cases.intake", "cases.review", "cases.decide")
    case = lock_for_division(order.case, by)
    order = Urging.objects.get(pk=order.pk)
    if order.replied_at is not None or not text.strip():
        raise Refused(_("An order is replied to once, in words."))
    order.reply, order.replied_by, order.replied_at = text.strip(), by, at
    order.save(update_fields=["reply", "replied_by", "replied_at"])
    NOTICES.announce(record(case, "reply", by=by, at=at, basis=SUPERVISING, payload={"reply": order.reply}))
    return order
