"""What everybody may read of orders, and what a caller may read of their own: see docs/open311.md for what is public."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from tongban.ground.ledger.models import Entry
from tongban.work.hotline.likeness.score import POSSIBLE, ReportedMatter, compare
from tongban.work.hotline.models import OPEN, Filing, Kind, Order, Quarantine
from tongban.work.hotline.queries.orders import is_set_aside
from tongban.work.hotline.queries.search import candidates, matter_of
from tongban.work.hotline.rules.phones import BadPhone, normalize_phone

LATEST = Entry.objects.filter(subject=OuterRef("reference")).order_by("-number").values("at")[:1]
MOST_ALIKE = 3
LONG_NUMBER = re.compile(r"\d(?:[\s\-‐-―.()]?[\dXx]){6,}")
PUBLISHED_DEGREES = 3
"""Decimals of a published place: some 100 metres."""


def public_orders() -> QuerySet[Order]:
    """Return the orders of which everybody may learn class, area and state: no reports, nothing confidential or set aside."""
    set_aside = Quarantine.objects.filter(order=OuterRef("pk"), released_at=None)
    found = Order.objects.exclude(Q(is_confidential=True) | Q(kind=Kind.REPORT)).exclude(Exists(set_aside))
    return (
        found.filter(demand_class__isnull=False)
        .select_related("demand_class", "area", "lead_unit", "filing", "merged_into__lead_unit")
        .annotate(changed_at=Subquery(LATEST))
    )


def published_text(order: Order) -> str:
    """Return what a caller agreed to publish, with long numbers covered; nothing where nobody agreed."""
    filing: Filing | None = getattr(order, "filing", None)
    return LONG_NUMBER.sub("***", order.text) if filing and filing.may_publish else ""


def published_point(order: Order) -> tuple[float, float] | None:
    """Return latitude and longitude, rounded, where the caller agreed to publish."""
    filing: Filing | None = getattr(order, "filing", None)
    if not filing or not filing.may_publish or order.latitude is None or order.longitude is None:
        return None
    return round(float(order.latitude), PUBLISHED_DEGREES), round(float(order.longitude), PUBLISHED_DEGREES)


def phone_as_kept(told: str) -> str | None:
    """Return a telephone number as it is kept, from whatever notation; None where it is none."""
    try:
        return normalize_phone(told)
    except BadPhone:
        return None


def filing_by_token(token: str) -> tuple[Filing, bool] | None:
    """Return what another system filed under a token, and whether it is let in."""
    found = Filing.objects.select_related("order").filter(token=token).first()
    return (found, not is_set_aside(found.order)) if found else None


class AlikeOrder(NamedTuple):
    """An open order that may be the same matter: class, area, day and state; no word of anybody."""

    order: Order
    score: float
    is_probable: bool


def alike(text: str, place: str, area_id: int | None, at: datetime) -> list[AlikeOrder]:
    """Return the public open orders that may be the same matter, the most alike first."""
    matter = ReportedMatter(text, place, None, at)
    recent = public_orders().filter(status__in=OPEN, pk__in=candidates(text, at))
    if area_id is not None:
        recent = recent.filter(Q(area=area_id) | Q(area=None))
    return sorted(_compared(matter, recent), key=lambda each: -each.score)[:MOST_ALIKE]


def _compared(matter: ReportedMatter, rows: Iterable[Order]) -> Iterable[AlikeOrder]:
    for row in rows:
        found = compare(matter, matter_of(row))
        if found.score >= POSSIBLE:
            yield AlikeOrder(row, found.score, found.is_probable)
