"""The payment office as the bureau sees it: a port that takes a list of grants, and a simulator that plays it."""

import hashlib
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from django.conf import settings

from tongban.ground.ledger.ports import port_at

ORDER = "policies.payment"
"""The kind of an order in the outbox."""


@dataclass(frozen=True, slots=True)
class PaymentOrder:
    """One list: its number, the same however often it is sent, and each enterprise with its amount."""

    reference: str
    policy: str
    rows: tuple[tuple[str, str, Decimal], ...]
    """Credit code, name, yuan."""


class PaymentOffice(Protocol):
    """Whoever pays: the treasury's system, or the owner unit's."""

    def take(self, order: PaymentOrder) -> str:
        """Take a list; return the receipt, the same for the same list."""


class SimulatedPaymentOffice:
    """Takes every list at once; nothing leaves the house."""

    def take(self, order: PaymentOrder) -> str:
        """Return a receipt that follows from the list."""
        content = f"{order.reference}|{[(code, str(yuan)) for code, _name, yuan in order.rows]}"
        return f"模拟回执{hashlib.sha256(content.encode()).hexdigest()[:10]}"


def payment_office() -> PaymentOffice:
    """Return the payment office of the installation (settings.PAYMENT_OFFICE)."""
    made: PaymentOffice = port_at(settings.PAYMENT_OFFICE)
    return made
