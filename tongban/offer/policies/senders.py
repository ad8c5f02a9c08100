"""What leaves the house for policies: lists of grants to the payment office."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.exchange.outbox import Outgoing, sender
from tongban.offer.policies.actions.grants import take_receipt
from tongban.offer.policies.models import GrantList
from tongban.offer.policies.payment import ORDER, PaymentOrder, payment_office
from tongban.offer.policies.queries import paid_rows


@sender(ORDER, label=_("List of grants to the payment office"), shown=("list",))
def pay(outgoing: Outgoing) -> None:
    """Hand a list over; the office knows it by its number, so that it is paid once."""
    drawn = GrantList.objects.select_related("version__policy").get(reference=outgoing.payload["list"])
    rows = tuple((row.profile.credit_code, row.profile.name, row.amount_yuan) for row in paid_rows(drawn))
    receipt = payment_office().take(PaymentOrder(drawn.reference, drawn.version.policy.reference, rows))
    take_receipt(drawn, receipt, at=outgoing.tried_at or outgoing.put_at)
