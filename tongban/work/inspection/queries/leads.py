"""Leads on forged closing: who sees them, and how many of those judged were false."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet

from tongban.ground.matters.counted import Counted
from tongban.ground.people.models import User
from tongban.work.hotline.queries import visible_to as orders_visible_to
from tongban.work.inspection.models import ClosingLead

Status = ClosingLead.Status
READING = ("inspection.judge", "inspection.decide", "inspection.read")


def leads_visible_to(user: User) -> QuerySet[ClosingLead]:
    """Return the leads this person may see: whoever judges those on orders that they see, supervision all."""
    if not any(map(user.may, READING)):
        return ClosingLead.objects.none()
    rows = ClosingLead.objects.select_related("order", "unit", "looked_by", "judged_by")
    if user.may("inspection.read"):
        return rows
    return rows.filter(order__in=orders_visible_to(user).select_related(None).values("pk"))


class LeadRate(NamedTuple):
    """Of one kind of evidence, or of all: leads found, waiting, confirmed, and the share of those judged that was false."""

    kind: str
    found: int
    waiting: int
    confirmed: int
    false: Counted


def lead_rates() -> list[LeadRate]:
    """Return the measured rate of false leads of each kind, then of all."""
    rows = ClosingLead.objects.values("kind").annotate(
        found=Count("pk"),
        confirmed=Count("pk", filter=Q(status=Status.CONFIRMED)),
        false=Count("pk", filter=Q(status=Status.FALSE)),
    )
    known = {row["kind"]: row for row in rows.order_by("kind")}
    rates = [
        _rate(str(kind.label), known.get(kind.value, {"found": 0, "confirmed": 0, "false": 0}))
        for kind in ClosingLead.Kind
    ]
    sums = {name: sum(row[name] for row in known.values()) for name in ("found", "confirmed", "false")}
    return [*rates, _rate("", sums)]


def _rate(kind: str, counts: Mapping[str, Any]) -> LeadRate:
    judged = counts["confirmed"] + counts["false"]
    return LeadRate(
        kind, counts["found"], counts["found"] - judged, counts["confirmed"], Counted(counts["false"], judged)
    )
