"""The courier as the bureau sees it: a port that orders and asks, and a simulator that plays the courier.

Neither is called inside a transaction: orders go through the outbox (`senders.py`), and what the courier says of a
parcel is read before the matter is locked. An order may come twice with the same reference; it is one parcel.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tongban.ground.exchange.outbox import Rejected
from tongban.ground.ledger.ports import port_at

ORDER = "courier.order"
"""The kind of an order in the outbox."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is sent: a reference of ours, the same however often it is ordered, whom to, and who pays."""

    reference: str
    recipient: str
    phone: str
    address: str
    payer: str


@dataclass(frozen=True, slots=True)
class Tracking:
    """What the courier says of a parcel: the state (a value of Delivery.State) and since when."""

    state: str
    at: datetime


class Courier(Protocol):
    """A courier company."""

    name: str

    def order(self, parcel: Parcel, *, at: datetime) -> str:
        """Order that a parcel be collected; return its waybill, the same for the same reference."""

    def track(self, waybill: str, *, ordered_at: datetime, at: datetime) -> Tracking:
        """Return how a parcel stands."""


class SimulatedCourier:
    """A courier that collects after four hours and hands over on the second day; nothing leaves the house.

    An address with 快递不通 is refused, one with 快递占线 finds nobody at the other end: so trouble can be shown.
    """

    name = "模拟快递"
    NOWHERE, BUSY = "快递不通", "快递占线"
    WAY = (
        ("to_collect", timedelta(0)),
        ("collected", timedelta(hours=4)),
        ("in_transit", timedelta(hours=10)),
        ("out_for_delivery", timedelta(hours=30)),
        ("signed", timedelta(hours=36)),
    )

    def order(self, parcel: Parcel, *, at: datetime) -> str:
        """Return a waybill that follows from the parcel, so that ordering twice gives the same."""
        if self.NOWHERE in parcel.address:
            raise Rejected(str(_("The courier does not go to this address.")))
        if self.BUSY in parcel.address:
            raise TimeoutError
        digest = hashlib.sha256(f"{parcel.reference}|{at.isoformat()}".encode()).hexdigest()
        return f"SIM{int(digest[:12], 16) % 10**12:012d}"

    def track(self, waybill: str, *, ordered_at: datetime, at: datetime) -> Tracking:
        """Return the last state whose time has come; a clock gone backwards finds the parcel as ordered."""
        state, after = [self.WAY[0], *(step for step in self.WAY if ordered_at + step[1] <= at)][-1]
        return Tracking(state, ordered_at + after)


def courier() -> Courier:
    """Return the courier of the installation (settings.COURIER)."""
    made: Courier = port_at(settings.COURIER)
    return made
