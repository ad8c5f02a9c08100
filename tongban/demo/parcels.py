"""Parcels in several states: ordered, on their way, signed for and paid; one that waits, one that was refused."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from decimal import Decimal

from tongban.demo.cases import Scene
from tongban.ground.exchange.outbox import deliver_due
from tongban.ground.kit.calendars import calendar
from tongban.ground.people.models import Department
from tongban.offer.delivery.actions import track
from tongban.offer.delivery.models import Delivery
from tongban.work.cases.actions import parcels
from tongban.work.cases.models import Case, Status

ORDERS = (
    (2, "快递不通"),
    (1, "快递占线"),
    (40, ""),
    (33, ""),
    (20, ""),
    (6, ""),
)
"""How many hours ago, and the word in the address with which the simulated courier makes trouble."""


def order_parcels(scene: Scene) -> None:
    """Ask for the courier; the orders wait in the outbox until what is loaded is committed."""
    issued = Case.objects.filter(is_example=True, status=Status.ISSUED)
    issued = issued.exclude(reference__in=Delivery.objects.values("matter"))
    for case, (ago, trouble) in zip(issued.select_related("applicant").order_by("pk"), ORDERS, strict=False):
        who, by = case.applicant, scene.officer("window_clerk")
        address = f"{who.address}（{trouble}）" if trouble else who.address
        at = scene.now - timedelta(hours=ago)
        parcels.order_courier(case, recipient=who.name, phone=who.phone, address=address, by=by, at=at)


def send_parcels(now: datetime) -> None:
    """Send the orders, and let the parcels travel to where they are by now."""
    with _refusals_meant():
        deliver_due(at=now)
    scene = Scene(now, calendar(), Department.objects.get(code="DEMO-BUREAU"))
    examples = Case.objects.filter(is_example=True).values("reference")
    for parcel in Delivery.objects.filter(matter__in=examples, state=Delivery.State.TO_COLLECT):
        sent = track(parcel, at=now)
        if sent.state == Delivery.State.SIGNED:
            by = scene.officer("window_clerk")
            parcels.settle_price(sent, Decimal("12.00"), weight_grams=180, by=by, at=now)


@contextmanager
def _refusals_meant() -> Iterator[None]:
    """Keep the dead letter that the demo wants from looking like trouble on the console."""
    log = logging.getLogger("tongban.ground.exchange.delivery")
    level = log.level
    log.setLevel(logging.ERROR)
    try:
        yield
    finally:
        log.setLevel(level)
