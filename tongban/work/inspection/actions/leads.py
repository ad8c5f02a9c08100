"""Leads on forged closing: found by their evidence, looked at, confirmed or dismissed by a person, never by themselves."""

from datetime import date, datetime
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tongban.ground.clock.moments import day_of
from tongban.ground.ledger import Refused, lock_matter
from tongban.ground.people.models import User
from tongban.work.hotline.queries.leads import closing_leads
from tongban.work.inspection.models import ClosingLead
from tongban.work.inspection.numbers import LEADS
from tongban.work.inspection.states import LEADS as CHART

HUNDREDTH = Decimal("0.01")


def find_leads(since: date, until: date, *, at: datetime) -> int:
    """Enter the leads on the orders closed in these days that are not known yet; return how many were new."""
    found = closing_leads(since, until)
    rows = ClosingLead.objects.filter(order__in=[order.pk for order in found.orders.values()])
    known = set(rows.values_list("order", "round", "kind"))
    new = 0
    for lead in found.leads:
        order = found.orders[lead.reference]
        assert order.lead_unit_id is not None  # noqa: S101 - only orders that a unit closed are looked through
        if (order.pk, order.rounds, str(lead.kind)) in known:
            continue
        known.add((order.pk, order.rounds, str(lead.kind)))
        row = ClosingLead(
            order=order,
            round=order.rounds,
            unit=order.lead_unit,
            kind=str(lead.kind),
            evidence=list(lead.evidence),
            strength=Decimal(lead.strength).quantize(HUNDREDTH),
            found_at=at,
        )
        _find(row, at)
        new += 1
    return new


@transaction.atomic
def _find(row: ClosingLead, at: datetime) -> None:
    row.reference = LEADS.next(day_of(at))
    CHART.make("find", row, by=None, at=at, payload={"order": row.order.reference, "kind": row.kind})
    row.save(force_insert=True)


@transaction.atomic
def look(lead: ClosingLead, *, by: User, at: datetime) -> ClosingLead:
    """Take a lead to look at it: the order, its replies, the recording, the caller."""
    lead = _by_another(lead, by)
    CHART.make("look", lead, by=by, at=at, facts={"looked_by_id": by.pk})
    return lead


@transaction.atomic
def confirm(lead: ClosingLead, *, by: User, at: datetime, finding: str) -> ClosingLead:
    """Find that the closing was forged, with what was found; to open the order again is another person's act."""
    return _judge("confirm", lead, finding, by, at)


@transaction.atomic
def dismiss(lead: ClosingLead, *, by: User, at: datetime, finding: str) -> ClosingLead:
    """Find that the lead was false, with what was found; it counts in the rate of false leads."""
    return _judge("dismiss", lead, finding, by, at)


def _judge(move: str, lead: ClosingLead, finding: str, by: User, at: datetime) -> ClosingLead:
    lead = _by_another(lead, by)
    CHART.need(move, lead, by=by)
    if not finding.strip():
        raise Refused(_("Write down what was found, and how."))
    facts = {"judged_by_id": by.pk, "judged_at": at, "finding": finding.strip()}
    CHART.make(move, lead, by=by, at=at, facts=facts)
    return lead


def _by_another(lead: ClosingLead, by: User) -> ClosingLead:
    """Lock a lead for somebody who had no hand in the order and does not belong to the unit."""
    lead = lock_matter(ClosingLead, lead.pk)
    if by.pk in lead.order.handlers or by.department_id == lead.unit_id:
        raise PermissionDenied
    return lead
