"""What an applicant says about delivery: how the result shall come, and a courier for papers on their way in."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger import Refused, record
from tongban.ground.people.models import User
from tongban.work.cases.actions.locks import lock_for_applicant
from tongban.work.cases.actions.parcels import READY, is_under_way
from tongban.work.cases.actions.results import SENDING
from tongban.work.cases.models import OPEN, Case, Delivery, DeliveryChoice, Status
from tongban.work.cases.queries.delivery import ways_of

CHOOSABLE = (Status.DRAFT, *OPEN, Status.GRANTED, *READY)


@transaction.atomic
def choose_delivery(
    case: Case, way: str, *, by: User, at: datetime, recipient: str = "", phone: str = "", address: str = ""
) -> DeliveryChoice:
    """Keep how the applicant wants the result; it can be changed until it is on its way."""
    case = lock_for_applicant(case, by, at)
    if case.status not in CHOOSABLE or is_under_way(case, Delivery.Direction.TO_APPLICANT):
        raise Refused(_("The result is on its way already, or there is none."))
    if way not in ways_of(case):
        raise Refused(_("The result of this item is not handed over in this way."))
    where = {"recipient": recipient.strip(), "phone": phone.strip(), "address": address.strip()}
    if way == Delivery.Way.COURIER and not all(where.values()):
        raise Refused(_("A parcel needs a recipient, a telephone number and an address."))
    said = {"way": way, "by": by, "at": at, **where}
    choice, _is_new = DeliveryChoice.objects.update_or_create(case=case, defaults=said)
    if case.status != Status.DRAFT:
        record(case, "choose_delivery", by=by, at=at, basis=SENDING, payload={"way": way})
    return choice
